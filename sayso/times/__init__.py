"""When: expressions of time in a text, resolved against a reference date that the caller gives.

`moments(text, reference)` gives each expression with the days that it covers. The caller says what the reference is (the
day of publication for the outlet's own words, the day of speaking for a quotation) and which clock the Moment belongs to:
when it happened, was said, or was published. What the words do not tell stays None.
"""

from sayso.times.expressions import Expression, expressions
from sayso.times.resolve import moment, moments

__all__ = ["Expression", "expressions", "moment", "moments"]
