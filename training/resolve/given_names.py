"""Writes sayso/data/names_given.toml: given names and the gender that they usually tell.

    python training/resolve/given_names.py dist.female.first dist.male.first > sayso/data/names_given.toml

The two inputs are the U.S. Census Bureau's "Frequently Occurring First Names" of 1990 (name, share in percent, cumulative
share, rank), a work of the U.S. government and so in the public domain; the `names` package carries them unchanged.
A name goes to the gender that holds at least four fifths of its bearers, to `any` otherwise. Names that are everyday words
or surnames far more often than given names are left out by hand: in a newspaper 'Long' and 'See' are no first names.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

LEFT_OUT = set(
    """
    an so see man my many much long love joy so le ha my young king prince major dean royal season sunday precious
    bay bee bell berry blossom china asia america india paris london berlin georgia carolina virginia florida dakota
    cherry chance charity christian august april june may august star sun sky summer winter autumn dawn rain easter
    golden green gray grey brown black white rich rose ruby iron stone son sang short ok in it do be me the hope faith
    grace will mark bill pat sue drew rob art gene page case price power chase honey queen princess lady lord doctor
    early fair fairy loan wan see sunny sage sterling noble forest field lake hill dale lane park brook river ocean
    holly ivy jasmine kitty lavender magnolia marvel melody mercy merry mercedes modesty myrtle olive pansy pearl peg
    penny petal pleasure prudence rocky rusty sandy shad tawny temple tiny treasure trinity tulip velvet violet wonder
    chi dong hang hong hung jung kim lan lee ling ming qi sung tam tang tu van von yan yen yi yong young yu
    houston austin dallas jackson lincoln washington jefferson kent york chester lancaster columbus cleveland denver
    miami phoenix sydney savannah santiago jordan israel kenya trinidad
    numbers ivory merrill lynch chase ward reed wells fargo ford morgan stanley cruz chung
    """.split()
)
# ... although these are more often people than things when they stand before a capitalised word
KEPT = {
    "will",
    "mark",
    "bill",
    "pat",
    "sue",
    "drew",
    "rob",
    "art",
    "gene",
    "christian",
    "grace",
    "hope",
    "faith",
    "rose",
    "ruby",
    "virginia",
    "june",
    "april",
    "chase",
    "holly",
    "ivy",
    "penny",
    "sandy",
    "violet",
    "pearl",
    "olive",
    "kim",
    "lee",
    "jordan",
    "austin",
    "jackson",
    "sydney",
    "jasmine",
    "dale",
    "dean",
    "chester",
    "stanley",
    "morgan",
    "reed",
    "carolina",
    "georgia",
}
ONE_SIDED = 0.8


def read(path: str) -> dict[str, float]:
    shares = {}
    for line in Path(path).read_text(encoding="ascii").splitlines():
        name, share = line.split()[:2]
        shares[name.lower()] = float(share)
    return shares


def main() -> None:
    female, male = read(sys.argv[1]), read(sys.argv[2])
    groups: dict[str, list[str]] = {"female": [], "male": [], "any": []}
    for name in sorted(set(female) | set(male)):
        if name in LEFT_OUT - KEPT or len(name) < 2:
            continue
        of_women = female.get(name, 0.0) / (female.get(name, 0.0) + male.get(name, 0.0))
        group = "female" if of_women >= ONE_SIDED else "male" if of_women <= 1 - ONE_SIDED else "any"
        groups[group].append(name)
    print("# Given names and the gender that they usually tell. Written by training/resolve/given_names.py: do not edit.")
    print("# source: U.S. Census Bureau, Frequently Occurring First Names, 1990")
    print("# licence: public domain (a work of the U.S. government)")
    for group, names in groups.items():
        print(f'{group} = """\n' + textwrap.fill(" ".join(names), 118) + '"""')


if __name__ == "__main__":
    main()
