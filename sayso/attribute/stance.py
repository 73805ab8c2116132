"""How a source puts its words: in quotation marks or not (kind), and as what (stance).

The kind is counted: how much of the content lies inside quotation marks. The stance is read from the cue by a lexicon
of base forms (`data/cues.en.toml`), in order: phrases before words, a negation that turns the class, then, where the
cue by itself only states ('said'), the first modal of the content's leading clause ('said it may', 'said they will').

No grammar is parsed and no sentence outside the attribution is read. Only English cues are known; other cues give
`Stance.ASSERTED`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.attribute.quotes import Quotation
from sayso.records import Kind, Span, Stance

# Share of the content's letters inside quotation marks from which it counts as direct: the rest is a joining 'and' or a
# stray word. 'he' before a long quotation is little, but the words are then bent to the sentence: it must begin inside.
DIRECT_SHARE = 0.95

TOKEN = re.compile(r"\w+(?:[’']\w+)?|[.?!;:,]")
QUOTED = re.compile(r"[“\"][^”\"]{1,80}[”\"]")  # a programme's or a paper's name inside a cue
QUESTION_END = re.compile(r"\?[\W_]*\Z")
WH = frozenset(["whether", "if", "how", "who", "whom", "whose", "what", "when", "where", "which", "why"])
REQUEST = re.compile(r"(?:\S+\s+){0,7}?to\s+(?P<verb>[a-z]+)")
TO_SAY = frozenset("comment explain answer respond say tell describe clarify reply elaborate confirm name".split())
ADVISED_AGAINST = re.compile(r"\W*(?:against|away|not\s+to)\b|(?:\S+\s+){1,4}?(?:against|away\s+from|not\s+to)\s")
EXPECTED_FROM = re.compile(r"(?!\W*(?:that|to)\s)(?:\S+\s+){1,4}?(?:from|of)\s")
TOLD_TO = re.compile(r"\W*(?!that\b)(?:\w+\s+){0,3}?to\s+[a-z]+", re.IGNORECASE)
TO_DO = re.compile(r"\W*to\s", re.IGNORECASE)
DOING = re.compile(r"\W*(?:\w+ing|whether|how|what|if)\b", re.IGNORECASE)
DEMAND = re.compile(r"\W*(?:please|let[’']?s|let\s+us|don[’']?t|do\s+not|never|stop)\s", re.IGNORECASE)
I_THINK = re.compile(
    r"\W*(?:(?:yes|no|well|look|so|and|but),?\s+)?(?:i|we)\s+(?:think|believe|guess|suppose)(?:\s+that)?\s", re.I
)

MODAL = {
    Stance.WANTED: frozenset(["should", "must", "ought"]),
    Stance.POSSIBLE: frozenset(
        ["may", "might", "could", "possibly", "perhaps", "maybe", "probably", "likely", "seems", "seem", "appears"]
    ),
    Stance.PREDICTED: frozenset(["will", "won't", "shall", "would", "wouldn't", "gonna"]),
}
# Verbs that make the leading clause a plain statement, so that a later modal belongs to something else.
FINITE = frozenset(
    "is are was were am has had have do does did it's he's she's that's there's i'm we're they're you're".split()
)
SUBJECTS = frozenset(["i", "we", "he", "she", "they", "it"])
CLAUSE_END = frozenset("which who because when while after before although but unless until since".split())
LONGEST_CLAUSE = 16  # words; where a modal stands further in, it seldom speaks for the whole content


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Base forms by form, and stances by base form and by phrase (tuples of base forms, longest first)."""

    lemmas: dict[str, str]
    words: dict[str, Stance]
    phrases: tuple[tuple[tuple[str, ...], Stance], ...]
    negations: frozenset[str]
    knowing: frozenset[str]
    deniable: frozenset[str]
    unsaid: frozenset[str]
    plain: frozenset[str]
    silence: frozenset[str]
    unspoken: frozenset[str]
    refusing: frozenset[str]
    evidence: frozenset[str]
    showing: frozenset[str]


def kind_of(content: Iterable[Span], quotations: Sequence[Quotation], text: str | None = None) -> Kind:
    """Whether the content lies in quotation marks: nearly all of it (direct), some (mixed), none (indirect).

    Code points are counted; with `text`, only letters and digits, so that joining commas and spaces weigh nothing.
    `quotations` are in order and do not overlap, as `sayso.attribute.quotes.quotations` gives them.
    """
    inside = total = 0
    begins_inside = True
    for span in content:
        total += _weight(span, text)
        first = span.end
        for quotation in quotations:
            if quotation.span.start >= span.end:
                break
            shared = Span(max(span.start, quotation.span.start), min(span.end, quotation.span.end))
            if shared.start < shared.end:
                inside += _weight(shared, text)
                first = min(first, shared.start)
        begins_inside = begins_inside and (text is None or not _weight(Span(span.start, first), text))
    if total and begins_inside and inside >= DIRECT_SHARE * total:
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT


def _weight(span: Span, text: str | None) -> int:
    return span.end - span.start if text is None else sum(map(str.isalnum, text[span.start : span.end]))


