"""The view-models: numbers, voices, context, the characteristic statement; every quotation is its document's words."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given
from report_pile import FERRY, REFUSED, entity, ferry, findings, hostile, pile, radio, said, span

from sayso.errors import SpanError
from sayso.ids import content_id
from sayso.records import Attribution, Document, Entity, EntityType, Findings, Kind, Span
from sayso.report import characteristic, marks, running, view
from sayso.report.models import Brief


def brief_of(*found: Findings) -> Brief:
    return view.build(found, (), "pile")


def shown_words(brief: Brief) -> list[tuple[str, str]]:
    """Everything that a brief shows as said, each with what its span gives in the document it names."""
    pairs = []
    for statement in brief.statements:
        text = text_of(brief, statement.document)
        for quotation in (*statement.source, *statement.cue, *statement.content):
            pairs.append((quotation.text, text[slice(*quotation.span)]))
        for stretch in statement.context:
            pairs += [(piece.text, text[slice(*piece.span)]) for piece in stretch]
    for voice in (*brief.voices, *brief.unnamed):
        text = text_of(brief, brief.statements[voice.characteristic.statement - 1].document)
        for stretch in voice.characteristic.stretches:
            pairs += [(piece.text, text[slice(*piece.span)]) for piece in stretch]
    return pairs


def text_of(brief: Brief, document: int) -> str:
    view_ = brief.documents[document - 1]
    return view_.leading + "".join("".join(q.text for q in p.pieces) + p.ending for p in view_.paragraphs)


def test_counts_documents_voices_and_what_is_no_voice() -> None:
    brief = view.build([ferry(), radio()], REFUSED, "pile")
    counts = brief.counts
    assert (counts.documents, counts.outlets, counts.attributions, counts.voices) == (2, 2, 9, 1)
    assert (counts.unnamed, counts.unnamed_statements, counts.unknown_statements) == (4, 4, 1)
    assert (counts.narration, counts.skipped, counts.undated) == (1, 2, 1)
    assert (counts.first, counts.last) == ("2031-04-02", "2031-04-02")


def test_equal_full_names_are_one_voice_letter_case_aside() -> None:
    brief = brief_of(ferry(), radio())
    calder = brief.voices[0]
    assert calder.name == "Ines Calder"
    assert calder.documents == (1, 2)
    assert calder.outlets == ("Harbour Post", "Radio Quay")
    assert calder.roles == ("Harbour master",)
    assert len(calder.statements) == 4


def elsewhere(found: Findings) -> Findings:
    """The same words in another document."""
    entities = tuple(dataclasses.replace(e, id=f"{e.id}x") for e in found.entities)
    said = tuple(dataclasses.replace(a, id=f"{a.id}x", speaker=a.speaker and f"{a.speaker}x") for a in found.attributions)
    document = dataclasses.replace(found.document, id="b2:other")
    return dataclasses.replace(found, document=document, entities=entities, attributions=said)


def test_descriptions_groups_and_unnamed_never_merge_across_documents() -> None:
    brief = brief_of(radio(), elsewhere(radio()))
    assert [v.name for v in brief.voices] == ["INES CALDER"]
    assert [v.name for v in brief.unnamed] == ["the ministry", "the ministry"]
    twice = brief_of(ferry(), elsewhere(ferry()))
    assert [v.name for v in twice.unnamed] == ["the crew", "A senior official", "Critics"] * 2


def test_equal_names_of_different_types_stay_apart() -> None:
    document = Document(id="b2:x", text="Washington said so. Washington said no.", path="x")
    person = entity(document, "Washington", EntityType.PERSON)
    place = entity(document, "Washington", EntityType.ORGANISATION)
    one = said(document, [Span(0, 10)], [Span(11, 15)], [Span(16, 18)], person)
    two = said(document, [Span(20, 30)], [Span(31, 35)], [Span(36, 38)], place)
    assert len(brief_of(Findings(document=document, attributions=(one, two), entities=(person, place))).voices) == 2


def entities_of(*names: tuple[str, EntityType, str]) -> Findings:
    """One document in which each name says something, with a role if one is given."""
    text = " ".join(f"{name} {role} said so." for name, _, role in names)
    document = Document(id=f"b2:{text}", text=text, path="x")
    at, attributions, entities = 0, [], []
    for name, type_, role in names:
        source = Span(at, at + len(name))
        place = Span(source.end + 1, source.end + 1 + len(role))
        whose = dataclasses.replace(entity(document, name, type_), roles=(place,) if role else ())
        attributions.append(said(document, [source], [], [Span(place.end + 6, place.end + 8)], whose))
        entities.append(whose)
        at = place.end + 10
    return Findings(document=document, attributions=tuple(attributions), entities=tuple(entities))


def test_a_name_of_several_words_is_one_voice_under_either_type_and_with_or_without_the_article() -> None:
    brief = brief_of(
        entities_of(("Lune Guard", EntityType.PERSON, "")),
        entities_of(("the Lune Guard", EntityType.ORGANISATION, "")),
        entities_of(("The Lune Guard", EntityType.ORGANISATION, "")),
    )
    (voice,) = brief.voices
    assert (voice.type, len(voice.documents)) == (EntityType.ORGANISATION, 3)


def test_a_description_with_the_capital_of_its_sentence_is_no_voice_across_documents() -> None:
    one = entities_of(("The hospital", EntityType.ORGANISATION, ""), ("Earlier reports", EntityType.DOCUMENT, ""))
    two = entities_of(("The hospital", EntityType.ORGANISATION, "again"), ("Earlier reports", EntityType.DOCUMENT, "x"))
    brief = brief_of(one, two)
    assert not brief.voices
    assert len(brief.unnamed) == 4


def test_the_role_that_most_documents_give_comes_first() -> None:
    roles = ("captain", "harbour master", "harbour master")
    piles = [entities_of(("Ines Calder", EntityType.PERSON, role)) for role in roles]
    piles[2] = dataclasses.replace(piles[2], document=dataclasses.replace(piles[2].document, id="b2:third"))
    assert brief_of(*piles).voices[0].roles == ("harbour master", "captain")


def test_a_statement_whose_source_names_the_voice_stands_for_it_before_one_of_a_pronoun() -> None:
    words = (
        "We shall close the gates of the dam before the water comes.",
        "The gates of the dam were never closed at all that spring.",
    )
    text = f'"{words[0]}" he said. "{words[1]}" Calder said.'
    sources = [Span(text.index("he said"), text.index(" said")), span_of(text, "Calder")]
    statements = [
        (Attribution(id=f"b2:{n}", content=(span_of(text, w),), source=(s,), cue=(Span(0, 1),), confidence=c), text)
        for n, (w, s, c) in enumerate(zip(words, sources, (0.95, 0.85), strict=True))
    ]
    assert characteristic.best(statements, "Ines Calder") == 1
    assert characteristic.best(statements[:1], "Ines Calder") == 0


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_unknown_speaker_is_an_answer_and_no_voice() -> None:
    brief = brief_of(ferry())
    (unknown,) = brief.unknown
    assert brief.statements[unknown - 1].content[0].text == "that the captain had resigned"
    assert brief.statements[unknown - 1].voice is None
    assert all(unknown not in v.statements for v in (*brief.voices, *brief.unnamed))


def test_a_speaker_that_the_entities_do_not_hold_is_unknown() -> None:
    found = dataclasses.replace(radio(), entities=())
    assert brief_of(found).counts.unknown_statements == 2


def test_statements_are_numbered_in_reading_order_and_know_their_relations() -> None:
    brief = brief_of(ferry())
    starts = [s.content[0].span.start for s in brief.statements]
    assert starts == sorted(starts)
    added, denied = brief.statements[1], brief.statements[2]
    assert (denied.parent, added.children, denied.depth, added.depth) == (added.number, (denied.number,), 1, 0)
    assert [s.paragraph for s in brief.statements] == [3, 3, 3, 4, 5, 5, 5]


def test_characteristic_statement_is_whole_direct_and_sure_and_in_the_documents_words() -> None:
    calder = brief_of(ferry(), radio()).voices[0]
    words = [piece.text for stretch in calder.characteristic.stretches for piece in stretch]
    assert words == ['"We counted forty-one passengers, and all of them walked ashore,"', '"Nobody was hurt."']
    assert not calder.characteristic.cut


def test_a_fragment_is_shown_in_its_sentence() -> None:
    crew = brief_of(ferry()).unnamed[0]
    (stretch,) = crew.characteristic.stretches
    assert "".join(piece.text for piece in stretch) == "She added that the crew denied seeing a second ship."


def one_statement(words: str) -> tuple[Attribution, str]:
    return Attribution(id="b2:a", content=(Span(0, len(words)),), kind=Kind.DIRECT, confidence=0.9), words


def test_long_statement_is_cut_after_a_sentence_and_says_so() -> None:
    words = "It rained on the quay for many days. " * 20
    attribution, text = one_statement(words.strip())
    spans, cut = characteristic.excerpt(attribution.content, text)
    kept = spans[0].of(text)
    assert cut and kept.endswith("days.") and characteristic.columns(kept) <= characteristic.LONGEST


@pytest.mark.parametrize("unit", ["字", "e\u0301", "👩‍👩‍👧", "🇰🇿", "👍🏽", "word ", "x"])
def test_cut_falls_between_characters_and_within_the_room(unit: str) -> None:
    words = unit * 600
    end = characteristic.cut(words, 300)
    assert 0 < end < len(words)
    assert characteristic.columns(words[:end]) <= 300
    if unit != "word ":
        assert end % len(unit) == 0


def test_the_same_findings_give_the_same_brief() -> None:
    assert view.build(pile(), REFUSED, "pile") == view.build(pile(), REFUSED, "pile")


def test_brief_is_json_matter() -> None:
    data = json.loads(json.dumps(dataclasses.asdict(view.build(pile(), REFUSED, "pile"))))
    assert data["voices"][0]["name"] == "Ines Calder"
    assert data["statements"][0]["content"][0]["span"] == list(span(FERRY, 'that "the ferry never left the quay"'))


@pytest.mark.parametrize("wrong", [Span(5, 5), Span(-1, 3), Span(0, 10**6)])
def test_a_span_that_names_nothing_is_refused(wrong: Span) -> None:
    document = Document(id="b2:x", text="Ten words are here, and then there are some more.", path="x.txt")
    bad = Attribution(id="b2:a", content=(wrong,))
    with pytest.raises(SpanError, match=r"x\.txt"):
        brief_of(Findings(document=document, attributions=(bad,)))


def test_only_plain_web_addresses_become_links() -> None:
    assert view.web_link("https://a.example/b?c=1&d=2#e") == "https://a.example/b?c=1&d=2#e"
    for refused in ("javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//a.example", "https://"):
        assert view.web_link(refused) is None
    for refused in ("https://a.example/\u202egpj", "https://a b", 'https://a/"x', "https://a\n.example", "http://[::1"):
        assert view.web_link(refused) is None


def test_blank_lines_and_hard_wrapped_lines_are_told_apart() -> None:
    wrapped = "The harbour master of the port of Quay had said in\nthe morning that no ship was lost.\nNext.\n\nLast."
    found = Findings(document=Document(id=content_id(wrapped), text=wrapped, path="x"))
    assert [p.gap for p in brief_of(found).documents[0].paragraphs] == ["wide", "none", "tight", "wide"]


def test_boilerplate_lines_carry_their_reason() -> None:
    reasons = [p.boilerplate for p in brief_of(ferry()).documents[0].paragraphs]
    assert reasons == [None, "newsletter box", None, None, None, None]


@given(findings())
def test_everything_shown_as_said_is_the_documents_own_words(found: Findings) -> None:
    brief = brief_of(found)
    assert text_of(brief, 1) == found.document.text
    assert all(shown == kept for shown, kept in shown_words(brief))
    for statement in brief.statements:
        contents = [s for a in found.attributions if a.id == statement.id for s in a.content]
        held = [p.span for stretch in statement.context for p in stretch]
        assert all(any(h.overlaps(c) for h in held) for c in contents)


@given(findings())
def test_an_excerpt_that_is_not_cut_is_all_of_the_content(found: Findings) -> None:
    brief = brief_of(found)
    for voice in (*brief.voices, *brief.unnamed):
        content = brief.statements[voice.characteristic.statement - 1].content
        shown = {i for stretch in voice.characteristic.stretches for p in stretch for i in range(*p.span)}
        whole = {i for q in content for i in range(*q.span)}
        assert whole <= shown if not voice.characteristic.cut else shown < whole


@given(findings())
def test_pieces_join_to_the_text_and_hold_every_mark(found: Findings) -> None:
    text = found.document.text
    placed = [m for n, a in enumerate(found.attributions, 1) for m in running.marks_of(a, n)]
    row = list(marks.pieces(text, placed))
    assert "".join(piece.text for piece in row) == text
    for mark in placed:
        covered = "".join(piece.text for piece in row if mark in piece.marks)
        assert covered == mark.span.of(text)


def test_names_without_statements_are_no_voices() -> None:
    document = Document(id="b2:x", text="Nobody spoke.", path="x")
    silent = Entity(id="b2:e", name="Ines Calder", type=EntityType.PERSON)
    assert brief_of(Findings(document=document, entities=(silent,))).voices == ()


def test_hostile_document_is_built_like_any_other() -> None:
    assert brief_of(hostile()).counts.attributions == 3
