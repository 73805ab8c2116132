"""What a figure counts: the noun phrase behind it, and the nearest word that tells what became of those counted.

The order in which words are asked: units and currencies glued to the number; a state within the noun phrase ('18 dead
officers'); the predicate behind it ('26 protesters were killed'); the verb or noun before it ('killing 26', 'the death toll
rose to 26'); the noun itself ('2,500 troops'). Where nothing tells, `OTHER`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.quantities.lexicon import Lexicon
from sayso.quantities.numerals import Numeral
from sayso.quantities.tokens import Token
from sayso.quantities.victims import settled
from sayso.records import Counted, Span

LONGEST_PHRASE = 7
"""Tokens of a counted noun phrase at most."""
AFTER_AUXILIARY = 6
"""Words behind an auxiliary within which its participle stands."""
REACH = 9
"""Tokens between a noun phrase and its predicate, or a number and the verb before it, at most."""


class Reading(NamedTuple):
    """What stands beside one number. `end`: where the number's words with its unit end."""

    counts: Counted
    unit: str | None
    scope: Span | None
    end: int


def read_unit(text: str, numeral: Numeral, words: Lexicon) -> Reading | None:
    """Money, per cent, measures, ages: what a mark or a unit beside the number tells; None for a plain count."""
    rest = text[numeral.span.end : numeral.span.end + 40]
    if numeral.share:
        near = text[max(0, numeral.span.start - 80) : numeral.span.end + 40]
        kind = Counted.CHANCE if numeral.vague or words.chance.search(near) else Counted.SHARE
        return Reading(kind, "%", None, numeral.span.end)
    if match := re.match(r"\s?%|pc(?!\w)|[\s-]per ?cent(?:age points?)?(?!\w)|\s?процент\w*", rest, re.IGNORECASE):
        kind = (
            Counted.CHANCE
            if re.match(r"\s+(?:chance|likelihood|probability|likely|certain|sure)", rest[match.end() :])
            else Counted.SHARE
        )
        return Reading(kind, "%", None, numeral.span.end + match.end())
    if numeral.sign:
        return Reading(Counted.MONEY, numeral.sign, None, numeral.span.end)
    if match := re.match(
        r"[\s-]years?[\s-]old(?!\w)|-year-olds?(?!\w)|(?:\s|-)?лет(?:няя|ний|него|ней)(?!\w)", rest, re.IGNORECASE
    ):
        return Reading(Counted.AGE, "years", None, numeral.span.end + match.end())
    if _is_age(text, numeral, words):
        return Reading(Counted.AGE, "years", None, numeral.span.end)
    match = words.unit.match(text, numeral.span.end)
    if match is None:
        return None
    unit = " ".join(match["unit"].lower().split())
    counts, name = words.units[unit]
    if len(unit) == 1 and match.group()[0] not in " \u00a0-" and unit == "m":
        return None
    if unit == "pound" or (name == "GBP" and re.match(r"\s+of\s", text[match.end() :])):
        counts, name = Counted.WEIGHT, "lb"
    return Reading(counts, name, None, match.end())


AGED = re.compile(
    r"\b(?:aged?|age of|turned|turning|(?:died|dies|(?<!the )dead|passed away)(?: [a-z]+){0,3} at)\s+$", re.IGNORECASE
)
SINGLE = re.compile(r"\s+(?:was|is|has|who was|who is)\b")
"""Behind an age without its second comma: 'Okonjo, 29 was'; a count of several has no such verb."""
NAMED = re.compile(r"[A-ZА-ЯЁ][\w’'.-]*,\s+$")


