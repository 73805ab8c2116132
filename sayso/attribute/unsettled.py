"""Whether a source leaves open what a content holds: it keeps silent, looks into it, cannot tell, or calls it unconfirmed.

Such a saying did not take place, so it asserts nothing: a content that is an embedded question, or one that is still
being looked into, is `ASKED`; one that is only not said or not confirmed is `POSSIBLE` (decision note 0180). Only words are
looked at: base forms of the cue and of what governs it, and how the content begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.attribute.cues import TOKEN, Lexicon, cue_lexicon, words_of
from sayso.records import Kind, Stance

WH = frozenset(["whether", "if", "how", "who", "whom", "whose", "what", "when", "where", "which", "why"])
ASKED = frozenset(["whether", "who", "whom", "whose", "where", "when", "if"])
"""An embedded question with one of these asserts nothing; 'how' and 'why' take for granted what they ask about."""
FREE = frozenset(["whether", "who", "whom", "whose"])
"""A question for certain: 'if', 'when' and 'where' may begin another clause."""
TELLING = frozenset("tell know reveal disclose determine establish confirm decide discuss ask learn discover".split())
TO_VERB_WH = re.compile(
    r"\W*to\s+(?:(?P<verb>[a-z]+)|(?P<told>tell|inform)\s+(?:\w+\s+){1,3}?)\s*(?:whether|if|who|what|how|why|where|when|which)\s"
)
NOT_CAPITALS = re.compile(r"\W*(?:[a-z]+|[A-Z][a-z]*)\b")
NOTHING_ABOUT = re.compile(r"([a-z]+)\s+(?:about|on|of|regarding|concerning)\s+")
LONGEST_LEAD = 14  # words of a content before its 'that' or 'whether'
BREAKS = frozenset(", . ? ! ; : and but or because while although though after before since until so".split())


def unsettled(bases: Sequence[str], source: Sequence[str], content: str, kind: Kind = Kind.INDIRECT) -> Stance | None:
    """The stance of a content that its source leaves open, None where it does not.

    `bases` are the base forms of the cue with what governs it, `source` the words of the source.
    """
    lexicon = cue_lexicon()
    question = kind is not Kind.DIRECT and is_question(content)
    if (known := _not_told(bases, source, content, question, lexicon)) is not None:
        return known
    first = next(iter(words_of(content[:60])), "")
    return Stance.ASKED if question and first in ASKED and not TELLING.isdisjoint(bases) else None


def leads_to(content: str) -> Stance | None:
    """What the content's own leading clause leaves open: 'it was investigating whether', 'they could not confirm that'.

    None for any other content.
    """
    lexicon = cue_lexicon()
    tokens = TOKEN.findall(content[:300].lower().replace("’", "'"))
    tokens = tokens[1:] if tokens[:1] == ["that"] else tokens
    for place, word in enumerate(tokens[:LONGEST_LEAD]):
        if word in BREAKS:
            return None
        reports = word in lexicon.lists["inquiry.reports"] and tokens[place + 1 : place + 2] in (["that"], ["of"])
        if place > 1 and (word == "that" or word in WH or reports):
            bases = lexicon.bases(words_of(" ".join(tokens[:place])))
            rest = " ".join(tokens[place:])
            return _not_told(bases, (), rest, word in WH, lexicon) if _may_lead(bases, word, lexicon) else None
    return None


def depends(bases: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a saying is only supposed ('if the tests confirm that') or its source is called unconfirmed by the text."""
    lexicon = cue_lexicon()
    return lexicon.has(bases[:1], "inquiry.conditions") or lexicon.has([*bases, *source[:3]], "inquiry.unsure")


def _not_told(bases: Sequence[str], source: Sequence[str], content: str, question: bool, lexicon: Lexicon) -> Stance | None:
    negated = is_negated(bases, source)
    if _is_inquiry(bases, content, question and not negated, lexicon):
        return Stance.POSSIBLE if negated else Stance.ASKED
    if _is_premature(bases, lexicon):
        return Stance.ASKED
    if _is_silent(bases, content, negated, lexicon):
        return Stance.ASKED if question or _asks_to(content) else Stance.POSSIBLE
    if not question:
        return Stance.POSSIBLE if negated and lexicon.has(bases[-1:], "negation.taken") else None
    if lexicon.has(bases, "inquiry.unclear") or lexicon.has(bases, "inquiry.unsure"):
        return Stance.ASKED
    first = next(iter(words_of(content[:60])), "")
    if negated and (first in FREE or lexicon.has(bases, "negation.knowing")):
        return Stance.ASKED
    return None


