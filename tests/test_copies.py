"""Copies: what is the same words, in whole or in part, and who took it from whom."""

from __future__ import annotations

import pathlib
import random
import time
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from sayso.copies import copies, translations
from sayso.records import Boilerplate, Copies, CopyKind, Document, Metadatum, Passage, Span

STORY = (
    "The harbour master of Ostrel closed the eastern gate on Monday after three barges struck the wall. "
    "Nobody was hurt, though two cranes fell into the basin and will be raised before the week is out. "
    "Crews had warned of loose chains since the spring, according to a log that the port keeps for insurers. "
    "The port council meets on Thursday to decide whether ferries may use the western gate until repairs end."
)
OTHER = (
    "Bakers in the hill towns have sold out of rye because the autumn harvest came late and wet this year. "
    "The mill at Tarn ran for nine days without a stop, and its owner says that he has never seen such prices. "
    "Farmers blame the new toll road, which keeps their carts waiting at the river until after the market shuts."
)
BACKGROUND = "Ostrel, a port of ninety thousand people, was rebuilt after the flood that drowned its lower quarter in 1911."
RUSSIAN = (
    "Начальник порта закрыл восточные ворота в понедельник, после того как три баржи ударились о стену причала. "
    "Никто не пострадал, хотя два крана упали в воду и будут подняты до конца недели."
)
CHINESE = (
    "港口负责人周一关闭了东门，因为三艘驳船撞上了码头的墙壁。"
    "没有人受伤，但是两台起重机掉进了水里，本周结束之前将被打捞起来。"
)
ARABIC = "أغلق مدير الميناء البوابة الشرقية يوم الاثنين بعد أن اصطدمت ثلاث سفن بالجدار القديم ولم يصب أحد بأذى في الحادث."


def document(name: str, text: str, **known: str) -> Document:
    metadata = tuple(Metadatum(name=key, value=value, where="test") for key, value in known.items())
    return Document(id=name, text=text, path=name, metadata=metadata)


def of_kind(found: tuple[Copies, ...], kind: CopyKind) -> list[Copies]:
    return [group for group in found if group.kind is kind]


def names(group: Copies) -> list[str]:
    return [passage.document for passage in group.passages]


def check(found: tuple[Copies, ...], documents: list[Document]) -> None:
    """What holds of every answer."""
    by_id = {one.id: one for one in documents}
    for group in found:
        assert len(group.passages) > 1
        assert names(group) == sorted(set(names(group)))
        assert 0 < group.share <= 1
        assert all(passage.span.of(by_id[passage.document].text).strip() for passage in group.passages)
        assert len(group.derivations) < len(group.passages)
        copied = [derivation.copy for derivation in group.derivations]
        assert len(copied) == len(set(copied))
        assert {*copied, *(derivation.of for derivation in group.derivations)} <= set(group.passages)


def test_a_thousand_copies_are_one_group_and_not_half_a_million_pairs() -> None:
    documents = [document(f"{n:04}", STORY, published=f"2024-03-{15 + (n > 0)}") for n in range(1000)]
    began = time.process_time()
    (group,) = copies(documents)
    assert time.process_time() - began < 20
    assert len(group.passages) == 1000
    assert len(group.derivations) == 999
    assert {derivation.of.document for derivation in group.derivations} == {"0000"}
    assert group.derivations[0].why == "published 2024-03-16, the other 2024-03-15"


def test_a_thousand_edited_copies_are_one_group() -> None:
    chance = random.Random(3)
    documents = []
    for number in range(1000):
        words = STORY.split()
        words[chance.randrange(len(words))] = f"changed{number}"
        documents.append(document(f"{number:04}", " ".join(words)))
    groups = of_kind(copies(documents), CopyKind.DOCUMENT)
    assert max(len(group.passages) for group in groups) > 950
    assert sum(len(group.derivations) for group in groups) == 0


@pytest.mark.parametrize("text", [STORY, RUSSIAN, CHINESE, ARABIC], ids=["latin", "cyrillic", "chinese", "arabic"])
def test_scripts(text: str) -> None:
    (group,) = copies([document("a", text), document("b", OTHER), document("c", text)])
    assert (group.kind, names(group), group.share) == (CopyKind.DOCUMENT, ["a", "c"], 1.0)


def test_line_ends_case_and_marks_do_not_count() -> None:
    broken = STORY.replace(". ", ".\r\n\r\n").upper()
    (group,) = copies([document("a", STORY), document("b", broken)])
    assert group.share == 1.0
    assert [passage.span for passage in group.passages] == [Span(0, len(STORY)), Span(0, len(broken))]


def test_a_cut_reprint_with_additions_is_a_copy_and_its_own_words_are_not() -> None:
    cut = " ".join(STORY.split(". ")[:2]) + "."
    own = "Our readers in the hills may remember the gate."
    (group,) = copies([document("a", STORY), document("b", f"{STORY[:198]} {own}")])
    assert group.kind is CopyKind.DOCUMENT
    assert group.passages[1].span.of(f"{STORY[:198]} {own}") == STORY[: STORY.index(" Crews")]
    assert len(cut) > 100


