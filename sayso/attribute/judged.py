"""A content ends before what the text says of it: 'A report that says [the dam fell] is fake'.

Who says something is then the subject of a verdict in the main clause, and the tagger reads on into it. The content is cut
before the verdict where its source is plainly that subject: a noun that begins the clause, with a relative clause or a
participle behind it ('a report saying'), or a noun of saying itself ('the claim that'). An aside that begins with 'which'
is cut off too. 'She said the report is fake' is left alone: there the verdict is hers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from sayso.attribute.cues import cue_lexicon, words_of
from sayso.attribute.hearsay import Parts, is_owner
from sayso.attribute.narration import STATES
from sayso.attribute.quotes import Quotation
from sayso.attribute.stance import class_of
from sayso.records import Span, Spans

WORD = re.compile(r"\w+(?:[’']\w+)?")
ENDS = re.compile(r"\s*(?:\Z|[,.;:!?—–)\n]|(?:and|but|because|since|as|so|according)\b)", re.IGNORECASE)
OPENS = re.compile(
    r"\W*(?:(?:but|and|so|yet|also|however|meanwhile|now|still|then|yes|no|well|in\s+fact|of\s+course|[a-z]+ly)\b\W*){0,2}"
    r"(?:that\s+)?",
    re.IGNORECASE,
)
LONGEST = 14  # words of what begins a clause before its 'that says'
LONGEST_BARE = 3  # where no determiner begins it: 'Some old reports that say'


def before_verdict(text: str, parts: Parts, within: Span, quotations: Sequence[Quotation]) -> Spans:
    """The content without the verdict that the text adds. `within` is the sentence, or what is left of it in the words that
    the attribution stands inside. Shorter by its end alone; as it was where no such verdict is found."""
    _, cue, content = parts
    if not cue or not content or not content[-1].start >= cue[-1].end:
        return content
    last = content[-1]
    for cut in (*_asides(text, parts), *_verdicts(text, parts, within)):
        quoted = any(q.inner.start < cut <= q.inner.end and not q.inner.holds(cue[0]) for q in quotations)
        if last.start < cut and not quoted and any(map(str.isalnum, text[last.start : cut])):
            return (*content[:-1], Span(last.start, cut))
    return content


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verdict ('is a total fake'), and an aside that is one (', which is not true')."""
    lists = cue_lexicon().lists
    verbs, words, between = (
        "|".join(sorted(lists[f"verdict.{name}"])).replace("'", "[’']") for name in ("verbs", "words", "between")
    )
    verdict = rf"(?:{verbs})(?P<between>(?:\s+(?:{between}|[a-z]+ly))*)\s+[\"“‘']?(?P<word>{words})\b[\"”’']?"
    return re.compile(rf"\s+{verdict}", re.IGNORECASE), re.compile(rf"[\s,—–-]+which\s+{verdict}", re.IGNORECASE)


def _asides(text: str, parts: Parts) -> Iterator[int]:
    """Where ', which is fake' begins: behind what a report says; behind what anybody says only where it can mean nothing
    but all of it."""
    source, cue, content = parts
    lexicon = cue_lexicon()
    reports = lexicon.lists["verdict.reports"]
    told = not reports.isdisjoint(_bases(" ".join(span.of(text) for span in (*source, *cue))))
    for match in _patterns()[1].finditer(text, content[-1].start, content[-1].end):
        before = text[content[-1].start : match.start()]
        nested = not reports.isdisjoint(_bases(before)) or class_of(lexicon.bases(words_of(before)), lexicon)[0] is not None
        plain = match["word"].lower() in lexicon.lists["verdict.whole"] and not nested
        if ENDS.match(text, match.end()) and (told or plain):
            yield match.start()


def _verdicts(text: str, parts: Parts, within: Span) -> Iterator[int]:
    """Where the verdict of the main clause begins, the last one first."""
    content = parts[2]
    if not _is_subject(text, parts, within):
        return
    for match in reversed(list(_patterns()[0].finditer(text, content[-1].start, content[-1].end))):
        *before, last = ["", *WORD.findall(text[content[-1].start : match.start()])]
        own = last.lower() not in cue_lexicon().lists["governing.relative"] | {"it", "this"}
        verb = any(_is_finite(word) for word in (*before[2:], last))
        if own and verb and len(before) > 1 and ENDS.match(text, match.end()):
            yield match.start()


def _is_finite(word: str) -> bool:
    lexicon = cue_lexicon()
    return bool(STATES.fullmatch(word)) or (word.endswith("s") and lexicon.lemmas.get(word, word) in lexicon.words)


def _is_subject(text: str, parts: Parts, within: Span) -> bool:
    """Whether who says it is the subject of a main clause that has not had its verb: 'a report that [says]', 'an article
    [saying]', 'the claim [that]'."""
    source, cue, content = parts
    lists = cue_lexicon().lists
    words = [word.lower() for word in WORD.findall(cue[0].of(text))]
    relative = source[0].of(text).lower() if source else ""
    if relative in lists["governing.relative"]:
        return source[0].start < cue[0].start and _begins_clause(text[within.start : source[0].start])
    first = min(span.start for span in (*source, *cue))
    if not OPENS.fullmatch(text[within.start : first]) or not words or (source and source[0].start > cue[0].start):
        return False
    if words[-1] in lists["inquiry.reports"]:
        owner = not source or is_owner(source[0].of(text))
        verb = any(_is_finite(word) for word in words[:-1])
        return owner and not verb and content[-1].of(text).lower().startswith("that ")
    participle = words[0].endswith("ing") or words[0] in lists["governing.relative"]
    named = _bases(" ".join(span.of(text) for span in source))
    return participle and not lists["verdict.reports"].isdisjoint(named)


def _begins_clause(phrase: str) -> bool:
    """Whether a phrase is a noun with what belongs to it, and no verb of its own: 'A report in the paper'."""
    phrase = OPENS.sub("", phrase, count=1)
    words = [word.lower() for word in WORD.findall(phrase)]
    lists = cue_lexicon().lists
    clause = lists["governing.auxiliaries"] | lists["verdict.pronouns"]
    if not words or len(words) > LONGEST or "," in phrase or not clause.isdisjoint(words):
        return False
    determiners = lists["verdict.determiners"]
    if words[0] not in determiners and len(words) > LONGEST_BARE:
        return False
    return not any(STATES.fullmatch(one) and two in determiners for one, two in pairwise(words))


def _bases(phrase: str) -> set[str]:
    """The words of a phrase, each with and without a plural's ending."""
    words = set(map(str.lower, WORD.findall(phrase)))
    plurals = {word[:-3] + "y" if word.endswith("ies") else word[:-1] for word in words if word.endswith("s")}
    return words | plurals