def _is_age(text: str, numeral: Numeral, words: Lexicon) -> bool:
    """'Okonjo, 29, is', 'aged 41', 'dead at 52', 'At 36, she is': a whole number from 1 to 110 that stands so."""
    if numeral.low != numeral.high or not 1 <= numeral.low <= 110 or numeral.low % 1:
        return False
    before, behind = (
        text[max(0, numeral.span.start - 50) : numeral.span.start],
        text[numeral.span.end : numeral.span.end + 12],
    )
    if words.over_age.search(before):
        return True
    if AGED.search(before):
        return numeral.span.of(text).isdecimal() and not re.match(r"\s+(?:people|of|places|locations|[ap]\.?m)", behind)
    if re.search(r"(?:^|[.“\"]\s*)At\s+$", before) and re.match(r",\s+(?:[A-Z]|he|she)", behind):
        return True
    alone = behind[:1] in (",", ";", ")") or not behind.strip(" .\"'”’") or bool(SINGLE.match(behind))
    return bool(NAMED.search(before[-40:])) and alone


def phrase(found: Sequence[Token], first: int, words: Lexicon, stop: int) -> tuple[int, int]:
    """The token places [from, to) of the noun phrase that begins at `first` and ends before the place `stop`.

    'of', 'of the' and 'other' before the noun are left out.
    """
    while first < stop and found[first].kind == "word" and found[first].words.lower() in words.grammar["leads"]:
        first += 1
    end = first
    while end < min(stop, first + LONGEST_PHRASE):
        token = found[end]
        if (
            token.kind == "digits"
            or (token.kind == "sign" and (token.words not in "-'’\"“”[]" or _is_dash(found, end)))
            or token.words.lower() in words.grammar["ends"]
        ):
            break
        if end > first and (token.words.lower() == "of" or _is_verb_behind_noun(found[end - 1].words, token.words, words)):
            break
        end += 1
    while end > first and found[end - 1].kind == "sign":
        end -= 1
    return first, end


def _is_dash(found: Sequence[Token], place: int) -> bool:
    """A hyphen with a blank, or another, beside it."""
    if found[place].words != "-":
        return False
    before, after = found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
    return not (
        before and after and before.end == found[place].start and after.start == found[place].end and after.kind != "sign"
    )


def _is_verb_behind_noun(noun: str, word: str, words: Lexicon) -> bool:
    """'bundles containing', 'shots fired', 'guards lay': a participle behind a plural ends the phrase, and any word behind
    a noun for people that is none itself. A word for what became of people does not ('26 protesters killed')."""
    lower = word.lower()
    if lower in words.state or lower in words.nouns or not (word.islower() or noun.isupper()):
        return False
    if noun.lower() in words.nouns and lower.isalpha():
        return True
    return noun.lower().endswith("s") and lower.endswith(("ing", "ed", "hit", "held", "took", "sold"))


def read_count(found: Sequence[Token], place: int, end: int, stop: int, words: Lexicon) -> Reading:
    """What a plain number counts. `place`: the first token of the number with its hedge; `end`: the first behind the
    number; `stop`: the place of the next number (or the end)."""
    first, last = phrase(found, end, words, stop)
    reading = _read(found, (place, end), (first, last), words)
    return reading._replace(counts=settled(found, (first, last), reading.counts, words))


def _read(found: Sequence[Token], number: tuple[int, int], counted: tuple[int, int], words: Lexicon) -> Reading:
    """`number`: the first token of the number with its hedge, and the first behind it; `counted`: those of the phrase."""
    (place, end), (first, last) = number, counted
    inside = [t.words.lower() for t in found[first:last]]
    scope = _scope(found, first, last, words)
    number_end = found[end - 1].end
    verb = words.does.get(found[place - 1].words.lower()) if place and not _is_passive(found, place - 1, words) else None
    if verb and not _has_object(found, place - 1, last, inside, words):
        verb = None
    told = [n for n in range(first, last) if found[n].words.lower() in words.state and not _is_active(found, n, words)]
    states = [words.state[found[n].words.lower()] for n in told]
    if states or verb:
        return Reading(states[0] if states else verb or Counted.OTHER, None, scope, number_end)
    counts = Counted.PEOPLE if _is_inhabited(found, place, words) else _predicate(found, last, words)
    if counts is None:
        counts = _before(found, place, words, inside)
    if counts is None:
        compound = end < len(found) and found[end].words == "-"  # 'a 12-member panel' counts no members
        counts = None if compound else next((words.nouns[w] for w in reversed(inside) if w in words.nouns), None)
    return Reading(counts or Counted.OTHER, None, scope, number_end)


