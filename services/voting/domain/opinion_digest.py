"""Deliberation opinions compiled for the presidium: by candidate, and on the list as a whole (Y-037, B-032)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from services.voting.domain.blocks import Block, heading, paragraph, table
from services.voting.domain.candidates import Candidate
from services.voting.domain.opinions import DeliberationOpinion
from shared.kernel.clock import day_in_words

_NUMBER = re.compile(r"(\d+)")
_HEADER = ("提出单位", "日期", "意见")
WHOLE_LIST = ""
"""The candidate of an opinion on the whole list."""


def digest_blocks(
    opinions: Sequence[DeliberationOpinion], candidates: Sequence[Candidate], units: Mapping[str, str]
) -> list[Block]:
    """Every opinion once, below what it is about, in the list's order; ``units`` names units that are codes."""
    said = {each.candidate for each in opinions} - {WHOLE_LIST}
    groups = len({each.unit for each in opinions})
    blocks = [
        paragraph(
            f"{groups}个单位提出审议意见{len(opinions)}条，涉及候选项目{len(said)}件，"
            f"其中对名单的总体意见{sum(each.candidate == WHOLE_LIST for each in opinions)}条。"
        )
    ]
    about = [
        *((each.code, f"{each.code} {each.name}") for each in candidates),
        (WHOLE_LIST, "对名单的总体意见"),
    ]
    known = {code for code, _name in about}
    # An earlier version of the list may have had a candidate that is no longer on it; what was said stays.
    about += [(code, f"{code}（已不在名单）") for code in sorted(said - known)]
    for code, name in about:
        found = sorted((each for each in opinions if each.candidate == code), key=_place)
        if found:
            rows = [
                [units.get(each.unit, each.unit), day_in_words(each.given_on), each.text] for each in found
            ]
            blocks += [heading(f"{name}（{len(found)}条）"), table(_HEADER, rows)]
    silent = [f"{each.code} {each.name}" for each in candidates if each.code not in said]
    if silent:
        blocks += [heading("没有提出意见的候选项目"), paragraph("、".join(silent))]
    return blocks


def _place(opinion: DeliberationOpinion) -> list[str | int]:
    """Units in the order of their numbers: the tenth after the second."""
    return [int(part) if part.isdecimal() else part for part in _NUMBER.split(opinion.unit)]