def stance_of(cue: str, content: str, kind: Kind = Kind.INDIRECT, source: str = "") -> Stance:
    """How the source puts the content: the six stances of the records. Any strings are accepted.

    `source` matters only where it denies by itself ('Nobody knows how it will end').
    """
    lexicon = _lexicon()
    words = _words(QUOTED.sub(" ", cue))
    bases = [lexicon.lemmas.get(word, word) for word in words]
    negated = any(base in lexicon.negations for base in [*bases, *_words(source)[:1]])
    found, base = _class(bases, lexicon)
    if _without_evidence(source, bases, lexicon):
        return Stance.DENIED
    if _is_silent(bases, content, negated, lexicon):
        return Stance.POSSIBLE
    if negated:
        return _negated(found, bases, content, lexicon)
    if found is Stance.ASKED and kind is Kind.INDIRECT:
        return _request(content)
    if base == "suggest" and _modal(content) is Stance.WANTED:
        return Stance.WANTED
    if base == "offer" and not content.lower().lstrip('"“ ').startswith("to "):
        return _by_content(bases, content, kind)
    if base == "expect" and EXPECTED_FROM.match(content):
        return Stance.WANTED
    if found not in (None, Stance.ASSERTED):
        return found
    if "warn" in bases or "caution" in bases:
        return _warned(content)
    if any(word in ("will", "would", "shall") for word in words):
        return Stance.PREDICTED
    if "could" in words:
        return Stance.POSSIBLE
    if any(base in lexicon.plain for base in bases):
        return Stance.POSSIBLE if _modal(content) is Stance.POSSIBLE else Stance.ASSERTED
    return _by_content(bases, content, kind)


def _is_silent(bases: list[str], content: str, negated: bool, lexicon: Lexicon) -> bool:
    """Whether the source only keeps silent: 'declined to confirm', 'declined' with 'to comment', 'has not commented'."""
    if negated:
        return any(base in lexicon.unspoken for base in bases)
    place = next((place for place, base in enumerate(bases) if base in lexicon.refusing), None)
    if place is None:
        return False
    first, second = (*_words(content[:60]), "", "")[:2]
    return any(base in lexicon.silence for base in bases[place + 1 :]) or (first == "to" and second in lexicon.silence)


def _without_evidence(source: str, bases: list[str], lexicon: Lexicon) -> bool:
    """'No credible intelligence suggests'."""
    words = _words(source)
    return words[:1] == ["no"] and bool(lexicon.evidence & set(words)) and any(base in lexicon.showing for base in bases)


def is_cue(word: str) -> bool:
    """Whether the lexicon knows the word, in any form, as one that introduces what somebody says, thinks or wants."""
    lexicon = _lexicon()
    return lexicon.lemmas.get(word.lower(), word.lower()) in lexicon.words


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in TOKEN.findall(text.lower().replace("’", "'")):
        if word.endswith("n't"):
            found += [{"wo": "will", "ca": "can", "sha": "shall"}.get(word[:-3], word[:-3]), "not"]
        elif word.endswith("'ll"):
            found += [word[:-3], "will"]
        elif word[-1].isalnum():
            found.append(word)
    return found


def _class(bases: list[str], lexicon: Lexicon) -> tuple[Stance | None, str]:
    """The stance that the cue's phrases or words tell, and the base form that told it."""
    for phrase, stance in lexicon.phrases:
        size = len(phrase)
        if any(tuple(bases[i : i + size]) == phrase for i in range(len(bases) - size + 1)):
            return stance, " ".join(phrase)
    known = [(lexicon.words[base], base) for base in bases if base in lexicon.words]
    return next((pair for pair in known if pair[0] is not Stance.ASSERTED), known[0] if known else (None, ""))


def _negated(found: Stance | None, bases: list[str], content: str, lexicon: Lexicon) -> Stance:
    begins_with = next(iter(_words(content[:60])), "")
    if begins_with in WH and any(base in lexicon.knowing for base in bases):
        return Stance.ASKED
    if found is Stance.DENIED:
        return Stance.POSSIBLE
    if found in (Stance.PREDICTED, Stance.ASKED):
        return found
    if any(base in lexicon.unsaid for base in bases):
        return Stance.POSSIBLE
    if found in (Stance.WANTED, Stance.POSSIBLE) or any(base in lexicon.deniable for base in bases):
        return Stance.DENIED
    return Stance.ASSERTED


def _request(content: str) -> Stance:
    """'asked whether' is a question, 'asked them to leave' a wish, 'asked them to comment' a question again."""
    match = REQUEST.match(content)
    begins_with = next(iter(_words(content[:60])), "")
    if match is None or begins_with in WH or match["verb"] in TO_SAY:
        return Stance.ASKED
    return Stance.WANTED


def _warned(content: str) -> Stance:
    if ADVISED_AGAINST.match(content[:80].lower()):
        return Stance.WANTED
    return _modal(content) or Stance.ASSERTED


