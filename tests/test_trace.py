"""`trace`: by which hands words came to a document. All texts are invented."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.records import Attribution, Basis, Document, Entity, EntityType, Findings, HopKind, Metadatum, Span, Stance
from sayso.sentences import sentences
from sayso.trace import trace

ORLOVA = "Vera Orlova"


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def nearest(text: str, words: str, content: Span) -> Span:
    """Where these words stand last before the content, else first behind it."""
    start = text.rfind(words, 0, content.start)
    start = start if start >= 0 else text.index(words, content.end)
    return Span(start, start + len(words))


def said(
    text: str, source: str | None, cue: str | None, content: str, speaker: str | None = ORLOVA, parent: str | None = None
) -> Attribution:
    """An attribution by its words; its id is its content, its speaker's id his name."""
    told = span(text, content)
    sources = (nearest(text, source, told),) if source else ()
    cues = (nearest(text, cue, told),) if cue else ()
    touched = [s for s in sentences(text) if any(s.overlaps(part) for part in (told, *sources, *cues))]
    return Attribution(
        id=content,
        content=(told,),
        source=sources,
        cue=cues,
        sentence=Span(touched[0].start, touched[-1].end),
        speaker=speaker,
        parent=parent,
    )


def findings(text: str, *attributions: Attribution, metadata: tuple[Metadatum, ...] = (), **types: EntityType) -> Findings:
    names = dict.fromkeys(a.speaker for a in attributions if a.speaker)
    entities = tuple(Entity(id=name, name=name, type=types.get(name.split()[-1], EntityType.PERSON)) for name in names)
    return Findings(
        document=Document(id="d", text=text, path="d.txt", metadata=metadata),
        attributions=attributions,
        entities=entities,
    )


def fact(name: str, value: str, where: str = "somewhere", place: Span | None = None) -> Metadatum:
    return Metadatum(name=name, value=value, where=where, span=place)


def routes(found: Findings) -> list[list[tuple[str, HopKind, Basis]]]:
    """Each route; every hop's evidence is checked on the way."""
    out = []
    for attribution in trace(found).attributions:
        for hop in attribution.route:
            assert (hop.span is None) == (hop.basis is Basis.METADATA)
            assert hop.span is None or hop.span.of(found.document.text)
        out.append([(hop.name, hop.kind, hop.basis) for hop in attribution.route])
    return out


def one(
    sentence: str, cue: str = "said", content: str = "the bridge was sound", **more: EntityType
) -> list[tuple[str, HopKind]]:
    """The route of the one statement in a sentence in which Orlova says something."""
    source = ORLOVA if ORLOVA in sentence else "She" if "She" in sentence else None
    found = findings(sentence, said(sentence, source, cue, content))
    return [(name, kind) for name, kind, _ in routes(found)[0]]


TELLING = """
Vera Orlova told NPR that the bridge was sound. | told | outlet | NPR
Vera Orlova told the Lune Courier the bridge was sound. | told | outlet | Lune Courier
Vera Orlova told state television the bridge was sound. | told | outlet | state television
Vera Orlova told Norvian radio on Monday the bridge was sound. | told | outlet | Norvian radio
Vera Orlova told the daily Yeni Kent the bridge was sound. | told | outlet | Yeni Kent
Vera Orlova told Norvia's Kentpress news agency the bridge was sound. | told | agency | Kentpress
Vera Orlova told The Times of Norvia the bridge was sound. | told | outlet | The Times of Norvia
Vera Orlova said in an interview with Radio Lune that the bridge was sound. | said | outlet | Radio Lune
Vera Orlova said the bridge was sound, as reported by Lune.ru. | said | outlet | Lune.ru
In an article published by norvia.az, Vera Orlova said the bridge was sound. | said | outlet | norvia.az
Vera Orlova writes in The Lune Herald that the bridge was sound. | writes | outlet | The Lune Herald
Vera Orlova said the bridge was sound, Interfax reported. | said | agency | Interfax
Vera Orlova said in a written statement that the bridge was sound. | said | release | written statement of Vera Orlova
Vera Orlova said on social media that the bridge was sound. | said | platform | social media
Vera Orlova tweeted that the bridge was sound. | tweeted | platform | Twitter
Vera Orlova wrote on her Facebook page that the bridge was sound. | wrote | channel | Facebook page of Vera Orlova
In her Telegram channel, Dry Ink, Vera Orlova said the bridge was sound. | said | channel | Dry Ink
"""