def test_two_texts_in_a_round_up_are_not_copies_of_each_other() -> None:
    found = copies([document("a", STORY), document("b", OTHER), document("c", f"{STORY}\n\n{OTHER}")])
    assert [names(group) for group in found] == [["a", "c"], ["b", "c"]]
    both = f"{STORY}\n\n{OTHER}"
    assert [group.passages[1].span.of(both) for group in found] == [STORY, OTHER]


def test_a_long_text_that_holds_a_short_one_is_a_copy_in_that_place_only() -> None:
    post = STORY[: STORY.index(" Crews")]
    long = f"{OTHER} {OTHER.replace('rye', 'oats').replace('mill', 'kiln')} {post}"
    (group,) = of_kind(copies([document("a", post), document("b", long)]), CopyKind.DOCUMENT)
    assert group.passages[1].span.of(long) == post


def test_a_shared_sentence_of_background() -> None:
    one, other = f"{STORY} {BACKGROUND}", f"{BACKGROUND} {OTHER}"
    (group,) = copies([document("a", one), document("b", other)])
    assert group.kind is CopyKind.PARAGRAPH
    assert [group.passages[0].span.of(one), group.passages[1].span.of(other)] == [BACKGROUND, BACKGROUND]


def test_neighbouring_sentences_are_one_passage_and_short_ones_alone_are_none() -> None:
    short = "Nobody was hurt at all."
    shared = f"{BACKGROUND} {short} Its walls have stood since then."
    one, other = f"{STORY} {shared}", f"{shared} {OTHER}"
    (group,) = copies([document("a", one), document("b", other)])
    assert group.passages[0].span.of(one) == shared
    assert copies([document("a", f"{STORY} {short}"), document("b", f"{OTHER} {short}")]) == ()


def test_boilerplate_is_left_out() -> None:
    line = "Sign up for the morning letter and read five stories before breakfast without any charge or noise."
    text, other = f"{STORY}\n{line}", f"{OTHER}\n{line}"
    marked = [
        replace(
            document(name, words), boilerplate=(Boilerplate(span=Span(len(words) - len(line), len(words)), reason="box"),)
        )
        for name, words in (("a", text), ("b", other))
    ]
    assert copies(marked) == ()
    assert len(copies([document("a", text), document("b", other)])) == 1


def test_quotations_cut_differently() -> None:
    full = "“We shall count every chain in this harbour before a single ferry sails again,” she said."
    cut = "The council would ‘wait’; “count every chain in this harbour before a single ferry” is the phrase."
    one, other = f"{STORY} {full}", f"{OTHER} {cut}"
    spans = Span(one.index("“We"), one.index("” she") + 1), Span(other.index("“count"), other.index("” is") + 1)
    quoted = [
        (Passage(document=name, span=span), span.of(text))
        for name, span, text in zip("ab", spans, (one, other), strict=True)
    ]
    documents = [document("a", one), document("b", other)]
    (group,) = of_kind(copies(documents, quoted), CopyKind.QUOTATION)
    assert group.passages[1].span.of(other) == "count every chain in this harbour before a single ferry"
    check(copies(documents, quoted), documents)
    stranger = Passage(document="z", span=Span(0, 5))
    assert copies(documents, [(stranger, "“abc”")]) == copies(documents)


def test_few_words_inside_a_longer_quotation_are_no_copy() -> None:
    one, other = "“I have not seen one.”", "“I have not seen one ferry captain who would sail.”"
    documents = [document("a", f"{STORY} {one}"), document("b", f"{OTHER} {other}")]
    starts = len(STORY) + 1, len(OTHER) + 1
    quoted = [
        (Passage(document=name, span=Span(start, start + len(words))), words)
        for name, start, words in zip("ab", starts, (one, other), strict=True)
    ]
    assert copies(documents, quoted) == ()


@pytest.mark.parametrize("text", ["", " \r\n ", "a", "A B", "。", "¶ ¶", "Hello."])
def test_texts_of_nothing_or_next_to_nothing(text: str) -> None:
    assert copies([document("a", text), document("b", text), document("c", STORY)]) == ()


def test_no_documents() -> None:
    assert copies([]) == ()
    assert translations([]) == ()


@pytest.mark.parametrize(
    ("credit", "why"),
    [
        ({"origin": "Halm Press"}, "test: Halm Press"),
        ({"forwarded_from": "Halm Press"}, "test: Halm Press"),
        ({"origin": "https://halm-press.example/feed"}, "test: https://halm-press.example/feed"),
        ({"author": "Halm Press", "outlet": "B"}, "test: Halm Press"),
    ],
)
def test_credits_in_metadata(credit: dict[str, str], why: str) -> None:
    (group,) = copies([document("a", STORY, outlet="The Halm Press"), document("b", STORY, **credit)])
    (derivation,) = group.derivations
    assert (derivation.copy.document, derivation.of.document, derivation.why) == ("b", "a", why)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY}\n\nOriginal: https://halm-press.example/2024/gate",
        f"{STORY}\r\nSource: Halm Press\r\n",
        f"{STORY}\nHalm Press contributed to this report.",
        f"OSTREL, March 4 (Halm Press) - {STORY}",
    ],
)
def test_credits_in_the_text(text: str) -> None:
    model = document("b", STORY, outlet="Halm Press", address="https://www.halm-press.example/2024/gate/")
    (group,) = copies([document("a", text), model])
    assert [(told.copy.document, told.of.document) for told in group.derivations] == [("a", "b")]


