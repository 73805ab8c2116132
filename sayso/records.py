"""Every noun of sayso: frozen values that the stages hand to one another.

Nothing here reads a file, keeps a store or knows a model. A `Span` counts code points, half-open, into the `text` of one
`Document`; `text[span.start:span.end]` is the quotation. Unknown is `None`, never an empty string or `(0, 0)`.

Ids are tagged content hashes (`ids.py`), so the same pile has the same ids on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import NamedTuple

PARTS = ("source", "cue", "content")


class Span(NamedTuple):
    """Half-open `[start, end)` in code points into one Document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves.

        Raises ValueError where the span is empty or leaves the text: what names nothing is a defect, not a quotation.
        """
        if not 0 <= self.start < self.end <= len(text):
            raise ValueError(f"span [{self.start}, {self.end}) does not lie in a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within this span (the two may be equal)."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


class Kind(StrEnum):
    """How the words are given: in quotation marks, in the document's phrasing, or partly each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """How the source puts it, as the cue tells."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    DENIED = "denied"
    PREDICTED = "predicted"
    WANTED = "wanted"
    ASKED = "asked"


class EntityType(StrEnum):
    """What stands behind a source. `GROUP`: several unnamed people; `UNNAMED`: one; `DOCUMENT`: a report, poll, law."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


class HopKind(StrEnum):
    """What passed the words on. `SPEAKER`: somebody who told what another had said. `RELEASE`: a statement in writing.

    `PLATFORM`: social media, where no account is named; `CHANNEL`: one account, channel or blog.
    """

    SPEAKER = "speaker"
    CHANNEL = "channel"
    PLATFORM = "platform"
    RELEASE = "release"
    AGENCY = "agency"
    OUTLET = "outlet"


class Basis(StrEnum):
    """What a Hop rests on: words beside the attribution, words elsewhere in the text, or the document's metadata."""

    STATED = "stated"
    CARRIED_OVER = "carried over"
    METADATA = "metadata"


