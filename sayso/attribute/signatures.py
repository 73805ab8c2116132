"""Attributions that stand outside sentences, found by their layout: headlines, labels, signatures, tweets.

One function a pattern, each from a text's paragraphs to candidates: the headline 'X: the harbour will be built' and
'Experts say: ...', the headline '..., says X', a quotation after a name and a colon, a quotation with its speaker
after a dash ('— Ann Lee, mayor'), and a tweet with its author's name, handle and date. They are for what a tagger
trained on running prose misses; `taken` keeps them from telling twice what it has found.

Nothing is joined, scored or resolved here, and no sentence is parsed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.attribute.quotes import Quotation, quotations
from sayso.attribute.stance import is_cue
from sayso.attribute.turns import is_label
from sayso.records import Span, Spans
from sayso.sentences import blocks

Pattern = Callable[[str, Sequence[Span], Sequence[Quotation]], Iterator["Candidate"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An attribution found by its layout. `pattern` names the function that found it; `precision` is the share of that
    pattern's candidates on PolNeAR train and ../shared/stories that were right when read (see the decision note 0052).
    """

    pattern: str
    precision: float
    content: Spans
    source: Spans = ()
    cue: Spans = ()


HEADLINE_LABEL = re.compile(
    r"(?P<source>[^\W\d_][^:\n]{1,60}?)(?:[ \u00a0](?P<verb>[A-Za-z]{3,12}))?(?P<colon>:)[ \u00a0]+"
    r"(?P<content>\S.{8,300})"
)
HEADLINE_TAIL = re.compile(
    r"(?P<content>\S.{15,250}?)(?:,|[ \u00a0][–—-])[ \u00a0]"
    r"(?:(?P<verb>[a-z]{3,12})[ \u00a0](?P<source>[^,.:;!?\n]{2,60})"
    r"|(?P<source2>[^,.:;!?\n]{2,60}?)[ \u00a0](?P<verb2>[a-z]{3,12}))[.]?"
)
LABELLED_QUOTE = re.compile(r"(?P<source>[^\W\d_][\w.,()’'& -]{1,60}?)(?P<colon>:)[ \u00a0]*(?=[\"“«„])")
TAIL = re.compile(
    r"(?P<dash>[—–]|--?)[ \u00a0]*(?P<source>[A-Z\u0410-\u042f][\w.’'-]*"
    r"(?:[ \u00a0](?:[A-Z\u0410-\u042f][\w.’'-]*|of|de|van|von|al|bin)){0,5})"
    r"(?P<role>,[^.\n]{2,90})?\.?"
)
TWEET = re.compile(
    r"(?P<dash>[—–]|--?)[ \u00a0]*(?P<source>[^\n()@<>]{1,60}?[ \u00a0]?\(@\w{1,20}\))[ \u00a0]*(?:on[ \u00a0])?"
    r"(?:[A-Z][a-z]{2,8}\.?[ \u00a0]\d{1,2}(?:,[ \u00a0]\d{4})?|\d{1,2}[ \u00a0][A-Z][a-z]{2,8})"
)
TWEET_END = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+|…))+\Z")
TAG_END = re.compile(r"<[^<>\n]{0,300}>")

ABOUT = re.compile(r" (?:on|to|at|in|about) ", re.IGNORECASE)
A_LABEL = re.compile(r"An? |Who |What |Why |How |Where |When |Is |Are |The (?:man|woman|story|case|end) ")
LONGEST_BODY = 20_000  # code points of the article that are looked through for a headline's source

HEAVY = 0.5  # of a candidate's content: where `taken` holds as much, the candidate is told already
LONGEST_TWEET = 700  # code points before the author's name
"""Twitter's limit is 280; pages add links and translations."""


def signatures(text: str, taken: Sequence[Span] = (), title: Span | None = None) -> list[Candidate]:
    """Candidates by layout, in order of their places, but for those whose content `taken` covers by half or more.

    `title` is where the text's headline stands, if known; else the first paragraph is looked at as one. Any string is
    accepted.
    """
    paragraphs = blocks(text)
    if title is not None:
        paragraphs = [title, *(block for block in paragraphs if not block.overlaps(title))]
    quoted = quotations(text)
    found = untold((c for pattern in PATTERNS for c in pattern(text, paragraphs, quoted)), taken)
    return sorted(found, key=lambda candidate: (candidate.content, candidate.pattern))