def _is_inhabited(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """'A city of 1.2 million people', 'a crowd of 300': the noun tells, whatever the rest of the sentence says."""
    before = [t.words.lower() for t in found[max(0, place - 2) : place]]
    return len(before) == 2 and before[1] in ("of", "to") and words.of.get(before[0]) is Counted.PEOPLE


def _scope(found: Sequence[Token], first: int, last: int, words: Lexicon) -> Span | None:
    """The phrase less the states at its ends ('dead', 'killed')."""
    while first < last and (found[first].words.lower() in words.state or found[first].kind == "sign"):
        first += 1
    kept = last
    for n in range(first, last):
        if found[n].words.lower() in words.state:
            kept = n
            break
    return Span(found[first].start, found[kept - 1].end) if first < kept else None


def _predicate(found: Sequence[Token], last: int, words: Lexicon) -> Counted | None:
    """'... were killed', '... have died', also behind what is joined to the noun or stands between commas ('two officers
    and a guard, all of them young, were killed'): the first verb behind the phrase tells, unless a new clause begins."""
    joined, told = False, -1  # `told`: the place of the last auxiliary
    for n in range(last, min(len(found), last + REACH * 2)):
        token = found[n]
        word = token.words.lower()
        if token.kind == "sign":
            if word in ".;:!?":
                return None
            joined = joined or word == ","
            continue
        if word in words.became and (_is_active(found, n, words) or _is_caught_in(found, n, words) or _is_noun(found, n)):
            return None
        if word == "that" and found[n - 1].words.lower() in words.grammar.get("reported", ()):
            return None
        if word in words.became:
            # 'ten people and five injured': the state belongs to the nearer number
            nearer = any(t.kind == "digits" or _is_number(t.words.lower(), words) for t in found[last:n])
            verbal = (
                any(t.words.lower() in words.grammar["auxiliaries"] for t in found[last:n])
                or word in words.grammar["verbs"]
            )
            return words.became[word] if verbal or not nearer else None
        if told >= 0 and n - told > AFTER_AUXILIARY:
            return None
        if word in words.grammar["auxiliaries"] or word in words.grammar["predicate"]:
            told = n if word in words.grammar["auxiliaries"] and word != "who" else told
            continue
        if word in words.grammar["joins"]:
            joined = True
            continue
        if word in words.grammar["ends"] and n - last > 0 and not joined:
            return None
        if word in words.does or (word in words.grammar["stops"] and not joined):
            return None
        if not joined and n - last > REACH:
            return None
    return None


def _is_noun(found: Sequence[Token], place: int) -> bool:
    """'Relatives of the missing', 'the missing students': others than those counted; but not 'are among the dead'."""
    before = [t.words.lower() for t in found[max(0, place - 2) : place]]
    return before[-1:] == ["the"] and before[:-1] != ["among"]


def _is_passive(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a form of 'be' stands before a verb, adverbs aside: 'had been captured'."""
    before = (t.words for t in found[max(0, place - 2) : place])
    return any(word.lower() in words.grammar["be"] and not word.isupper() for word in before)  # 'IS' is no verb


def _is_active(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """Whether a word of what became of people is a verb with an object here: 'six men killed 12', 'shots that killed
    Brown'."""
    word = found[place].words
    verb = word.lower() in words.does or word.lower() in words.became
    if not verb or _is_passive(found, place, words) or place + 1 >= len(found):
        return False
    behind = found[place + 1]
    name = behind.kind == "word" and behind.words[0].isupper() and not word.isupper()
    told = behind.words.lower(), " ".join(t.words.lower() for t in found[place + 1 : place + 3])
    unit = words.units.get(found[place + 2].words.lower()) if place + 2 < len(found) else None
    if unit and unit[0] is Counted.DURATION:
        return False  # 'kidnapped six months ago'
    return name or behind.kind == "digits" or bool(words.grammar["objects"] & {*told}) or _is_number(told[0], words)


def _is_caught_in(found: Sequence[Token], place: int, words: Lexicon) -> bool:
    """'Ten civilians were caught in the crossfire' and '... did not get caught' arrest nobody."""
    if found[place].words.lower() not in words.grammar.get("caught", ()):
        return False
    behind = [t.words.lower() for t in found[place + 1 : place + 3]]
    if any(t.words.lower() in ("not", "never") for t in found[max(0, place - 2) : place]):
        return True
    return bool(words.grammar["caught_in"] & {*behind[:1], " ".join(behind)})


def _has_object(found: Sequence[Token], place: int, last: int, inside: Sequence[str], words: Lexicon) -> bool:
    """Whether a verb right before a number has it as its object. 'Caught 12 fish' arrests nobody, and who 'claimed 12 men
    had been caught' speaks: `inside` and `last` are the words of the counted phrase, and the place behind it."""
    verb = found[place].words.lower()
    if verb in words.grammar.get("caught", ()):
        return not words.nouns.keys().isdisjoint(inside)
    if verb in words.grammar.get("claims", ()) and words.grammar["claimed"].isdisjoint(inside):
        behind = [t.words.lower() for t in found[last : last + 3]]
        return words.grammar["auxiliaries"].isdisjoint(behind) and _predicate(found, last, words) is None
    return True


def _is_number(word: str, words: Lexicon) -> bool:
    return word in words.grammar["numbers"] or word in words.numerals or word in words.magnitudes


def _before(found: Sequence[Token], place: int, words: Lexicon, inside: Sequence[str]) -> Counted | None:
    """'killing 26', 'the deaths of 26', 'the death toll rose to 26', 'the number of dead ... now stood at 23'."""
    steps, reached, clause = 0, False, ""  # `clause`: 'be', then ',' once a form of 'be' and a comma before it are passed
    for n in range(place - 1, max(-1, place - 1 - 2 * REACH), -1):
        token = found[n]
        word = token.words.lower()
        if token.words in ".;:!?|" or word in words.grammar["stops"]:
            return None
        if token.kind == "digits" and not reached:
            if not (n and found[n - 1].words.lower() == "from" and found[n + 1].words.lower() == "to"):
                return None
            continue  # 'the toll rose from 26 to 238'
        if token.kind == "sign":
            clause = "," if word == "," and clause else clause
            continue
        clause = clause or ("be" if word in words.grammar["be"] else "")
        if word in words.grammar.get("claims", ()):
            if words.grammar["claimed"] & {t.words.lower() for t in found[n + 1 : place]}:
                return words.does[word]
            return None
        if word in words.grammar.get("caught", ()) and words.nouns.keys().isdisjoint(inside):
            return None
        if word in words.does and clause != "," and steps <= 4 and not _is_passive(found, n, words):
            return words.does[word]
        if words.of.get(word) is Counted.PEOPLE:
            if word in words.places and found[place - 1].words.lower() not in ("of", "to"):
                return None
            if steps == 0 and n < place - 1:
                return Counted.PEOPLE
            steps += 1
            continue
        if word in words.of and (reached or steps <= 2 or n == place - 1):
            return words.of[word]
        if word in words.grammar["rises"] and steps <= 1:
            reached = True
        elif word not in words.grammar["skips"] and word not in words.grammar["reaches"]:
            steps += 1
        if steps > (9 if reached else 5):
            return None
    return None