@pytest.mark.parametrize("line", TELLING.strip().splitlines())
def test_words_beside_tell_the_hop(line: str) -> None:
    sentence, cue, kind, name = (part.strip() for part in line.split("|"))
    assert one(sentence, cue) == [(name, HopKind(kind))]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Vera Orlova said the bridge was sound.", "said"),
        ("Vera Orlova told reporters the bridge was sound.", "told"),
        ("Vera Orlova told a news conference the bridge was sound.", "told"),
        ("Vera Orlova told the minister the bridge was sound.", "told"),
        ("Vera Orlova told Congress the bridge was sound.", "told"),
        ("Vera Orlova told Anna Holm the bridge was sound.", "told"),
        ("Vera Orlova, a former editor of The Lune Herald, said the bridge was sound.", "said"),
        ("According to Palace Press Secretary Ada Munn, Vera Orlova said the bridge was sound.", "said"),
        ("The Post has learned that Vera Orlova said the bridge was sound.", "said"),
    ],
)
def test_nothing_is_guessed(sentence: str, cue: str) -> None:
    assert one(sentence, cue) == []


def test_the_told_one_comes_before_who_passed_it_on() -> None:
    assert one("Vera Orlova told the Lune Courier that the bridge was sound, Reuters reported.", "told") == [
        ("Lune Courier", HopKind.OUTLET),
        ("Reuters", HopKind.AGENCY),
    ]


def test_what_was_said_on_a_platform_is_not_said_of_whoever_denies_it() -> None:
    text = "The Works denied the claim, made on social networks, that a pier had sunk."
    assert routes(findings(text, said(text, "The Works", "denied", "the claim", "The Works"))) == [[]]


def test_an_outlet_is_no_hop_of_its_own_words() -> None:
    text = "Lune.ru reported that the bridge was sound."
    assert routes(findings(text, said(text, "Lune.ru", "reported", "that the bridge was sound", "Lune.ru"))) == [[]]
    text = "The Lune Courier reported that the bridge was sound."
    assert routes(findings(text, said(text, None, "reported", "that the bridge was sound", None))) == [[]]


def test_the_document_itself_is_no_hop() -> None:
    text = "Vera Orlova told the Courier the bridge was sound. The pier had sunk, she told The Lune Courier."
    found = findings(
        text,
        said(text, ORLOVA, "told", "the bridge was sound"),
        said(text, "she", "told", "The pier had sunk"),
        metadata=(fact("outlet", "The Lune Courier"),),
    )
    assert routes(found) == [[], []]


def test_a_document_that_credits_itself_has_no_hop() -> None:
    text = "LUNE, May 3 (Kentpress) - Vera Orlova said the bridge was sound, Kentpress reported."
    metadata = (fact("outlet", "Kentpress"), fact("origin", "Kentpress", "feed item source"), fact("author", "Kentpress"))
    assert routes(findings(text, said(text, ORLOVA, "said", "the bridge was sound"), metadata=metadata)) == [[]]


def test_a_dateline_holds_for_all_of_the_document() -> None:
    text = "LUNE, Norvia, May 3 (Kentpress) - Vera Orlova said the bridge was sound.\n\nThe Works denied that it was."
    found = findings(
        text,
        said(text, ORLOVA, "said", "the bridge was sound"),
        said(text, "The Works", "denied", "that it was", "The Works"),
    )
    assert routes(found) == [[("Kentpress", HopKind.AGENCY, Basis.CARRIED_OVER)]] * 2


def test_metadata_alone_are_named_as_such() -> None:
    text = "Vera Orlova said the bridge was sound."
    statement = said(text, ORLOVA, "said", "the bridge was sound")
    feed = (
        fact("origin", "Kentpress", "feed item source"),
        fact("origin", "https://kentpress.example/rss", "feed item source, address"),
    )
    assert routes(findings(text, statement, metadata=feed)) == [[("Kentpress", HopKind.AGENCY, Basis.METADATA)]]
    forward = (fact("outlet", "Dry Ink"), fact("forwarded_from", "Wet Ink", "Telegram export, forwarded_from"))
    assert routes(findings(text, statement, metadata=forward)) == [
        [("Telegram channel of Wet Ink", HopKind.CHANNEL, Basis.METADATA)]
    ]
    elsewhere = (
        fact("address", "https://lune.example/1"),
        fact("address", "https://norvia.example/2", "link rel canonical"),
    )
    assert routes(findings(text, statement, metadata=elsewhere)) == [[("norvia.example", HopKind.OUTLET, Basis.METADATA)]]


