"""The view-models: frozen values that the terminal, the page, JSON and the web app render.

Numbers (of statements, documents, paragraphs) begin at 1 and hold within one brief. Every text of a `Quotation` and a
`Piece` is `text[start:end]` of its document. `dataclasses.asdict(brief)` is plain JSON matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Basis, EntityType, HopKind, Kind, Skipped, Span, Stance
from sayso.report.account_models import ClaimView, ConflictView, SeriesView
from sayso.report.map import RouteMap
from sayso.report.marks import Piece, Quotation
from sayso.report.matrix_models import MatrixView
from sayso.report.timeline_models import TimelineView


@dataclass(frozen=True, slots=True, kw_only=True)
class HopView:
    """One step of a route. `evidence`: the words that tell of it, None where only the metadata does."""

    name: str
    kind: HopKind
    basis: Basis
    evidence: Quotation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """An Attribution as it is shown.

    `document`: number of its document. `voice`: key of its voice ('v3' named, 'u2' unnamed), None where the text does
    not tell the speaker; `speaker` is that voice's name. `context` holds the sentence and whatever part lies outside
    it, as marked pieces, in stretches between which something is left out. `paragraph` counts from 1. `parent`,
    `children` and `continues` are numbers of statements. `route`: the hops, the one nearest the speaker first. `plural`:
    what the words promise and do not bring. `credibility`: the analyst's, 1 to 6.
    """

    number: int
    id: str
    document: int
    voice: str | None
    speaker: str | None
    source: tuple[Quotation, ...]
    cue: tuple[Quotation, ...]
    content: tuple[Quotation, ...]
    kind: Kind
    stance: Stance
    confidence: float
    confidence_word: str
    context: tuple[tuple[Piece, ...], ...]
    paragraph: int
    depth: int
    parent: int | None
    children: tuple[int, ...]
    continues: int | None
    route: tuple[HopView, ...] = ()
    plural: str | None = None
    credibility: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The statement that stands for a voice: its content or, where that is a fragment, its sentence, marked.

    Between two stretches, and after the last one where it is `cut`, words are left out.
    """

    statement: int
    stretches: tuple[tuple[Piece, ...], ...]
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """A speaker with all that is said on its word. `key`: 'v3' for a named voice, 'u2' for an unnamed one, a group or a
    description that holds no name.

    `statements` are numbers, in reading order; `told_by_others` counts those that stand inside another's statement.
    `stances` counts the statements by stance, most frequent first. `without_outlet` counts documents without one.
    `aliases`: other spellings; `merges` say why they are one; `may_be`: names and reasons of voices that it may be.
    `body`: whom it speaks for. `routes`: (hops as name and kind, number of statements), most frequent first. `rating`: the
    analyst's, A to F.
    """

    key: str
    name: str
    type: EntityType
    roles: tuple[str, ...]
    statements: tuple[int, ...]
    documents: tuple[int, ...]
    outlets: tuple[str, ...]
    without_outlet: int
    told_by_others: int
    stances: tuple[tuple[Stance, int], ...]
    characteristic: Excerpt
    aliases: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    may_be: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    routes: tuple[tuple[tuple[tuple[str, str], ...], int], ...] = ()
    rating: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadatumView:
    """One fact about a document and where it was found. `link`: the value, where it is an http or https address;
    `paragraph`: the paragraph that says it, where the running text does."""

    name: str
    value: str
    where: str
    link: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """One line of the running text, as stored, and how it stands.

    `ending`: the line breaks (and blank lines) after it. `gap`: what stands before it: 'wide' (a blank line), 'tight'
    (one line break) or 'none' (it goes on a hard-wrapped line). `statements`: those whose content begins here.
    `boilerplate`: the reason, where all of it is boilerplate.
    """

    number: int
    span: Span
    pieces: tuple[Piece, ...]
    ending: str
    gap: str
    statements: tuple[int, ...]
    boilerplate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """What a document has in common with others (their numbers). `kind`: a CopyKind, 'translation' or 'retelling'.

    `words`: the passage here; `paragraph`: where it begins; `why`: who took it from whom, where something tells.
    """

    kind: str
    others: tuple[int, ...]
    words: Quotation
    paragraph: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """One origin in a count. `voice`: key of its card, None for a body that does not speak itself. `steps`: reasons, each
    with the numbers of the statements that it holds for."""

    name: str
    voice: str | None
    statements: tuple[int, ...]
    steps: tuple[tuple[str, tuple[int, ...]], ...]
    independent: str
    rating: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView:
    """The independent origins of some statements; `unrecorded`: reasons, each with the statements that add nothing."""

    origins: tuple[OriginView, ...]
    unrecorded: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """One document with its running text. `name` is its title, else the last part of its path (`titled` says which).

    `leading` and each paragraph's `ending` hold the line breaks: `leading`, then text and ending of each paragraph, is
    the text as stored. `voices`: (key, name, number of statements), most first. `unknown`: statements whose speaker the
    text does not tell. `narration`: number of sentences in the outlet's own voice. `boilerplate`: the reasons.
    `missing`: which of title, author, outlet and published the document does not tell. `shares`: what it has in common
    with others. `origins`: the number of independent origins behind its statements.
    """

    number: int
    id: str
    name: str
    titled: bool
    path: str
    locator: str
    media_type: str
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    metadata: tuple[MetadatumView, ...]
    leading: str
    paragraphs: tuple[ParagraphView, ...]
    statements: tuple[int, ...]
    voices: tuple[tuple[str, str, int], ...]
    unknown: tuple[int, ...]
    narration: int
    boilerplate: tuple[str, ...]
    missing: tuple[str, ...]
    shares: tuple[ShareView, ...] = ()
    origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the brief holds, counted. `first` and `last` publication date (ISO 8601), where any is known."""

    documents: int
    outlets: int
    without_outlet: int
    attributions: int
    voices: int
    unnamed: int
    unnamed_statements: int
    unknown_statements: int
    narration: int
    skipped: int
    first: str | None
    last: str | None
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a brief shows. `statements[n - 1]` is statement n, `documents[n - 1]` document n.

    `voices`: named ones, those with most to say first. `unnamed`: unnamed sources and groups, in reading order, each of
    one document. `unknown`: numbers of the statements whose speaker the text does not tell. Unknown is not a voice.
    `map`: the drawing from speakers to outlets; `origins`: the count over all statements. `claims`: those that two
    documents or more bring, `conflicts`, what is listed `apart` of these (figures that a later one may have replaced, or
    that count others), and `series` of figures, each with those on which most documents hang first; None where they were
    not asked for. `timeline`: what the claims and these tell of time, None where it was not asked for.
    `matrix`: rival hypotheses and what each origin says of them, where there are any.
    """

    title: str
    counts: Counts
    documents: tuple[DocumentView, ...]
    statements: tuple[StatementView, ...]
    voices: tuple[VoiceView, ...]
    unnamed: tuple[VoiceView, ...]
    unknown: tuple[int, ...]
    skipped: tuple[Skipped, ...]
    map: RouteMap | None = None
    origins: OriginsView | None = None
    claims: tuple[ClaimView, ...] | None = None
    conflicts: tuple[ConflictView, ...] | None = None
    apart: tuple[ConflictView, ...] | None = None
    series: tuple[SeriesView, ...] | None = None
    timeline: TimelineView | None = None
    matrix: MatrixView | None = None
