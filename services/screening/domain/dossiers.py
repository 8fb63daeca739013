"""A candidate project and its dossier (Y-035, B-031, D-08)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from services.screening.domain.library import check_originals
from services.screening.domain.policy import ScreeningPolicy
from shared.kernel.errors import InvalidInput, Refused

DOSSIER_FIELDS = {
    "name": "name",
    "content": "content",
    "build_content": "content",
    "implementer": "implementer",
    "investment": "investment_fen",
    "funding_source": "funding_source",
    "period": "period",
    "requirements": "requirements",
}
"""The rulebook's words for a dossier's particulars → the candidate's fields; any other stands in ``particulars``."""


class DossierIncomplete(Refused):
    """A particular that the rulebook demands is missing."""

    code = "screening.dossier-incomplete"
    message = "候选项目“{name}”（{code}）材料缺少：{missing}，请补齐后再列入。"


class CodeTwice(InvalidInput):
    """Two candidates have one code."""

    code = "screening.code-twice"
    message = "候选项目编号“{codes}”重复。"


class ItemTwice(InvalidInput):
    """One item of the library stands behind two candidates."""

    code = "screening.item-twice"
    message = "库内项目重复列入候选项目“{codes}”，一个库内项目只能归一个候选项目。"


@dataclass
class Candidate:
    """候选项目 with its dossier; money in fen."""

    candidate_id: str
    code: str
    name: str
    content: str = ""
    implementer: str = ""
    investment_fen: int = 0
    funding_source: str = ""
    period: str = ""
    requirements: str = ""
    item_ids: list[str] = field(default_factory=list)
    suggestion_ids: list[str] = field(default_factory=list)
    particulars: dict[str, str] = field(default_factory=dict)

    def check(self, policy: ScreeningPolicy) -> None:
        """Every particular that the rulebook demands is there; raises ``DossierIncomplete`` naming the rest."""
        missing = [each.name for each in policy.dossier if not self._says(each.code)]
        if not self.name.strip() and all(each.code != "name" for each in policy.dossier):
            missing = ["项目名称", *missing]
        if missing:
            raise DossierIncomplete(
                name=self.name,
                code=self.code,
                missing="、".join(missing),
                citation=policy.citation("dossier"),
            )
        check_originals(self.name, self.suggestion_ids)

    def replaced_by(self, change: Candidate) -> Candidate:
        """The same candidate with another dossier: its identity and where it came from stay."""
        return Candidate(
            **{
                **asdict(change),
                "candidate_id": self.candidate_id,
                "item_ids": list(self.item_ids),
                "suggestion_ids": list(self.suggestion_ids),
            }
        )

    def _says(self, particular: str) -> bool:
        named = DOSSIER_FIELDS.get(particular)
        value = getattr(self, named) if named else self.particulars.get(particular, "")
        return bool(value.strip() if isinstance(value, str) else value)


def check_codes(codes: Sequence[str]) -> None:
    """Raise ``CodeTwice`` naming the codes that occur more than once."""
    twice = sorted(code for code, number in Counter(codes).items() if number > 1)
    if twice:
        raise CodeTwice(codes="、".join(twice))


def check_dossiers(candidates: Sequence[Candidate], policy: ScreeningPolicy) -> None:
    """Codes and library items occur once, and every dossier is complete; raises the first refusal."""
    check_codes([each.code for each in candidates])
    holders: dict[str, str] = {}
    for each in candidates:
        for item_id in each.item_ids:
            if item_id in holders:
                raise ItemTwice(codes=f"{holders[item_id]}、{each.code}")
            holders[item_id] = each.code
        each.check(policy)


def list_digest(list_id: str, track: str, candidates: Sequence[Candidate]) -> str:
    """SHA-256 over the canonical JSON of a list and its dossiers: ``{"list", "track", "candidates"}``, keys
    sorted, no spaces, UTF-8 unescaped; a candidate is the object that the API shows of a frozen version."""
    content = {"list": list_id, "track": track, "candidates": [asdict(each) for each in candidates]}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