def test_who_credits_an_agency_outside_the_pile_took_it_from_nobody_in_it() -> None:
    wire = "\nHalm Press contributed to this report."
    found = copies(
        [document("a", STORY + wire, published="2024-03-16"), document("b", STORY + wire, published="2024-03-15")]
    )
    assert found[0].derivations == ()


def test_circular_and_self_credits_direct_nothing() -> None:
    found = copies(
        [
            document("a", STORY, outlet="A Post", origin="B Post"),
            document("b", STORY, outlet="B Post", origin="A Post"),
            document("c", STORY, outlet="C Post", origin="C Post"),
        ]
    )
    assert found[0].derivations == ()


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ("2024-03-15", "2024-03-16", "b"),
        ("2024-03-15T09:00:00+02:00", "2024-03-15T08:00:00+00:00", "b"),
        ("2024-03-15T09:00", "2024-03-15", None),
        ("2024-03", "2024-03-16", None),
        ("yesterday", "2024-03-16", None),
    ],
)
def test_dates(one: str, other: str, later: str | None) -> None:
    (group,) = copies([document("a", STORY, published=one), document("b", STORY, published=other)])
    assert [derivation.copy.document for derivation in group.derivations] == ([later] if later else [])


def test_translations_by_credit() -> None:
    russian = document("a", RUSSIAN, outlet="Заря Остреля", language="ru")
    english = document("b", f"{STORY}\n\nOriginal: zarya-ostrelya.example/2024/gate", language="en")
    other = document("c", OTHER, language="en")
    (told,) = translations([english, other, russian])
    assert (told.copy.document, told.of.document, told.of.span.of(RUSSIAN)) == ("b", "a", RUSSIAN)
    assert translations([english, russian, replace(russian, id="d", text=RUSSIAN + " Да.")]) == ()
    assert translations([english, replace(russian, metadata=russian.metadata[:1])]) == ()


pool = [
    STORY,
    OTHER,
    RUSSIAN,
    CHINESE,
    STORY[:199],
    f"{OTHER} {BACKGROUND}",
    f"{STORY}\r\n{BACKGROUND}",
    f"{OTHER}\n\n{STORY}",
]
piles = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(pool), texts),
        st.sampled_from([{}, {"outlet": "A Post"}, {"origin": "A Post"}, {"outlet": "B Post", "origin": "A Post"}]),
        st.sampled_from([{}, {"published": "2024-03-15"}, {"published": "2024-03-16T10:00"}]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(piles, st.randoms(use_true_random=False))
def test_order_changes_nothing_and_the_laws_hold(
    pile: list[tuple[str, dict[str, str], dict[str, str]]], chance: random.Random
) -> None:
    documents = [document(f"{n}", text, **credit, **date) for n, (text, credit, date) in enumerate(pile)]
    found = copies(documents)
    check(found, documents)
    mixed = list(documents)
    chance.shuffle(mixed)
    assert copies(mixed) == found
    assert translations(mixed) == translations(documents)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(pool), min_size=1, max_size=6, unique=True), st.data())
def test_an_exact_copy_adds_a_passage_and_no_more(chosen: list[str], data: st.DataObject) -> None:
    documents = [document(f"{n}", text) for n, text in enumerate(chosen)]
    again = data.draw(st.sampled_from(documents))
    before = {(group.kind, frozenset(group.passages)) for group in copies(documents)}
    after = copies([*documents, replace(again, id="z")])
    without = {(group.kind, frozenset(p for p in group.passages if p.document != "z")) for group in after}
    assert before <= without
    assert any(names(group)[-1] == "z" for group in after)
    assert all(len(passages) == 1 or (kind, passages) in before for kind, passages in without)


def test_the_five_articles_share_one_sentence(shared: pathlib.Path) -> None:
    paths = sorted((shared / "seeds" / "text").glob("*.txt"))
    documents = [document(path.stem[:3], path.read_text(encoding="utf-8")) for path in paths]
    (group,) = copies(documents)
    assert (group.kind, names(group)) == (CopyKind.PARAGRAPH, ["003", "004"])
    assert all("opposed" in passage.span.of(documents[int(passage.document)].text) for passage in group.passages)


def test_no_pair_of_unrelated_texts(shared: pathlib.Path) -> None:
    folders = sorted((shared / "stories").iterdir())
    paths = [sorted(folder.glob("*.txt"))[0] for folder in folders if folder.is_dir()]
    documents = [document(path.parent.name, path.read_text(encoding="utf-8")) for path in paths]
    assert [names(group) for group in of_kind(copies(documents), CopyKind.DOCUMENT)] == []
    assert len(list(combinations(documents, 2))) > 700