def test_where_several_are_credited_none_is_taken() -> None:
    text = "Vera Orlova said the bridge was sound."
    both = (fact("origin", "AP", "agency credit, line 3"), fact("origin", "AFP", "agency credit, line 3"))
    assert routes(findings(text, said(text, ORLOVA, "said", "the bridge was sound"), metadata=both)) == [[]]


def test_an_address_and_a_short_name_are_one_outlet() -> None:
    text = 'Vera Orlova said in conversation with "Zarya" that the bridge was sound.\n\nOriginal: zarya-norvia.example/7'
    origin = fact("origin", "zarya-norvia.example", "provenance line", span(text, "zarya-norvia.example"))
    found = findings(text, said(text, ORLOVA, "said", "the bridge was sound"), metadata=(origin,))
    assert routes(found) == [[("zarya-norvia.example", HopKind.OUTLET, Basis.STATED)]]


def test_inside_another_the_outer_speaker_is_the_first_hop() -> None:
    text = "Vera Orlova told NPR the mayor had denied that the pier sank."
    found = findings(
        text,
        said(text, ORLOVA, "told", "the mayor had denied that the pier sank"),
        said(text, "the mayor", "denied", "that the pier sank", "the mayor", "the mayor had denied that the pier sank"),
    )
    assert routes(found)[1] == [(ORLOVA, HopKind.SPEAKER, Basis.STATED), ("NPR", HopKind.OUTLET, Basis.STATED)]


def test_an_outlet_that_quotes_is_an_outlet_and_is_not_doubled() -> None:
    text = "Lune.ru reported that Vera Orlova said the bridge was sound. She said a pier had sunk."
    outer = "that Vera Orlova said the bridge was sound"
    found = findings(
        text,
        said(text, "Lune.ru", "reported", outer, "Lune.ru"),
        said(text, ORLOVA, "said", "the bridge was sound", parent=outer),
        said(text, "She", "said", "a pier had sunk"),
        metadata=(fact("origin", "lune.ru", "feed item source"),),
        **{"Lune.ru": EntityType.ORGANISATION},
    )
    assert routes(found) == [
        [],
        [("Lune.ru", HopKind.OUTLET, Basis.STATED)],
        [("Lune.ru", HopKind.OUTLET, Basis.CARRIED_OVER)],
    ]


def test_one_who_speaks_of_himself_is_no_hop() -> None:
    text = "Vera Orlova told NPR she had doubted the bridge."
    found = findings(
        text,
        said(text, ORLOVA, "told", "she had doubted the bridge"),
        said(text, "she", "doubted", "the bridge", parent="she had doubted the bridge"),
    )
    assert [name for name, *_ in routes(found)[1]] == ["NPR"]


def test_the_questions_of_the_document_itself_are_no_hop() -> None:
    text = "— The mayor says a pier sank. Did it?"
    found = findings(
        text,
        said(text, None, None, "The mayor says a pier sank. Did it?", "The Lune Courier"),
        said(text, "The mayor", "says", "a pier sank", "The mayor", "The mayor says a pier sank. Did it?"),
        metadata=(fact("outlet", "The Lune Courier"),),
        Courier=EntityType.ORGANISATION,
    )
    assert routes(found)[1] == []


def test_parents_in_a_circle_do_not_loop() -> None:
    text = "Vera Orlova said the mayor said a pier sank."
    found = findings(
        text,
        said(text, ORLOVA, "said", "the mayor said a pier sank", parent="a pier sank"),
        said(text, "the mayor", "said", "a pier sank", "the mayor", "the mayor said a pier sank"),
    )
    assert len(routes(found)) == 2


def test_a_document_that_credits_an_outlet_that_credits_it() -> None:
    text = "Vera Orlova said the bridge was sound, the Lune Herald reported, citing the Courier."
    metadata = (fact("outlet", "The Lune Courier"), fact("origin", "The Lune Herald", "feed item source"))
    found = findings(text, said(text, ORLOVA, "said", "the bridge was sound"), metadata=metadata)
    assert routes(found) == [[("The Lune Herald", HopKind.OUTLET, Basis.STATED)]]


HEADLINE = "Bridge is sound, expert says\n\nVera Orlova said a pier had sunk. The water was high, she told NPR."