def _by_content(bases: list[str], content: str, kind: Kind) -> Stance:
    """Where the cue only states: what the content's leading clause tells."""
    if "tell" in bases and TOLD_TO.match(content[:60]) and kind is Kind.INDIRECT:
        return Stance.WANTED
    if kind is not Kind.INDIRECT and QUESTION_END.search(content[-12:]) and not re.search(r"[.!]\s", content):
        return Stance.ASKED
    if kind is Kind.INDIRECT and _words(content[:30])[:1] == ["whether"]:
        return Stance.ASKED
    if DEMAND.match(content) and kind is not Kind.INDIRECT:
        return Stance.WANTED
    return _modal(content) or Stance.ASSERTED


def _modal(content: str) -> Stance | None:
    """The stance of the first modal in the content's leading clause; None where a plain verb comes first."""
    leading = I_THINK.sub("", content[:300], count=1).lower().replace("’", "'")
    tokens = TOKEN.findall(leading)[: LONGEST_CLAUSE + 2]
    while tokens and (tokens[0] == "that" or not tokens[0][-1].isalnum()):
        tokens = tokens[1:]
    if tokens[:1] in (["if"], ["when"], ["unless"]) and "," in tokens:
        tokens = tokens[tokens.index(",") + 1 :]
    for place, word in enumerate(tokens[:LONGEST_CLAUSE]):
        following = tokens[place + 1 : place + 3]
        for stance, modals in MODAL.items():
            if word in modals or word.endswith("'ll"):
                return _qualified(stance if word in modals else Stance.PREDICTED, word, following)
        if "going" in following and (following[0] == "going" or following[0] == "not"):
            return Stance.PREDICTED
        if word in FINITE and following[:1] == ["to"] and word in ("have", "has", "had"):
            return Stance.WANTED
        if word in SUBJECTS and following[1:] == ["to"] and (aim := _aim(following[0])):
            return aim
        if word == "that" and tokens[place - 1] not in FINITE:
            return None
        if (word in FINITE and following[:1] != ["that"]) or (place and word in CLAUSE_END) or word in ".?!;:":
            return None
    return None


def _aim(word: str) -> Stance | None:
    """'she intends to', 'they expect to': the stance of the content's own verb of wishing or expecting."""
    lexicon = _lexicon()
    stance = lexicon.words.get(lexicon.lemmas.get(word, word))
    return stance if stance in (Stance.WANTED, Stance.PREDICTED) else None


def _qualified(stance: Stance, word: str, following: list[str]) -> Stance:
    """'will probably' still predicts; 'would like' wants; 'could not' and 'would have' state."""
    if word in ("would", "will") and following[:1] and following[0] in ("like", "love", "prefer"):
        return Stance.WANTED
    if (word == "could" and following[:1] == ["not"]) or (word == "would" and "have" in following[:1]):
        return Stance.ASSERTED
    return stance


@cache
def _lexicon() -> Lexicon:
    raw = tomllib.loads(resources.files("sayso").joinpath("data/cues.en.toml").read_text(encoding="utf-8"))
    irregular: dict[str, list[str]] = raw["irregular"]
    doubling = frozenset(raw["spelling"]["doubling"])
    words: dict[str, Stance] = {}
    phrases: dict[tuple[str, ...], Stance] = {}
    for stance in reversed(Stance):
        words.update(dict.fromkeys(raw[stance.value]["words"], stance))
        phrases.update({tuple(phrase.split()): stance for phrase in raw[stance.value]["phrases"]})
    for stance in (Stance.ASKED, Stance.PREDICTED, Stance.DENIED, Stance.WANTED, Stance.POSSIBLE):
        words.update(dict.fromkeys(raw[stance.value]["words"], stance))
    bases = {
        *words,
        *irregular,
        *(base for phrase in phrases for base in phrase),
        *raw["negation"]["deniable"],
        *raw["negation"]["unsaid"],
        "warn",
        "caution",
    }
    lemmas = {form: base for base in sorted(bases) for form in _forms(base, base in doubling)}
    lemmas.update({form: base for base, forms in irregular.items() for form in forms})
    return Lexicon(
        lemmas=lemmas,
        words=words,
        phrases=tuple(sorted(phrases.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        negations=frozenset(raw["negation"]["words"]),
        knowing=frozenset(raw["negation"]["knowing"]),
        deniable=frozenset(raw["negation"]["deniable"]),
        unsaid=frozenset(raw["negation"]["unsaid"]),
        plain=frozenset(raw["plain"]["words"]),
        silence=frozenset(raw["silence"]["words"]),
        unspoken=frozenset(raw["silence"]["unspoken"]),
        refusing=frozenset(raw["silence"]["refusing"]),
        evidence=frozenset(raw["evidence"]["words"]),
        showing=frozenset(raw["evidence"]["cues"]),
    )


def _forms(base: str, doubles: bool) -> list[str]:
    """The regular forms of an English verb or noun: base, -s, -ed, -ing."""
    stem = base + base[-1] if doubles else base
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    ending = "es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s"
    return [base, base + ending, stem + "ed", stem + "ing"]