class CopyKind(StrEnum):
    """What was copied: a whole document, a paragraph of it, or a quotation."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"


class Label(StrEnum):
    """What two reported sentences are to each other."""

    SAME = "same"
    CONTRADICTS = "contradicts"
    RELATED = "related"
    UNRELATED = "unrelated"


class Clash(StrEnum):
    """On what two reports clash. Two kinds are no conflict and listed apart: `SUPERSEDED`, a count that a later one may
    have replaced, and `SCOPE`, counts of others (of protesters, of officers; in one province, across a country)."""

    DENIAL = "denial"
    FIGURE = "figure"
    SUPERSEDED = "superseded"
    SCOPE = "scope"
    WHO = "who"
    WHAT = "what"
    WHERE_WHEN = "where-when"
    CERTAINTY = "certainty"
    OTHER = "other"


APART = frozenset((Clash.SUPERSEDED, Clash.SCOPE))
"""Kinds of what looks like a clash and is none."""


class SkipReason(StrEnum):
    """Why an input gave no Document."""

    EMPTY = "empty"
    NOT_TEXT = "not text"
    TOO_LARGE = "too large"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_PERMISSION = "no permission"
    WRONG_TYPE = "wrong type"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not found"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadatum:
    """One fact about a Document and where it was found.

    `name`: title, author, outlet, published, address, language, origin, captured, forwarded_from, reply_to, edited, guest
    (who answers an interview's questions).
    `value`: as it is used (dates as ISO 8601, with no time of day where none is given). `where`: 'meta property og:title',
    'line 3', 'feed item source'. `span`: the words in the text that say it, where the text does.
    """

    name: str
    value: str
    where: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """A span of the text that is not the article: kept, marked, left out of extraction. `reason` says what it is."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, post, interview or transcript.

    `text` is stored as read and never edited; `raw` is what it was read from (the file's bytes, or the record's where a
    file holds many), and `id` is its hash. `path` is the input as the user names it; `locator` says where inside it
    ('item 3', 'member/a.txt', 'row 12'), empty for a file that is one document.
    """

    id: str
    text: str
    path: str
    locator: str = ""
    media_type: str = "text/plain"
    raw: bytes = field(default=b"", repr=False)
    metadata: tuple[Metadatum, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()

    def meta(self, name: str) -> str | None:
        """The first value found for `name`, or None: unknown stays unknown."""
        return next((m.value for m in self.metadata if m.name == name), None)

    @property
    def title(self) -> str | None:
        return self.meta("title")

    @property
    def author(self) -> str | None:
        return self.meta("author")

    @property
    def outlet(self) -> str | None:
        return self.meta("outlet")

    @property
    def published(self) -> str | None:
        """ISO 8601 date or date and time."""
        return self.meta("published")

    @property
    def address(self) -> str | None:
        """The original address (URL), where the document tells it."""
        return self.meta("address")

    def _repr_html_(self) -> str:
        """For notebooks: what is known of it and how it begins, escaped."""
        known = ", ".join(filter(None, (self.outlet, self.published, self.author)))
        begins = self.text[:300] + ("…" if len(self.text) > 300 else "")
        head = f"<h4>{escape(self.title or self.path)}</h4><p><em>{escape(known)}</em></p>"
        return f"{head}<p dir='auto'>{escape(begins)}</p>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody that a Document names or describes as a source, resolved within that Document.

    `name` is the fullest name (no titles) or description that the text uses, `name_span` one place where it stands;
    `roles` are spans such as 'head of the Eurasian Analysis Club'; `mentions` are all source mentions.
    For several people who speak together, `name` joins theirs with ' & ' and `name_span` is None.
    """

    id: str
    name: str
    type: EntityType
    name_span: Span | None = None
    roles: Spans = ()
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step from a speaker towards the Document: what passed the words on.

    `name` is the name that the Document gives it; for a channel without one, sayso's label ('Telegram channel of ...').
    `span` is the evidence in the text; None only where `basis` is METADATA.
    """

    name: str
    kind: HopKind
    basis: Basis
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what: a source, a cue and a content, each one or more Spans; source and cue may be absent.

    `sentence` spans the sentence(s) it stands in. `confidence` is the calibrated chance, in [0, 1], that the attribution
    is right as a whole. `parent` is the id of the Attribution that this one stands inside. `continues` is the id of the
    Attribution whose speaker goes on here without a cue. `speaker` is an Entity's id, None where the text does not tell.
    `route` holds the Hops from the speaker to the Document, the one nearest the speaker first; empty where the text
    records none.
    """

    id: str
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    kind: Kind = Kind.INDIRECT
    stance: Stance = Stance.ASSERTED
    confidence: float = 0.0
    sentence: Span | None = None
    parent: str | None = None
    continues: str | None = None
    speaker: str | None = None
    route: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found in one Document. `narration`: checkable sentences in the outlet's own voice."""

    document: Document
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    narration: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that gave no Document, and why. `detail` is one sentence for a person, with what to do where that helps."""

    path: str
    locator: str = ""
    reason: SkipReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two names are one Voice. `by_analyst`: a person said so. `documents` are ids, one of each name at least."""

    one: str
    other: str
    why: str
    documents: tuple[str, ...]
    by_analyst: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker in all Documents. `id` is a hash of its Entities' ids, which `entities` holds, sorted.

    `name` is the fullest name (or the analyst's), `aliases` all spellings, most frequent first. `roles` are the
    documents' words for it. `body` is the id of the Voice of the organisation or state that it speaks for.
    `merges` says why its names are one. `named` is False for who is only described ('critics', 'a diplomat').
    """

    id: str
    name: str
    type: EntityType
    entities: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    body: str | None = None
    merges: tuple[Merge, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two Voices that may be one: left to the analyst. `one` and `other` are ids of Voices."""

    one: str
    other: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one Document's text."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """`copy` was taken from `of`, with what tells so: a credit, an address, two dates."""

    copy: Passage
    of: Passage
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Passages of several Documents that are the same words, or nearly.

    `share` is the least share (of 1) of a passage's word shingles that the fullest of them holds. `derivations` say who
    took it from whom, where dates or credits tell; a passage that none names as a copy has no known model in the pile.
    """

    kind: CopyKind
    passages: tuple[Passage, ...]
    share: float
    derivations: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """Attributions (ids) in several Documents that report one utterance of one speaker, and what tells so."""

    attributions: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One reason in a count: `attributions` (ids) lead to the same origin, or to none, because of `why`."""

    why: str
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The furthest point upstream that the Documents show. `voice` is a Voice's id; `steps` say how its attributions came
    to be one; `independent` says why it is counted beside the others."""

    name: str
    voice: str
    attributions: tuple[str, ...]
    steps: tuple[Step, ...]
    independent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of a group of attributions, and those whose lineage the Documents do not record: these add nothing."""

    origins: tuple[Origin, ...]
    unrecorded: tuple[Step, ...] = ()

    @property
    def count(self) -> int:
        return len(self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plural:
    """Words that promise many speakers ('Experts') where the Document brings one: `voice` is the id of that Voice."""

    attribution: str
    voice: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What two reported sentences are to each other; swapping the two changes nothing.

    `kind` is None unless they contradict. `score` is the calibrated chance, in [0, 1], of `label`. `why` is a reason in a
    few words, with the words of both sides where a comparison of what is typed (figures, dates, names, negation) decided.
    """

    label: Label
    score: float
    kind: Clash | None = None
    why: str = ""


class Counted(StrEnum):
    """What a Quantity counts or measures. `PEOPLE`: of whom nothing more is told; `SHARE`: per cent of a whole;
    `CHANCE`: the likelihood of something, in per cent; `OTHER`: things that have no class of their own."""

    DEATHS = "deaths"
    INJURED = "injured"
    ARRESTED = "arrested"
    MISSING = "missing"
    HOSTAGES = "hostages"
    DISPLACED = "displaced"
    TROOPS = "troops"
    PEOPLE = "people"
    VOTES = "votes"
    MONEY = "money"
    SHARE = "share"
    CHANCE = "chance"
    AREA = "area"
    DISTANCE = "distance"
    WEIGHT = "weight"
    SPEED = "speed"
    DURATION = "duration"
    AGE = "age"
    OTHER = "other"


class MomentBasis(StrEnum):
    """How the dates of a Moment were found: the words give the year, or they were counted from a reference date."""

    STATED = "stated"
    RESOLVED = "resolved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An expression of time and the days that it covers.

    `first` and `last` are ISO 8601 dates, both included; None where the words do not tell ('two days before the vote').
    `reference` is the ISO date that `RESOLVED` ones were counted from. A Moment does not say which clock it belongs to
    (happened, said, published): the field that holds it does, and no function turns one into another.
    """

    span: Span
    basis: MomentBasis
    first: str | None = None
    last: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure: a value or a closed range, with what it counts.

    `span`: the number's words with its hedge and unit. `low`, `high`: None where the range is open there ('at least 26' is
    26 to None). `unit`: 'USD', '%', 'km', or None for a plain count. `hedge`: the words that widen it; for 'dozens' the
    word itself. `scope`: the counted noun phrase as the text has it ('protesters'). `part_of`: the id of the Quantity that
    this one is a part of ('238, including 19 officers'). `at`: the time that the figure is stated for, when it happened,
    never when it was said. `attribution`: the id of who states it, None for the outlet's own voice or where not yet known.
    """

    id: str
    span: Span
    low: float | None = None
    high: float | None = None
    counts: Counted = Counted.OTHER
    unit: str | None = None
    hedge: Span | None = None
    scope: Span | None = None
    sentence: Span | None = None
    attribution: str | None = None
    part_of: str | None = None
    at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One place where something is put forward: `content` of the Document with this id, as its source puts it (`stance`).

    `attribution` is the id of the Attribution, None for a sentence in the outlet's own voice. `id` is the attribution's,
    or a hash of the place.
    """

    id: str
    document: str
    content: Spans
    attribution: str | None = None
    stance: Stance = Stance.ASSERTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Members that say the same thing, or all deny it. `gist` is the most central one: its words stand for the Claim.

    `members` holds the gist too, in reading order. `id` is a hash of the gist's place.
    """

    id: str
    gist: Member
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a Conflict: the Claims (ids) that hold it and their members. `gist` is the words that stand for it."""

    gist: Member
    claims: tuple[str, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Sides that cannot all hold as put. `pair` holds the two members that tell so best, `why` the reason for those two.

    `score` is the calibrated chance, in [0, 1], that these two clash. What is of a kind APART is no conflict: its sides may
    all hold, and its score is how sure it is that it is of this kind.
    """

    id: str
    kind: Clash
    sides: tuple[Side, ...]
    pair: tuple[Member, Member]
    why: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A Quantity as one Document states it. `member` is where and on whose word; `sentence` and `scope` (empty where the
    text has none) are the Document's words, `words` those of the number with its hedge.

    `day`: the ISO date up to which it counts, where the sentence says so ('by Friday'), else that of the Document.
    `background`: the year that the figure is of, where that is long before. `source`: the Document's words for who states
    it (the source as written, the speaker's name and roles); empty in the outlet's own voice.
    """

    quantity: Quantity
    member: Member
    words: str
    sentence: str
    scope: str = ""
    day: str | None = None
    background: str | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Figures that count the same thing, by date. Their scopes may differ: see each one's."""

    id: str
    counts: Counted
    figures: tuple[Figure, ...]
    unit: str | None = None


class Clock(StrEnum):
    """Which of the three clocks a day is on."""

    HAPPENED = "happened"
    SAID = "said"
    PUBLISHED = "published"


class Precision(StrEnum):
    """How near the words put an event. `DAYS`: several, less than a month; `MONTH` and `YEAR`: one or more."""

    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A Member with its three clocks, each with its evidence; None where the Document does not tell.

    `happened`: told in the content. `said`: told beside the cue, outside the content. `published`: its Document's.
    `counted_from`: the clock that `happened` was counted from, where it was. `sentence`: what the content stands in.
    """

    member: Member
    sentence: Span
    happened: Moment | None = None
    said: Moment | None = None
    published: Metadatum | None = None
    counted_from: Clock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Members of one Claim (`claim` is its id) that put it on the same days, `first` to `last` (ISO 8601, both included).

    `gist` is the member whose words stand for it. `background`: long before the pile. `elsewhere`: ids of Events of the
    same Claim on other days, which may be two happenings or two accounts of one.
    """

    id: str
    claim: str
    first: str
    last: str
    precision: Precision
    gist: Dated
    members: tuple[Dated, ...]
    background: bool = False
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReport:
    """Who of the pile brought a Claim (id) first. `first`: the members of the Document published first, or of a tie.

    `published` is their date, with a time of day only where it is the same for all. `later` by date. `undated`: ids
    of Documents that bring it and tell no date: any of them may have been first.
    """

    claim: str
    published: str
    first: tuple[Member, ...]
    later: tuple[Member, ...]
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One Voice (id) that says other things at other times: two of its members that clash, or of which one supersedes the
    other, the earlier first. `days`: theirs, by `clock`, which is never HAPPENED."""

    id: str
    voice: str
    earlier: Dated
    later: Dated
    clock: Clock
    days: tuple[str, str]
    kind: Clash
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """What the Document of `own` could not have known: `later` came after, and clashes with what it brings or replaces it.

    `day` is that of the event (`clock` HAPPENED), or that on which a Document of the pile first brought it (PUBLISHED).
    """

    id: str
    own: Dated
    later: Dated
    clock: Clock
    day: str
    kind: Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All that is told of time in a pile. `events` by day, wider stretches before the days in them; background ones too.

    `unplaced`: how many places tell a time that gives no day.
    """

    events: tuple[Event, ...] = ()
    first_reports: tuple[FirstReport, ...] = ()
    turns: tuple[Turn, ...] = ()
    hindsight: tuple[Hindsight, ...] = ()
    unplaced: int = 0
