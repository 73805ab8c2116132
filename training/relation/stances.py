"""Natural pairs from FNC-1: where two articles take sides on one headline, what they say of it clashes or agrees.

Only stories that `train.jsonl` or `written.jsonl` quotes are mined, and none that `dev.jsonl` quotes: the others are kept
for the final measure. A story is what hangs together by headlines that a body agrees with, disagrees with or discusses.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from training.relation.data import AGAINST, ENTAILED, NEUTRAL, Pair

DENIAL = re.compile(
    r"\b(not|n't|no|never|den(y|ie[ds]|ying)|hoax|fake[ds]?|false|untrue|debunk\w*|satir\w*|rumou?rs?|made up|fabricat\w*|"
    r"refut\w*|dismiss\w*|incorrect|bogus|stag(ed|ing)|prank|hoaxes|wrong|mistaken|unconfirmed|doubt\w*|skeptic\w*)\b",
    re.IGNORECASE,
)
AT_MOST = 45
"""Pairs of one kind that one story gives: a few stories hold half of all headlines."""
SHORT, LONG = 5, 60
"""Words of a sentence that is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A body's sentences, the headlines by stance, and its story."""

    sentences: list[str]
    story: str
    heads: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def stances(
    folder: Path, train: Sequence[Pair], written: Sequence[Pair], dev: Sequence[Pair]
) -> tuple[list[Pair], dict[str, str]]:
    """Mined pairs, and the story of each sentence of `train` and `written` that an article holds."""
    csv.field_size_limit(sys.maxsize)
    with open(folder / "train_bodies.csv", encoding="utf-8", newline="") as file:
        bodies = {row["Body ID"]: row["articleBody"] for row in csv.DictReader(file)}
    with open(folder / "train_stances.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Stance"] != "unrelated"]
    story = stories(rows)
    where = {name: held_by(bodies, pairs) for name, pairs in (("train", train), ("written", written), ("dev", dev))}
    barred = {story[b] for found in where["dev"].values() for b in found if b in story}
    seen = {story[b] for name in ("train", "written") for found in where[name].values() for b in found if b in story}
    articles = {
        b: Article(sentences=split(text), story=story[b])
        for b, text in bodies.items()
        if b in story and story[b] in seen - barred
    }
    for row in rows:
        if row["Body ID"] in articles:
            articles[row["Body ID"]].heads[row["Stance"]].append(row["Headline"])
    story_of = {
        text: story[found[0]]
        for name in ("train", "written")
        for text, found in where[name].items()
        if found and found[0] in story
    }
    return list(mined(articles)), story_of


def stories(rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """Body to story: bodies that share a headline, or headlines that share a body, are of one story."""
    parent: dict[str, str] = {}

    def top(x: str) -> str:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for row in rows:
        one, other = top(row["Body ID"]), top("h " + row["Headline"])
        parent[max(one, other)] = min(one, other)
    return {row["Body ID"]: "fnc " + top(row["Body ID"]) for row in rows}


def held_by(bodies: dict[str, str], pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """Sentence to the bodies that hold it, by letters and digits alone."""
    plain = {b: letters(text) for b, text in bodies.items()}
    texts = sorted({text for p in pairs for text in (p.a, p.b)})
    return {
        text: [b for b, body in plain.items() if wanted in body]
        for text, wanted in zip(texts, map(letters, texts), strict=True)
    }


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def split(text: str) -> list[str]:
    found = re.split(r"(?<=[.!?])[\"”’]?\s+(?=[\"“‘A-Z0-9])|\n+", text)
    return [s.strip() for s in found if s and SHORT <= len(s.split()) <= LONG]


def words(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[a-z0-9]+", text.lower()) if len(w) > 3 or w.isdigit()}


def about(article: Article, headline: str, denying: bool) -> str | None:
    """The sentence of an article that has most of a headline's words; one that denies, or one that does not."""
    wanted = words(headline)
    best, most = None, 2
    for sentence in article.sentences:
        if bool(DENIAL.search(sentence)) == denying and (shared := len(words(sentence) & wanted)) > most:
            best, most = sentence, shared
    return best


def mined(articles: dict[str, Article]) -> Iterator[Pair]:
    by_story: dict[str, list[Article]] = defaultdict(list)
    for article in articles.values():
        by_story[article.story].append(article)
    rng = random.Random(1)
    for story, group in sorted(by_story.items()):
        for right, found in (
            (AGAINST, clashing(group)),
            (ENTAILED, agreeing(group)),
            (NEUTRAL, aside(group, rng)),
        ):
            pairs = sorted({tuple(sorted(p)) for p in found if p[0] and p[1] and letters(p[0]) != letters(p[1])})
            rng.shuffle(pairs)
            for a, b in pairs[: AT_MOST if right == AGAINST else AT_MOST // 3]:
                yield Pair(a=a, b=b, right=right, family="stances", story=story)


def clashing(group: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Headlines that one body takes different sides on; a headline against the body's denial; bodies on either side."""
    for article in group:
        agreed = article.heads["agree"]
        for against in article.heads["disagree"]:
            yield from ((against, head) for head in agreed)
            if denial := about(article, against, True):
                yield against, denial
    believed = [(head, a) for a in group for head in a.heads["agree"]]
    denied = [(head, a) for a in group for head in a.heads["disagree"]]
    for head, disbeliever in denied:
        denial = about(disbeliever, head, True)
        for same, believer in believed:
            if same == head and denial and (claim := about(believer, head, False)):
                yield claim, denial


def agreeing(group: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Headlines that one body agrees with; a headline and what the body says of it."""
    for article in group:
        heads = article.heads["agree"]
        yield from ((a, b) for i, a in enumerate(heads) for b in heads[i + 1 :] if len(words(a) & words(b)) > 2)
        for head in heads:
            if claim := about(article, head, False):
                yield head, claim


def aside(group: Sequence[Article], rng: random.Random) -> Iterator[tuple[str, str]]:
    """Sentences from deep in two articles of one story, with little in common."""
    deep = [(n, s) for n, a in enumerate(group) for s in a.sentences[3:]]
    for _ in range(min(30, len(deep))):
        (n, a), (m, b) = rng.choice(deep), rng.choice(deep)
        if n != m and len(words(a) & words(b)) <= 2:
            yield a, b
