"""The turns of an interview that no name stands before."""

from __future__ import annotations

from sayso.records import Attribution, Document, Findings, Kind, Metadatum, Span, Stance
from sayso.resolve import resolve

TEXT = (
    "Noor Estvik teaches politics in Hallen. She spoke to us on Monday.\n\n"
    "Q: Is it over?\n\nA: It has hardly begun.\n\n— Who won?\n\n— Nobody won, I think."
)


def turn(number: str, words: str, label: str | None, stance: Stance) -> Attribution:
    at = TEXT.index(words)
    source = (Span(at - 3, at - 2),) if label else ()
    cue = (Span(at - 2, at - 1),) if label else ()
    content = (Span(at, at + len(words)),)
    return Attribution(id=number, content=content, source=source, cue=cue, kind=Kind.DIRECT, stance=stance)


def speakers(*metadata: Metadatum) -> list[str | None]:
    turns = (
        turn("1", "Is it over?", "Q", Stance.ASKED),
        turn("2", "It has hardly begun", "A", Stance.ASSERTED),
        turn("3", "Who won?", None, Stance.ASKED),
        turn("4", "Nobody won, I think", None, Stance.ASSERTED),
    )
    document = Document(id="d", text=TEXT, path="a.txt", metadata=metadata)
    found = resolve(Findings(document=document, attributions=turns))
    names = {entity.id: entity.name for entity in found.entities}
    return [names.get(a.speaker or "") for a in found.attributions]


def test_the_outlet_asks_and_the_guest_answers() -> None:
    outlet = Metadatum(name="outlet", value="Border Review", where="line 1")
    guest = Metadatum(name="guest", value="Noor Estvik", where="before the first turn", span=Span(0, 11))
    assert speakers(outlet, guest) == ["Border Review", "Noor Estvik"] * 2


def test_nobody_is_named_where_the_document_names_nobody() -> None:
    assert speakers() == [None] * 4
