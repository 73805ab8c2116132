"""Origins: how many independent voices stand behind a group of attributions, and how that came about.

`origins` is the only place where independence is counted. It fails closed: what cannot be shown to be apart is one, and
what nobody names adds nothing (docs/decisions/0110-origins.md and 0190-no-second-origin-by-default.md).
"""

from sayso.origins.count import Heard, origins, root

__all__ = ["Heard", "origins", "root"]
