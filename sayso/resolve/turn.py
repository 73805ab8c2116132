"""Who speaks a turn of an interview that no name stands before ('Q:', a dash): the outlet asks, the guest answers."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from sayso.records import Attribution, EntityType, Stance
from sayso.resolve.author import told
from sayso.resolve.phrase import Form, Phrase, parse
from sayso.resolve.scene import Answer, Scene

NOTHING = Phrase(form=Form.NONE, first=-1, last=-1)


@cache
def _labels() -> frozenset[str]:
    """The labels of turns that name nobody: those that `data/layout.en.toml` gives for questions and answers."""
    raw = tomllib.loads(resources.files("sayso").joinpath("data/layout.en.toml").read_text(encoding="utf-8"))
    return frozenset((raw["label"]["asking"] + " " + raw["label"]["answering"]).split())


def is_turn(scene: Scene, attribution: Attribution) -> bool:
    """Whether an attribution is a turn that no name stands before."""
    if attribution.continues or attribution.parent:
        return False
    if not attribution.source:
        return not attribution.cue
    words = [scene.reading.lower[i] for span in attribution.source for i in scene.reading.within(span)]
    cue = [scene.reading.lower[i] for span in attribution.cue for i in scene.reading.within(span)]
    return len(words) == 1 and words[0] in _labels() and cue in ([], [":"])


def find_turn(scene: Scene, attribution: Attribution) -> tuple[Phrase, Answer | None]:
    """The words that name the guest, or the outlet as the Answer; nothing where the Document does not tell them."""
    if attribution.stance is Stance.ASKED:
        return NOTHING, told(scene.outlet, EntityType.ORGANISATION) if scene.outlet else None
    if scene.guest is None or scene.guest.span is None:
        return NOTHING, None
    return parse(scene.reading, scene.cast, (scene.guest.span,)), None
