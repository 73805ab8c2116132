"""Whether a person is 'he' or 'she' to the text: by title, role, given name, the end of the family name, or pronouns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from sayso.resolve.figure import Figure
from sayso.resolve.lexicon import lexicon
from sayso.resolve.names import PERSON, UNCLEAR, Name
from sayso.resolve.reading import Reading

VOTE_REACH = 40  # words after a name in which a pronoun tells of it
PRONOUN_AHEAD = 9  # words: further on, 'he' is as likely somebody else


def settle_genders(reading: Reading, timeline: Sequence[tuple[Name, Figure]]) -> None:
    """Gender by the pronouns that follow a person's name with nobody else named between.

    They settle what the name leaves open, and overrule a given name (not a title) that most of them speak against.
    """
    votes: defaultdict[int, list[str]] = defaultdict(list)
    pronouns = lexicon().pronouns
    for at, (name, figure) in enumerate(timeline):
        if figure.kind != PERSON:
            continue
        later = islice(timeline, at + 1, at + 1 + VOTE_REACH)
        following = next((n for n, f in later if f.kind in (PERSON, UNCLEAR) and f is not figure), None)
        end = following.first if following is not None else len(reading.words)
        for i in range(name.last + 1, min(end, name.last + VOTE_REACH)):
            if reading.sentence[i] - reading.sentence[name.last] > 1:
                break
            kind = pronouns.get(reading.lower[i], "")
            if kind in ("male", "female"):
                votes[figure.number].append(kind[0])
                break
    for figure in {f.number: f for _, f in timeline if f.number in votes}.values():
        told = votes[figure.number]
        if any(n.gender != "?" for n in figure.names):
            continue
        for gender, other in (("m", "f"), ("f", "m")):
            for_it, against = told.count(gender), told.count(other)
            if (figure.gender == "?" and for_it > against) or (
                figure.gender == other and for_it >= 4 and for_it >= 4 * against
            ):
                figure.gender = gender
                break


def gender_of(figure: Figure) -> str:
    """What titles, roles, the given name or the family name's end tell; '?' where nothing does."""
    known = lexicon()
    told = [n.gender for n in figure.names if n.gender != "?"]
    told = told or [known.roles[h] for r in figure.roles for h in r.heads if known.roles.get(h, "?") != "?"]
    if told:
        return max(sorted(set(told)), key=told.count)
    if len(figure.tokens) > 1:
        given = known.given.get(figure.tokens[0], "?") if len(figure.tokens[0]) > 2 else "?"
        given = given if given != "?" or len(figure.tokens) < 3 else known.given.get(figure.tokens[1], "?")
        if given != "?":
            return given
        if figure.tokens[-1].endswith(known.family_female):
            return "f"
        if figure.tokens[-1].endswith(known.family_male):
            return "m"
    return "?"


def gender_ahead(reading: Reading, name: Name) -> str:
    """The gender of a personal pronoun soon after the name in its sentence, if nothing with a capital stands between."""
    return pronoun_ahead(reading, name.last)


def pronoun_ahead(reading: Reading, word: int) -> str:
    """The gender of the personal pronoun soon after the word in its sentence, if nothing with a capital stands between."""
    pronouns = lexicon().pronouns
    for i in range(word + 1, min(word + PRONOUN_AHEAD, len(reading.words))):
        if reading.sentence[i] != reading.sentence[word] or reading.words[i][0].isupper():
            return "?"
        kind = pronouns.get(reading.lower[i], "")
        if kind in ("male", "female"):
            return kind[0]
    return "?"
