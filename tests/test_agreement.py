"""What may be called agreed: two origins that plainly say it, each itself."""

from __future__ import annotations

from sayso.records import Span, Stance
from sayso.report.account_models import ClaimView, MemberView, SideView
from sayso.report.agreement import is_agreed
from sayso.report.marks import Quotation

SAILED = "the ferry left the northern quay at noon with forty people on board"
LEFT = "with forty people on board the ferry at noon left from the northern quay"


def member(words: str, origin: str, document: int, stance: Stance = Stance.ASSERTED) -> MemberView:
    words_of = (Quotation(span=Span(0, len(words)), text=words),)
    return MemberView(
        id=f"{origin}{document}", document=document, paragraph=1, statement=document, voice=f"v{document}",
        speaker=origin, stance=stance, words=words_of, origin=origin,
    )  # fmt: skip


def agreed(*members: MemberView, outlets: frozenset[str] = frozenset()) -> bool:
    side = SideView(
        gist=members[0], members=members, documents=(), origins=tuple({m.origin or "" for m in members}), unrecorded=0,
        own_voice=0,
    )  # fmt: skip
    return is_agreed(ClaimView(id="c", side=side, against=(), silent=()), {}, outlets)


def test_two_origins_that_say_it_in_words_of_their_own_agree() -> None:
    assert agreed(member(SAILED, "Ines Calder", 1), member(LEFT, "Mara Quist", 2))


def test_one_sentence_under_two_names_is_no_agreement() -> None:
    assert not agreed(member(SAILED, "Ines Calder", 1), member(SAILED, "Mara Quist", 2))


def test_who_passes_words_on_does_not_agree() -> None:
    assert not agreed(member(SAILED, "Ines Calder", 1), member(LEFT, "the log of the harbour", 2))
    assert not agreed(
        member(SAILED, "Ines Calder", 1), member(LEFT, "Quay Courant", 2), outlets=frozenset({"quay courant"})
    )
    assert not agreed(member(SAILED, "Ines Calder", 1), member(f"{LEFT}, Calder told the harbour", "Mara Quist", 2))


def test_what_is_only_possible_or_in_one_document_or_on_another_thing_is_not_agreed() -> None:
    assert not agreed(member(SAILED, "Ines Calder", 1), member(LEFT, "Mara Quist", 2, Stance.POSSIBLE))
    assert not agreed(member(SAILED, "Ines Calder", 1), member(LEFT, "Mara Quist", 1))
    assert not agreed(
        member(SAILED, "Ines Calder", 1), member("forty people queued for bread in the southern market", "Mara Quist", 2)
    )
