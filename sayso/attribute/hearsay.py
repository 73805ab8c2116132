"""Whom hearsay tells of is no source: 'was reportedly shut by her', 'is said to have left', 'has faced questions about'.

The tagger marks as a source whoever stands near such a cue. Who says it is not told, so the source is taken out; where it
is the subject of what is told, or its agent ('by the mayor'), it joins the content, and so do words of the cue behind the
adverb. Where a verb of saying is in the cue ('has reportedly said'), or somebody is named as saying so ('is believed by
some to be'), the source stays. Only words are looked at: base forms, and what stands between the parts.
"""

from __future__ import annotations

import re

from sayso.attribute.cues import cue_lexicon
from sayso.attribute.stance import class_of
from sayso.records import Span, Spans

Parts = tuple[Spans, Spans, Spans]
"""Source, cue and content."""

WORD = re.compile(r"\w+(?:[’']\w+)?")
QUOTED = re.compile(r"\s*[“\"‘']")
BE = frozenset(("be", "been", "is", "are", "was", "were"))
NO_NOUN = frozenset(("to", "that", "in", "by", "of"))
BEFORE = re.compile(r"\b(\w+)(?:\s+to)?\s*\Z")
WINDOW = 40  # code points between parts that are looked at


def told_of(text: str, parts: Parts) -> Parts:
    """The parts without a source that is only told of. Parts with no source, or a cue in pieces, are as they were."""
    source, cue, content = parts
    if not source or len(cue) != 1:
        return parts
    lexicon = cue_lexicon()
    words = _words(cue[0].of(text))
    if source[0].of(text).lower() in lexicon.lists["falsely.expletive"] and is_taken_back(words):
        return (), cue, content
    if (adverb := _hearsay(text, cue[0])) and not QUOTED.match(text, content[0].start):
        return _moved(text, source, _after_adverb(text, adverb, cue[0], content))
    if _is_passive(text, cue[0], content) and not _is_active(text, parts) and not _is_agent(text, source[0], cue[0]):
        return _moved(text, source, (cue, content))
    if _is_alleged_deed(words) or meets(text, source[-1], cue[0]):
        return (), cue, content
    return parts


def is_hearsay(text: str, parts: Parts) -> bool:
    """Whether nobody is named as the source and the cue only tells that somebody says it. Inside another's words such an
    attribution holds no more than that one says."""
    source, cue, content = parts
    return not source and len(cue) == 1 and (_hearsay(text, cue[0]) is not None or _is_passive(text, cue[0], content))


def is_taken_back(words: list[str]) -> bool:
    """Whether a passive cue tells that the writer holds what is told for false: 'was falsely reported'."""
    return not BE.isdisjoint(words) and not cue_lexicon().lists["falsely.words"].isdisjoint(words)


def meets(text: str, source: Span, cue: Span) -> bool:
    """Whether the source only meets with words or holds them, which a noun tells: 'has faced [questions about]'."""
    if source.end > cue.start or cue.start - source.end > WINDOW:
        return False
    lists = cue_lexicon().lists
    *before, verb = ["", *_words(text[source.end : cue.start])]
    noun = not any(word.endswith("ing") or word in ("by", "to") for word in _words(cue.of(text)))
    return noun and verb in lists["hearsay.meeting"] and all(map(_is_auxiliary, before[1:]))


def is_owner(source: str) -> bool:
    """Whether a source is a possessive, before a noun of saying: 'the mayor's', 'their'."""
    return source.lower() in cue_lexicon().lists["verdict.owners"] or source.endswith(("'s", "’s", "s'", "s’"))


def _words(words: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(words.lower())]


def _is_auxiliary(word: str) -> bool:
    lists = cue_lexicon().lists
    return (
        word in lists["governing.auxiliaries"] or word in lists["governing.between"] or word.endswith(("ly", "'ve", "'s"))
    )


