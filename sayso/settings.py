"""What a user can set, as one frozen value that travels whole through the pipeline."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sayso.errors import InputError
from sayso.read import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a pile is read.

    `limits`: what is too large to be read. `include_boilerplate`: look for attributions in bylines, newsletter boxes
    and comment forms too. `workers`: processes that work at once; with 1 all happens in this process, on all cores.
    """

    limits: Limits = field(default_factory=Limits)
    include_boilerplate: bool = False
    workers: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 256:
            raise InputError(f"workers must be from 1 to 256, not {self.workers}")

    @property
    def as_stored(self) -> str:
        """The settings that change what is found in a Document, as JSON: kept in the case beside the findings."""
        return json.dumps({"include_boilerplate": self.include_boilerplate}, sort_keys=True)
