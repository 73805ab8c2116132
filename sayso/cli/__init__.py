"""The commands: `group.py` reads and shows a case, the others a part of it each."""

from __future__ import annotations

from sayso.cli.group import main

__all__ = ["main"]