def untold(candidates: Iterable[Candidate], taken: Sequence[Span]) -> list[Candidate]:
    """The candidates whose content `taken` covers by less than half."""
    covered = _merged(taken)
    return [c for c in candidates if _shared(c.content, covered) < HEAVY * sum(s.end - s.start for s in c.content)]


def _headline_label(text: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """'Experts Say: the harbour ...', 'Marn: ...', 'Marn on the harbour: “...”': a headline's colon after a source."""
    for title in paragraphs[:1]:
        match = HEADLINE_LABEL.fullmatch(text, title.start, title.end)
        if match is None or not (source := _headline_source(text, match, title)):
            continue
        verb = bool(match["verb"]) and match["verb"].lower() not in _lexicon().people and is_cue(match["verb"])
        cue = Span(match.start("verb") if verb else match.start("colon"), match.end("colon"))
        content = _without_stop(text, Span(*match.span("content")))
        unquoted = not any(quotation.span.overlaps(content) for quotation in quoted)
        if unquoted and (A_LABEL.match(text, content.start) or len(content.of(text).split()) < 4):
            continue
        yield Candidate(pattern="headline label", precision=0.9, content=(content,), source=(source,), cue=(cue,))


def _headline_source(text: str, match: re.Match[str], title: Span) -> Span | None:
    """The source before a headline's colon: short, written like a name or a group, and spoken of in the article."""
    lexicon = _lexicon()
    verb_is_cue = bool(match["verb"]) and match["verb"].lower() not in lexicon.people and is_cue(match["verb"])
    end = match.end("source") if verb_is_cue or not match["verb"] else match.end("verb")
    label = text[match.start("source") : end]
    if cut := ABOUT.search(label):
        label = label[: cut.start()]
    words = label.split()
    lower = {word.lower().strip(".,'’") for word in words}
    named = all(word[0].isupper() or word in lexicon.people or word in lexicon.particles for word in words)
    if not named or len(words) > 5 or "," in label or lower & (lexicon.no_source | lexicon.no_speaker):
        return None
    if any(is_cue(word) and word.lower() not in lexicon.people for word in words):
        return None
    last = words[-1].strip("'’").casefold()
    body = text[title.end : title.end + LONGEST_BODY].casefold()
    if last not in lexicon.known and re.search(rf"\b{re.escape(last)}\b", body) is None:
        return None
    return Span(match.start("source"), match.start("source") + len(label))


def _headline_tail(text: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """'The harbour will be built, says Marn': a headline that ends with its source."""
    for title in paragraphs[:1]:
        match = HEADLINE_TAIL.fullmatch(text, title.start, title.end)
        if match is None or (match["verb"] or match["verb2"]).lower() not in _lexicon().saying:
            continue
        group = "" if match["verb"] else "2"
        source, cue = Span(*match.span("source" + group)), Span(*match.span("verb" + group))
        words = source.of(text).lower().split()
        inner = _lexicon().inner | _lexicon().saying
        if len(words) <= 6 and words[0] not in _lexicon().no_subject and not inner.intersection(words):
            content = (Span(*match.span("content")),)
            yield Candidate(pattern="headline tail", precision=0.9, content=content, source=(source,), cue=(cue,))


def _labelled_quote(text: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """'Marn: “It is late.”' in the running text, where the quotation ends the paragraph or the sentence."""
    starts = {quotation.span.start: quotation for quotation in quoted}
    for block in paragraphs[1:]:
        match = LABELLED_QUOTE.match(text, block.start, min(block.end, block.start + 64))
        quotation = starts.get(match.end()) if match else None
        if match is None or quotation is None or not quotation.closed or not is_label(match["source"]):
            continue
        words = match["source"].split()
        if words[0].lower() in _lexicon().no_subject or match["source"].isupper():
            continue
        source, cue = Span(*match.span("source")), Span(*match.span("colon"))
        if is_cue(words[-1]) and words[-1].islower():
            place = match.start() + match["source"].rindex(words[-1])
            source, cue = Span(source.start, len(text[:place].rstrip())), Span(place, cue.end)
        if source.start < source.end and not any(is_cue(w) and w.islower() for w in source.of(text).split()):
            yield Candidate(
                pattern="labelled quote", precision=0.9, content=(quotation.span,), source=(source,), cue=(cue,)
            )


def _dash_tail(text: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """'“It is late.” — Ann Lee, mayor': a quotation, and its speaker after a dash, in one paragraph or the next."""
    ends = {quotation.span.end: quotation for quotation in quoted}
    for number, block in enumerate(paragraphs):
        place = max(block.start, block.end - 130)
        for match in TAIL.finditer(text, place, block.end):
            if match.end() != block.end:
                continue
            before = len(text[: match.start()].rstrip()) if match.start() > block.start else None
            if before is None and number:
                before = paragraphs[number - 1].end
            quotation = ends.get(before) if before is not None else None
            whole = block if match.start() > block.start else paragraphs[number - 1]
            if quotation is None or quotation.span.start != whole.start:
                continue
            source, cue = Span(*match.span("source")), Span(*match.span("dash"))
            source = _without_stop(text, source)
            yield Candidate(pattern="dash tail", precision=0.95, content=(quotation.span,), source=(source,), cue=(cue,))


def _tweet(text: str, paragraphs: Sequence[Span], quoted: Sequence[Quotation]) -> Iterator[Candidate]:
    """'words — Ann Lee (@annlee) May 5, 2016', on one line or with the name on the next."""
    starts = [block.start for block in paragraphs]
    for match in TWEET.finditer(text):
        number = bisect_right(starts, match.start()) - 1
        if number < 0:
            continue
        start, end = max(starts[number], match.start() - LONGEST_TWEET), match.start()
        if not text[start:end].strip() and number:
            start, end = max(starts[number - 1], paragraphs[number - 1].end - LONGEST_TWEET), paragraphs[number - 1].end
        for tag in TAG_END.finditer(text, start, end):
            start = tag.end()
        for earlier in TWEET.finditer(text, start, end):
            start = earlier.end()
        content = Span(start + len(text[start:end]) - len(text[start:end].lstrip()), end)
        words = TWEET_END.sub("", text[content.start : content.end].rstrip())
        if len(words.split()) > 1:
            content = Span(content.start, content.start + len(words))
            source, cue = Span(*match.span("source")), Span(*match.span("dash"))
            yield Candidate(pattern="tweet", precision=0.95, content=(content,), source=(source,), cue=(cue,))


PATTERNS: tuple[Pattern, ...] = (_headline_label, _headline_tail, _labelled_quote, _dash_tail, _tweet)


def _without_stop(text: str, span: Span) -> Span:
    """Without the full stop or semicolon at its end (an ellipsis stays)."""
    words = span.of(text)
    bare = words if words.endswith("..") else words.rstrip(" .;")
    return Span(span.start, span.start + len(bare)) if bare else span


def _merged(taken: Sequence[Span]) -> list[Span]:
    """The same places as spans in order that do not overlap."""
    found: list[Span] = []
    for span in sorted(taken):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _shared(spans: Spans, covered: Sequence[Span]) -> int:
    """Code points of `spans` that lie in `covered`, which is in order and does not overlap."""
    total = 0
    for span in spans:
        place = max(bisect_right(covered, span) - 1, 0)
        for other in covered[place:]:
            if other.start >= span.end:
                break
            total += max(0, min(span.end, other.end) - max(span.start, other.start))
    return total


@dataclass(frozen=True, slots=True)
class _Lexicon:
    no_speaker: frozenset[str]
    particles: frozenset[str]
    no_source: frozenset[str]
    people: frozenset[str]
    known: frozenset[str]
    saying: frozenset[str]
    no_subject: frozenset[str]
    inner: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(resources.files("sayso").joinpath("data/layout.en.toml").read_text(encoding="utf-8"))
    words = {**raw["headline"], "no_speaker": raw["label"]["no_speaker"], "particles": raw["label"]["particles"]}
    lists = {key: frozenset(value.split()) for key, value in words.items()}
    return _Lexicon(**lists | {"no_speaker": lists["no_speaker"] - lists["people"]})
