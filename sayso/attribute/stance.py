"""How a source puts its words: in quotation marks or not (kind), and as what (stance).

The kind is counted: how much of the content lies inside quotation marks. The stance is read from the cue, with the words
that govern it (`governing.py`), by a lexicon of base forms (`cues.py`), in order: what is left open (`unsettled.py`), a
negation that turns the class, phrases before words, then, where the cue by itself only states ('said'), what the content's
leading clause leaves open, or its first modal ('said it may', 'said they will').

No grammar is parsed and no sentence outside the attribution is read. Only English cues are known; other cues give
`Stance.ASSERTED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.attribute.cues import TOKEN, Lexicon, cue_lexicon, words_of
from sayso.attribute.quotes import Quotation
from sayso.attribute.unsettled import FREE, WH, after_nothing, depends, is_negated, is_question, leads_to, unsettled
from sayso.records import Kind, Span, Stance

# Share of the content's letters inside quotation marks from which it counts as direct: the rest is a joining 'and' or a
# stray word. 'he' before a long quotation is little, but the words are then bent to the sentence: it must begin inside.
DIRECT_SHARE = 0.95

QUOTED = re.compile(r"[“\"][^”\"]{1,80}[”\"]")  # a programme's or a paper's name inside a cue
QUESTION_END = re.compile(r"\?[\W_]*\Z")
REQUEST = re.compile(r"(?:\S+\s+){0,7}?to\s+(?P<verb>[a-z]+)")
TO_SAY = frozenset("comment explain answer respond say tell describe clarify reply elaborate confirm name".split())
ADVISED_AGAINST = re.compile(r"\W*(?:against|away|not\s+to)\b|(?:\S+\s+){1,4}?(?:against|away\s+from|not\s+to)\s")
EXPECTED_FROM = re.compile(r"(?!\W*(?:that|to)\s)(?:\S+\s+){1,4}?(?:from|of)\s")
TOLD_TO = re.compile(r"\W*(?!that\b)(?:\w+\s+){0,3}?to\s+[a-z]+", re.IGNORECASE)
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
PUT_SO = (None, Stance.ASSERTED, Stance.POSSIBLE)
SUBJECTS = frozenset(["i", "we", "he", "she", "they", "it"])
CLAUSE_END = frozenset("which who because when while after before although but unless until since".split())
LONGEST_CLAUSE = 16  # words; where a modal stands further in, it seldom speaks for the whole content


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

    `cue` is the cue with the words that govern it. `source` matters only where it denies ('Nobody knows how it will end')
    or doubts by itself ('Unconfirmed reports say').
    """
    words, told = words_of(QUOTED.sub(" ", cue)), words_of(source)
    if kind is not Kind.DIRECT and (after := after_nothing(content)) is not None:
        words, content = [*words, "not"], after
    bases = cue_lexicon().bases(words)
    found = _stance(words, bases, told, content, kind)
    return Stance.POSSIBLE if found is Stance.ASSERTED and depends(bases, told) else found


def _stance(words: list[str], bases: list[str], told: list[str], content: str, kind: Kind) -> Stance:
    lexicon = cue_lexicon()
    found, base = class_of(bases, lexicon)
    negated = is_negated(bases, told)
    if not told and not negated and found in PUT_SO and "be" in bases and lexicon.has(words, "falsely.words"):
        return Stance.DENIED  # 'it was falsely reported': the writer takes it back
    if _without_evidence(told, bases, negated, lexicon):
        return Stance.DENIED
    if (left_open := unsettled(bases, told, content, kind)) is not None:
        return left_open
    if negated:
        return _negated(found, bases, content, lexicon)
    if lexicon.has(bases, "negation.wrong") and "to" in bases:
        return Stance.DENIED
    if found is Stance.DENIED and kind is Kind.INDIRECT and is_question(content) and words_of(content[:60])[0] in FREE:
        return Stance.ASKED
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
    if "could" in words and not lexicon.has(bases, "negation.words"):
        return Stance.POSSIBLE
    if any(base in lexicon.lists["plain.words"] for base in bases):
        return Stance.POSSIBLE if _modal(content) is Stance.POSSIBLE else Stance.ASSERTED
    return _by_content(bases, content, kind)


def _without_evidence(source: list[str], bases: list[str], negated: bool, lexicon: Lexicon) -> bool:
    """'No credible intelligence suggests', 'has no information to suggest'."""
    if not lexicon.has(bases, "evidence.cues"):
        return False
    return (source[:1] == ["no"] and lexicon.has(source, "evidence.words")) or (
        negated and lexicon.has(bases, "evidence.words")
    )


def is_cue(word: str) -> bool:
    """Whether the lexicon knows the word, in any form, as one that introduces what somebody says, thinks or wants."""
    lexicon = cue_lexicon()
    return lexicon.lemmas.get(word.lower(), word.lower()) in lexicon.words


def class_of(bases: list[str], lexicon: Lexicon) -> tuple[Stance | None, str]:
    """The stance that the cue's phrases or words tell, and the base form that told it."""
    for phrase, stance in lexicon.phrases:
        size = len(phrase)
        if any(tuple(bases[i : i + size]) == phrase for i in range(len(bases) - size + 1)):
            return stance, " ".join(phrase)
    known = [(lexicon.words[base], base) for base in bases if base in lexicon.words]
    return next((pair for pair in known if pair[0] is not Stance.ASSERTED), known[0] if known else (None, ""))


def _negated(found: Stance | None, bases: list[str], content: str, lexicon: Lexicon) -> Stance:
    if found is Stance.DENIED:
        return Stance.POSSIBLE
    if found in (Stance.PREDICTED, Stance.ASKED):
        return found
    if lexicon.has(bases, "negation.unsaid"):
        return Stance.POSSIBLE
    if found in (Stance.WANTED, Stance.POSSIBLE) or lexicon.has(bases, "negation.deniable"):
        return Stance.DENIED
    if found is Stance.ASSERTED and words_of(content[:30])[:1] == ["that"]:
        return Stance.POSSIBLE
    return Stance.ASSERTED


def _request(content: str) -> Stance:
    """'asked whether' is a question, 'asked them to leave' a wish, 'asked them to comment' a question again."""
    match = REQUEST.match(content)
    begins_with = next(iter(words_of(content[:60])), "")
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
    if kind is Kind.INDIRECT and words_of(content[:30])[:1] == ["whether"]:
        return Stance.ASKED
    if DEMAND.match(content) and kind is not Kind.INDIRECT:
        return Stance.WANTED
    if kind is not Kind.DIRECT and (left_open := leads_to(content)) is not None:
        return left_open
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
    lexicon = cue_lexicon()
    stance = lexicon.words.get(lexicon.lemmas.get(word, word))
    return stance if stance in (Stance.WANTED, Stance.PREDICTED) else None


def _qualified(stance: Stance, word: str, following: list[str]) -> Stance:
    """'will probably' still predicts; 'would like' wants; 'could not' and 'would have' state."""
    if word in ("would", "will") and following[:1] and following[0] in ("like", "love", "prefer"):
        return Stance.WANTED
    if (word == "could" and following[:1] == ["not"]) or (word == "would" and "have" in following[:1]):
        return Stance.ASSERTED
    return stance
