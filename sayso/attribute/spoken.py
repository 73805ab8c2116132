"""Whether anybody says anything: cues that set apart, questions, and sayings that a clause denies or keeps for later.

No attribution is made of these: 'Contrary to reports in the Herald, ...' tells what the Herald does not say; 'What does the
mayor think about it?' tells nothing of what she thinks; 'will not hold a debate in which two men discuss it' tells of no
debate. Only words are looked at.
"""

from __future__ import annotations

import re

from sayso.attribute.cues import cue_lexicon
from sayso.attribute.hearsay import Parts, is_owner, meets
from sayso.records import Span

WORD = re.compile(r"\w+(?:[’']\w+)?")
FARTHEST = 5  # words between the word that asks and its auxiliary: 'What topics of the day are'
SET_APART = re.compile(r"[,—–“”\"(:]\s*\Z")
DENIED = re.compile(
    r"\b(?:(?P<later>will\s+not|won[’']t)|there\s+(?:is|was|are|were|has\s+been)\s+no(?:t\s+an?)?|no\s+one|nobody)\s+"
    r"(?P<between>[^,;:.“”\"]{0,80})\Z",
    re.IGNORECASE,
)
LOOSE = re.compile(
    r"\b(?:an?|any)\s+(?!of\b)(?:[\w’'-]+\s+){1,4}?(?:(?:in|at|on|during|under|through)\s+which|where)\s*\Z", re.I
)
IN_WHICH = re.compile(r"\b(?:which|where)\s*\Z", re.IGNORECASE)


def is_spoken(text: str, parts: Parts, sentence: Span) -> bool:
    """Whether the cue tells that somebody says, thinks or wants something. `sentence` is the cue's."""
    source, cue, _ = parts
    if not cue or not WORD.search(cue[0].of(text)):
        return True
    if source and (_is_contrast(text, source[0], cue[0]) or _is_kept_out(text, source[0], cue[0], sentence)):
        return False
    if source and meets(text, source[-1], cue[0]) and cue[0].of(text).lower().startswith("no "):
        return False
    return not _is_in_question(text, parts, sentence)


def _is_contrast(text: str, source: Span, cue: Span) -> bool:
    """'Contrary to [reports in the Herald]'."""
    words = [word for word in WORD.findall(cue.of(text).lower()) if not word.endswith("ly")]
    return source.start >= cue.end and " ".join(words) in cue_lexicon().lists["contrast.phrases"]


def _is_kept_out(text: str, source: Span, cue: Span, sentence: Span) -> bool:
    """'will not hold a debate in which [two men] discuss', 'no one has come forward [who] saw'."""
    if source.end > cue.start:
        return False
    lists = cue_lexicon().lists
    relative = source.of(text).lower() in lists["governing.relative"]
    match = DENIED.search(text[sentence.start : source.end if relative else source.start])
    if match is None or not lists["question.clauses"].isdisjoint(WORD.findall(match["between"].lower())[:-1]):
        return False  # 'there is no doubt that he is a man [who] says'
    if match["later"]:
        return LOOSE.search(match.group()) is not None
    return relative or IN_WHICH.search(match.group()) is not None  # not 'there is no doubt that she said'


def _is_in_question(text: str, parts: Parts, sentence: Span) -> bool:
    """Whether the cue is in the main clause of a question, which is the writer's own or whose words it stands in."""
    source, cue, _ = parts
    lists = cue_lexicon().lists
    first, words = min(span.start for span in (*source, *cue)), sentence.of(text)
    quoted = any(mark in words.strip('“”" \t') for mark in '“”"')
    if quoted or first < sentence.start or not words.rstrip(" \t\r\n”\"’')").endswith("?"):
        return False
    found = [(m.group().lower().replace("’", "'"), sentence.start + m.start()) for m in WORD.finditer(words)]
    while found and found[0][0] in lists["question.before"]:
        found = found[1:]
    opener, at = found[0] if found else ("", 0)
    asking = opener in lists["question.asks"]
    if not asking and opener not in lists["question.auxiliaries"]:
        return False
    if at == first:
        return asking and bool(source) and source[0].of(text).lower() in lists["question.asks"]
    before = [word for word, start in found[1:] if start < first]
    turned = [word for word in before[:FARTHEST] if word in lists["question.auxiliaries"]]
    if not lists["question.clauses"].isdisjoint(before) or SET_APART.search(text[sentence.start : first]):
        return False
    if source and (is_owner(source[0].of(text)) or text[source[0].end : source[0].end + 2] in ("'s", "’s")):
        return opener == "what" and before == turned  # 'What is [Kern's] view'; not 'Was [Kern's] claim true'
    if opener == "why":
        return any(word in lists["question.open"] or word.endswith("n't") for word in turned)  # else she did say it
    return not asking or bool(turned)
