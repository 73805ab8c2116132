"""Figures in a text: numbers with their hedges, what they count, of whom, and which is a part of which.

`quantities(text)` reads the sentences of a text one by one. A figure is a number that measures or counts: ordinals, years,
dates, times of day and numbers within names are none; 'nobody was killed' is one of 0. `Quantity.attribution` and
`Quantity.at` are left to who knows the document. 'Doubled' tells no value and gives no Quantity.
"""

from sayso.quantities.reading import hedge_class, quantities

__all__ = ["hedge_class", "quantities"]
