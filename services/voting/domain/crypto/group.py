"""The group BELENIOS-2048: the subgroup of order q of the integers modulo p, written multiplicatively."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from functools import cache

from gmpy2 import invert, mpz, powmod

NAME = "BELENIOS-2048"
P = mpz(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633"
    "13807895840496005438963628979639303877390572280360597374942767137677761889858987273586504908116709931053586778"
    "09800307904916540637771737641986785272734744763418356000356983051931442845617019110007867373073335641239717328"
    "97913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366"
    "14949100292344434637322214588410058642105024212036543356120132048111885240873107701415166620016231317716937218"
    "9248078507711827842317498073276598828825169183103125680162072880719"
)
G = mpz(
    "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696787996946682"
    "98749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661"
    "21505579709716201616827031288643245666383486363578210615491841998253431518974065818686865115135857641013888221"
    "53960160432288436039309893336627728484065931384060102316750957637779826651036068224066350766977640253462537730"
    "85133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639"
    "858334115700568353695553423781475582491896050296680037745308460627"
)
Q = mpz("78571733251071885079927659812671450121821421258408794611510081919805623223441")


def is_member(value: mpz) -> bool:
    """Whether a number is an element of the group."""
    return bool(0 < value < P) and powmod(value, Q, P) == 1


def is_exponent(value: mpz) -> bool:
    """Whether a number is a reduced exponent."""
    return bool(0 <= value < Q)


def random_exponent() -> mpz:
    """A secret number below q, from the system's generator; never zero."""
    return mpz(secrets.randbelow(int(Q) - 1) + 1)


def hash_to_exponent(prefix: str, elements: Iterable[mpz]) -> mpz:
    """SHA-256 of the prefix and the elements in decimal, separated by commas, read big-endian, modulo q."""
    text = prefix + ",".join(str(each) for each in elements)
    return mpz(int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")) % Q


def product(elements: Iterable[mpz]) -> mpz:
    """The product in the group; of nothing, 1."""
    found = mpz(1)
    for each in elements:
        found = found * each % P
    return found


def inverse(value: mpz) -> mpz:
    """The inverse in the group."""
    return invert(value, P)


WINDOW = 8


class FixedBase:
    """Powers of one base by a table: a thirty-two part product in place of 256 squarings."""

    def __init__(self, base: mpz) -> None:
        self.base = base
        self._table: list[list[mpz]] = []
        step = base
        for _ in range((int(Q).bit_length() + WINDOW - 1) // WINDOW):
            row = [mpz(1)]
            for _ in range((1 << WINDOW) - 1):
                row.append(row[-1] * step % P)
            self._table.append(row)
            step = row[-1] * step % P

    def to(self, exponent: mpz) -> mpz:
        """The base to the power of an exponent, which is taken modulo q."""
        rest = int(exponent % Q)
        found = mpz(1)
        for row in self._table:
            digit = rest & ((1 << WINDOW) - 1)
            if digit:
                found = found * row[digit] % P
            rest >>= WINDOW
        return found


@cache
def generator() -> FixedBase:
    """The generator g, with its table."""
    return FixedBase(G)


def g_to(exponent: mpz) -> mpz:
    """g to the power of an exponent."""
    return generator().to(exponent)