def test_what_is_told_once_holds_for_the_voice() -> None:
    text = f"{HEADLINE} The mayor said it was not. Orlova said nobody had looked."
    found = findings(
        text,
        said(text, "expert", "says", "Bridge is sound"),
        said(text, ORLOVA, "said", "a pier had sunk"),
        said(text, "she", "told", "The water was high"),
        said(text, "The mayor", "said", "it was not", "The mayor"),
        said(text, "Orlova", "said", "nobody had looked"),
        metadata=(fact("title", "x", place=Span(0, 28)),),
    )
    carried, stated = [("NPR", HopKind.OUTLET, Basis.CARRIED_OVER)], [("NPR", HopKind.OUTLET, Basis.STATED)]
    assert routes(found) == [carried, carried, stated, [], carried]


def test_words_to_the_own_reporter_end_what_was_carried() -> None:
    text = "Vera Orlova told NPR the bridge was sound. She told us a pier had sunk. She said the water was high."
    found = findings(
        text,
        said(text, ORLOVA, "told NPR", "the bridge was sound"),
        said(text, "She", "told us", "a pier had sunk"),
        said(text, "She", "said", "the water was high"),
    )
    assert [bool(route) for route in routes(found)] == [True, False, False]


def test_a_statement_in_writing_is_over_when_somebody_else_speaks() -> None:
    text = "Vera Orlova said in a statement the bridge was sound. The mayor said it was not. Orlova said nobody had looked."
    found = findings(
        text,
        said(text, ORLOVA, "said", "the bridge was sound"),
        said(text, "The mayor", "said", "it was not", "The mayor"),
        said(text, "Orlova", "said", "nobody had looked"),
    )
    assert [bool(route) for route in routes(found)] == [True, False, False]


def test_a_road_told_late_does_not_reach_back_over_other_speakers() -> None:
    text = "Vera Orlova said the bridge was sound. The mayor said it was not. Orlova told NPR nobody had looked."
    found = findings(
        text,
        said(text, ORLOVA, "said", "the bridge was sound"),
        said(text, "The mayor", "said", "it was not", "The mayor"),
        said(text, "Orlova", "told", "nobody had looked"),
    )
    assert [bool(route) for route in routes(found)] == [False, False, True]


def test_the_answers_to_an_author_who_asked_came_through_the_article() -> None:
    text = "In an article published by norvia.az, Vera Orlova asked experts whether it was sound. Jon Mire believes it was."
    asked = said(text, ORLOVA, "asked", "whether it was sound")
    found = findings(
        text,
        Attribution(**{k: getattr(asked, k) for k in asked.__slots__} | {"stance": Stance.ASKED}),
        said(text, "Jon Mire", "believes", "it was.", "Jon Mire"),
    )
    assert routes(found)[1] == [("norvia.az", HopKind.OUTLET, Basis.CARRIED_OVER)]


def test_a_post_is_on_the_channel_that_the_text_told_of() -> None:
    text = (
        "So reads Vera Orlova, whose Telegram channel is widely read. In a post on Friday Orlova said the bridge was sound."
    )
    found = findings(text, said(text, "Orlova", "said", "the bridge was sound"))
    assert routes(found) == [[("Telegram channel of Vera Orlova", HopKind.CHANNEL, Basis.STATED)]]
    text = "In a post on Friday Vera Orlova said the bridge was sound."
    assert one(text) == []


def test_the_page_of_one_person_is_not_given_to_many() -> None:
    text = "Friends of Orlova wrote on her Facebook page that she was safe."
    found = findings(
        text, said(text, "Friends of Orlova", "wrote", "that she was safe", "Friends of Orlova"), Orlova=EntityType.GROUP
    )
    assert [name for name, *_ in routes(found)[0]] == ["Facebook page"]


def test_a_spokeswoman_s_statement_is_the_body_s() -> None:
    text = "The water ministry denied it. The bridge was sound, spokeswoman Vera Orlova said in a written statement."
    found = findings(
        text,
        said(text, "The water ministry", "denied", "it", "The water ministry"),
        said(text, "spokeswoman Vera Orlova", "said", "The bridge was sound"),
        ministry=EntityType.ORGANISATION,
    )
    assert [name for name, *_ in routes(found)[1]] == ["written statement of The water ministry"]


def test_the_times_is_the_one_that_was_named_before() -> None:
    text = "Jon Mire writes in The Lune Times that it fell. The bridge was sound, Vera Orlova tells the Times."
    found = findings(text, said(text, ORLOVA, "tells", "The bridge was sound"))
    assert [name for name, *_ in routes(found)[0]] == ["The Lune Times"]