def _hearsay(text: str, cue: Span) -> Span | None:
    """The adverb of hearsay in a cue that holds no word of saying; None where there is none."""
    lexicon = cue_lexicon()
    found = [m for m in WORD.finditer(text, cue.start, cue.end) if m.group().lower() in lexicon.lists["hearsay.adverbs"]]
    if not found:
        return None
    others = lexicon.bases(word for word in _words(cue.of(text)) if not _is_auxiliary(word))
    says = class_of(others, lexicon)[0] is not None or "warn" in others or "caution" in others
    return None if says else Span(*found[-1].span())


def _after_adverb(text: str, adverb: Span, cue: Span, content: Spans) -> tuple[Spans, Spans]:
    """Cue and content, with the words behind the adverb given to the content that they lead to."""
    rest = WORD.search(text, adverb.end, cue.end)
    follows = next((n for n, s in enumerate(content) if s.start >= cue.end and not text[cue.end : s.start].strip()), None)
    if rest is None or follows is None:
        return (cue,), content
    joined = Span(rest.start(), content[follows].end)
    return (Span(cue.start, adverb.end),), (*content[:follows], joined, *content[follows + 1 :])


def _is_passive(text: str, cue: Span, content: Spans) -> bool:
    """'is said' with 'to have left', 'was accused of'."""
    lists = cue_lexicon().lists
    words = _words(cue.of(text))
    after = next((text[s.start : s.end] for s in content if s.start >= cue.end), "")
    ahead = WORD.match(after.lower())
    link = words.pop() if words and words[-1] in ("to", "of", "with") else ahead.group() if ahead else ""
    if link not in ("to", "of", "with") or not words or words[-1] not in lists[f"hearsay.{link}"]:
        return False
    if any(word in BE or word.endswith("'s") or word == "s" for word in words[:-1]):
        return True
    reduced = words[-1] not in lists["hearsay.active"] and lists["governing.auxiliaries"].isdisjoint(words)
    return reduced and (link != "to" or (ahead is not None and ahead.group() == "to"))


def _is_active(text: str, parts: Parts) -> bool:
    """'residents they [suspected of] spying': who stands between what the participle tells of and it does suspect them."""
    source, cue, content = parts
    if not 0 <= cue[0].start - source[-1].end <= 1 or not BE.isdisjoint(_words(cue[0].of(text))):
        return False
    nominative = source[0].of(text).lower() in cue_lexicon().lists["hearsay.nominative"]
    return nominative or any(0 <= source[0].start - span.end <= 1 for span in content)


def _is_agent(text: str, source: Span, cue: Span) -> bool:
    """Whether the source stands behind a 'by' after the cue, or behind an 'according to' anywhere."""
    match = BEFORE.search(text, max(source.start - WINDOW, 0), source.start)
    word = match[1].lower() if match else ""
    return word == "according" or (source.start > cue.start and word in cue_lexicon().lists["hearsay.agents"])


def _is_alleged_deed(words: list[str]) -> bool:
    """'the alleged decision' to do it; not 'the alleged remark', 'have alleged that'."""
    lexicon = cue_lexicon()
    adjective, *nouns = (words[1:] if words[:1] and words[0] in lexicon.lists["verdict.determiners"] else words) or [""]
    if adjective not in lexicon.lists["hearsay.adjectives"] or not nouns or nouns[0] in NO_NOUN:
        return False
    return class_of(lexicon.bases(nouns), lexicon)[0] is None


def _moved(text: str, source: Spans, rest: tuple[Spans, Spans]) -> Parts:
    """The parts with the source as a piece of the content: the subject right before the cue, or the agent behind a 'by'."""
    cue, content = rest
    if 0 <= cue[0].start - source[-1].end <= WINDOW and _is_bare(text[source[-1].end : cue[0].start]):
        return (), cue, tuple(sorted((*source, *content)))
    by = next((n for n, s in enumerate(content) if text[s.end : source[0].start].strip().lower() == "by"), None)
    if by is not None:
        content = (*content[:by], Span(content[by].start, source[-1].end), *content[by + 1 :])
    return (), cue, content


def _is_bare(between: str) -> bool:
    """Whether nothing but auxiliaries, adverbs and commas stands there."""
    return all(map(_is_auxiliary, _words(between))) and not any(mark in between for mark in ".;:!?")
