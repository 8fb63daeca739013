"""How an organ is called by its full name.

Rules name the organs of a place without the place (区人大常委会, 街道办事处), since one set of rules serves many; a paper
names them in full.
"""

from __future__ import annotations

import re

_OF_THE_SAME_LEVEL = ("同级", "本级")
_SHORTEST_WORD = 2


def organ_of(place: str, organ: str) -> str:
    """The organ of a place: 阳阿镇（演示） and 镇人大主席团 make 阳阿镇（演示）人大主席团; a full name stays as it is."""
    bare = place.partition("（")[0]
    if bare and organ.startswith(bare):
        return organ
    for word in _OF_THE_SAME_LEVEL:
        organ = organ.removeprefix(word)
    shared = next((size for size in range(len(organ), 0, -1) if bare.endswith(organ[:size])), 0)
    return place + organ[shared:]


def organ_beside(known: str, organ: str) -> str:
    """The organ of the place that another organ's full name tells: 某街道议事代表会 and 街道办事处 make 某街道办事处.

    Where the name tells no such place the organ stands as it is.
    """
    for size in range(len(organ) - 1, _SHORTEST_WORD - 1, -1):
        found = re.search(re.escape(organ[:size]) + "(（[^）]*）)?", known)
        if found:
            return known[: found.end()] + organ[size:]
    return organ
