"""Charts of a brief: what each one shows is laid out here, the charting library draws it, `ink.py` alone knows the library.

`figures.py`: figures over time by source. `sides.py`: who stands on which side of the conflicts. `events.py`: the days on
which things happened and on which they were told. `letters.py`: the letters by which all of them name a source.
"""