def after_nothing(content: str) -> str | None:
    """What follows in 'nothing about whether it would close', which denies that anything was said; None elsewhere."""
    match = NOTHING_ABOUT.match(content)
    return content[match.end() :] if match and match[1] in cue_lexicon().lists["governing.nothing"] else None


def is_question(content: str) -> bool:
    """Whether it begins as an embedded question does."""
    return bool(NOT_CAPITALS.match(content)) and next(iter(words_of(content[:60])), "") in WH


def is_negated(bases: Sequence[str], source: Sequence[str] = ()) -> bool:
    """Whether a negation stands in a cue or begins its source, and is not one that only stresses ('not only said')."""
    lexicon = cue_lexicon()
    left = list(bases)
    for phrase in lexicon.affirming:
        size = len(phrase)
        for place in range(len(left) - size, -1, -1):
            if tuple(left[place : place + size]) == phrase:
                del left[place : place + size]
    return lexicon.has([*left, *source[:1]], "negation.words")


def _may_lead(bases: Sequence[str], word: str, lexicon: Lexicon) -> bool:
    """Whether such words, before a content's own 'that' or 'whether', say that it is not known: who says that he never told
    anybody that the bridge was shut speaks of himself."""
    if word == "whether" or word in lexicon.lists["inquiry.reports"]:
        return True
    if word == "that":
        return lexicon.has(bases, "inquiry.finding") and not lexicon.has(bases, "negation.knows")
    return (
        _is_trying(bases, lexicon)
        or lexicon.has(bases[-1:], "negation.leading")
        or lexicon.has(bases[-1:], "inquiry.unclear")
    )


def _is_inquiry(bases: Sequence[str], content: str, question: bool, lexicon: Lexicon) -> bool:
    """'is investigating', 'is checking whether', 'is trying to confirm reports that'."""
    if lexicon.has(bases, "inquiry.words"):
        return True
    first = next(iter(words_of(content[:60])), "")
    reports = first in lexicon.lists["inquiry.reports"] or lexicon.has(bases[-1:], "inquiry.reports")
    if lexicon.has(bases, "inquiry.checking") and (reports or (question and first in ASKED)) and "to" not in bases:
        return True
    return _is_trying(bases, lexicon)


def _is_trying(bases: Sequence[str], lexicon: Lexicon) -> bool:
    """'is trying to find out'."""
    place = next((n for n, base in enumerate(bases) if base in lexicon.lists["inquiry.trying"]), None)
    return place is not None and "to" in bases[place:] and lexicon.has(bases[place + 1 :], "inquiry.finding")


def _is_silent(bases: Sequence[str], content: str, negated: bool, lexicon: Lexicon) -> bool:
    """Whether the source only keeps silent: 'declined to confirm', 'declined' with 'to comment', 'has not commented'."""
    if negated and lexicon.has(bases, "silence.unspoken"):
        return True
    place = next((place for place, base in enumerate(bases) if base in lexicon.lists["silence.refusing"]), None)
    if place is None:
        return False
    first, second = (*words_of(content[:60]), "", "")[:2]
    said = lexicon.has(bases[place + 1 :], "silence.words") or lexicon.has(bases[place + 1 :], "negation.unsaid")
    return said or (first == "to" and second in lexicon.lists["silence.words"])


def _is_premature(bases: Sequence[str], lexicon: Lexicon) -> bool:
    """'too early to say', 'irresponsible without tests to confirm'."""
    place = next((place for place, base in enumerate(bases) if base in lexicon.lists["negation.premature"]), None)
    return place is not None and "to" in bases[place:] and lexicon.has(bases[place:], "negation.unsaid")


def _asks_to(content: str) -> bool:
    """'to say whether he had seen anybody', after 'declined'."""
    match = TO_VERB_WH.match(content[:80].lower())
    return match is not None and (match["told"] or match["verb"]) in cue_lexicon().lists["silence.words"]