def test_a_russian_channel() -> None:
    text = "Мост цел, написала Вера Орлова в своём телеграм-канале."
    found = findings(text, said(text, "Вера Орлова", "написала", "Мост цел", "Вера Орлова"))
    assert [(name, kind) for name, kind, _ in routes(found)[0]] == [("телеграм канале of Вера Орлова", HopKind.CHANNEL)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Fox News Channel’s Greta Vask", "Fox News Channel"),
        ("a Fox News Channel audience", "Fox News Channel"),
        ("Fox News", "Fox News"),
        ("This Day newspaper", "This Day"),
    ],
)
def test_an_outlets_name_is_taken_whole(words: str, name: str) -> None:
    text = f"Vera Orlova told {words} on Tuesday that a pier had sunk."
    found = findings(text, said(text, "Vera Orlova", "told", "a pier had sunk"))
    assert [hop[0] for hop in routes(found)[0]] == [name]


def test_a_newsroom_named_in_full_before_is_meant_by_its_networks_name() -> None:
    text = "Vera Orlova told Fox News that a pier had sunk. The mayor told Fox that it was not so."
    first = said(text, "Vera Orlova", "told", "a pier had sunk")
    second = said(text, "The mayor", "told", "it was not so", "The mayor")
    assert [[hop[0] for hop in route] for route in routes(findings(text, first, second))] == [["Fox News"], ["Fox News"]]


@pytest.mark.parametrize(
    ("teller", "type", "kind"),
    [
        ("the Lunean Dry-Ink newspaper", EntityType.ORGANISATION, HopKind.OUTLET),
        ("Lune's official news agency", EntityType.ORGANISATION, HopKind.AGENCY),
        ("Agence France-Presse", EntityType.PERSON, HopKind.AGENCY),
        ("Courier Vask", EntityType.PERSON, HopKind.SPEAKER),
    ],
)
def test_a_teller_that_is_an_outlet_is_a_hop_of_its_kind(teller: str, type: EntityType, kind: HopKind) -> None:
    text = f"{teller} said the mayor had warned that a pier had sunk."
    outer = said(text, teller, "said", "the mayor had warned that a pier had sunk", teller)
    inner = replace(said(text, "the mayor", "warned", "a pier had sunk", "the mayor"), parent=outer.id)
    found = findings(text, outer, inner)
    entities = tuple(replace(e, type=type) if e.name == teller else e for e in found.entities)
    told = dict(zip((outer.id, inner.id), trace(replace(found, entities=entities)).attributions, strict=True))
    assert [(hop.name, hop.kind) for hop in told[inner.id].route] == [(teller, kind)]


def test_a_dateline_of_a_known_broadcasters_station_is_no_agency() -> None:
    text = "LUNE (CBS DC) – Vera Orlova said that a pier had sunk."
    found = findings(text, said(text, "Vera Orlova", "said", "a pier had sunk"))
    assert [hop[:2] for hop in routes(found)[0]] == [("CBS DC", HopKind.OUTLET)]


def test_a_document_without_anything() -> None:
    empty = Findings(document=Document(id="d", text="", path="d.txt"))
    assert trace(empty) == empty
    text = "Words."
    bare = findings(text, Attribution(id="a", content=(Span(0, 5),), speaker="nobody known"))
    assert trace(bare).attributions[0].route == ()


def test_nothing_else_is_changed_and_again_is_the_same() -> None:
    text = f"{HEADLINE} The mayor said it was not."
    found = findings(
        text,
        said(text, ORLOVA, "said", "a pier had sunk"),
        said(text, "she", "told", "The water was high"),
        said(text, "The mayor", "said", "it was not", "The mayor"),
    )
    once = trace(found)
    assert trace(once) == once
    for before, after in zip(found.attributions, once.attributions, strict=True):
        unchanged = [name for name in before.__slots__ if name != "route"]
        assert all(getattr(before, name) == getattr(after, name) for name in unchanged)
    assert (once.document, once.entities, once.narration) == (found.document, found.entities, found.narration)


def test_a_long_text_costs_no_more_than_its_length() -> None:
    text = " ".join(f"Vera Orlova told the Lune Courier that pier {n} had sunk, Reuters reported." for n in range(400))
    places = [m.start() for m in re.finditer("Vera", text)]
    ends = [m.end() for m in re.finditer(r"had sunk", text)]
    many = tuple(
        Attribution(
            id=str(s), content=(Span(s + 37, e),), cue=(Span(s + 12, s + 16),), sentence=Span(s, e + 18), speaker=ORLOVA
        )
        for s, e in zip(places, ends, strict=True)
    )
    assert all(len(route) == 2 for route in routes(findings(text, *many)))
