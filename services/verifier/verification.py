"""A whole vote: every check, in the order in which a reader of the archive meets its subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from services.verifier import archive, opening, pairs
from services.verifier.ballots import Booth
from services.verifier.chain import Chain, Event, link
from services.verifier.counting import Counted, count
from services.verifier.findings import Broken, Finding, require
from services.verifier.membership import all_members, subset_products
from services.verifier.questions import Election, read_election
from services.verifier.strict import listed, parse, residue
from services.verifier.trustees import Trustees, read_trustees

_HEAD = re.compile(r"[0-9a-f]{64}", re.ASCII)

PAIR_PROOFS = "成对证明（没有人同时赞成又反对同一项目）"


@dataclass(frozen=True)
class Request:
    """What to verify, and against what.

    ``against`` are earlier copies of the archive, ``heads`` chain heads that were shown; ``unfinished`` accepts a vote
    that is not declared yet, ``format_only`` leaves the pair proofs out. ``processes`` is the number of processes, by
    default that of the processors.
    """

    path: Path
    against: Sequence[Path] = ()
    heads: Sequence[str] = ()
    format_only: bool = False
    unfinished: bool = False
    processes: int | None = None


@dataclass
class Report:
    """What was found. ``findings`` is empty when everything holds; otherwise its first is the first broken thing.

    What was not read, because something before it is broken, is ``None`` or empty. ``trustees`` has for each party
    number, threshold and code (``trustees.Party``); ``abstained`` the abstentions on each project of a project vote.
    """

    findings: list[Finding] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    stage: str = ""
    head: str = ""
    uuid: str = ""
    name: str = ""
    fingerprint: str = ""
    issued: int | None = None
    ballots: int | None = None
    trustees: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    result: list[list[int]] | None = None
    abstained: list[int] | None = None
    trackers: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not self.findings

    def as_record(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"holds": self.holds, **asdict(self)}


def verify(request: Request) -> Report:
    """Every check; what is broken stands in the report."""
    report = Report()
    try:
        chain = link(archive.read(request.path))
        report.stage, report.head = chain.stage, chain.head
        _check_past(chain, request)
        require(
            request.unfinished or chain.stage == "declared",
            "chain.unfinished",
            "存档没有结果：投票尚未公布结果，或结果被删去。",
            chain.events[-1].where,
        )
        _check_vote(chain, request, report)
    except Broken as broken:
        report.findings.append(broken.finding)
    return report


def _check_past(chain: Chain, request: Request) -> None:
    """That this chain goes on from what was seen before (a server could rewrite a whole chain)."""
    for path in request.against:
        earlier = link(archive.read(path)).names
        for number, (was, now) in enumerate(zip(earlier, chain.names, strict=False)):
            require(
                was == now,
                "against.differs",
                f"与较早的存档 {path.name} 不一致：第{number}个事件已被改动或删去。",
                f"{was}.event.json",
            )
        require(
            len(earlier) <= len(chain.names),
            "against.shorter",
            f"比较早的存档 {path.name} 少了事件。",
            path.name,
        )
    for head in request.heads:
        bare = "".join(head.split()).lower()
        require(
            bool(_HEAD.fullmatch(bare)), "head.malformed", "链头应当是 64 位十六进制数，请核对。", bare[:64]
        )
        require(bare in chain.names, "head.missing", "公示过的链头不在这份存档的事件链中。", bare)


def _check_vote(chain: Chain, request: Request, report: Report) -> None:
    election, trustees, credentials = _set_up(chain, report)
    ballots = chain.of("Ballot")
    report.issued, report.ballots = len(credentials), len(ballots)
    booth = Booth(election, credentials, _pairs(election, request, report))
    counted = count(booth, ballots, request.processes)
    report.trackers = [ballot.tracker for _, ballot in counted.ballots]
    report.findings += counted.broken
    report.findings += _left_over(booth, counted, pairs.beside(request.path).name)
    if report.findings:
        return
    for event in chain.of("EncryptedTally"):
        opening.check_tally(event, counted.sums, len(ballots))
    partial = chain.of("PartialDecryption")
    if not partial:
        return
    _check_opening(partial, chain.of("Result"), election, trustees, counted, report)


def _set_up(chain: Chain, report: Report) -> tuple[Election, Trustees, frozenset[str]]:
    (event,) = chain.of("Setup")
    where = event.where
    election = read_election(event.parts["election"], f"{where}：election")
    report.uuid, report.name, report.fingerprint = election.uuid, election.name, election.fingerprint
    report.questions = [asdict(each) for each in election.questions]
    trustees = read_trustees(event.parts["trustees"], f"{where}：trustees")
    report.trustees = [each.as_record() for each in trustees.parties]
    require(election.public_key == trustees.key, "election.key", "投票的公钥不是监票人共同的公钥。", where)
    return election, trustees, _credentials(event.parts["credentials"], f"{where}：credentials")


def _credentials(content: bytes, where: str) -> frozenset[str]:
    values = listed(parse(content, where), where)
    members = all_members([subset_products([residue(each, where) for each in values])])
    require(members, "credentials.not-member", "凭证不属于约定的群。", where)
    require(values == sorted(set(values)), "credentials.order", "凭证应当各不相同，并按序排列。", where)
    return frozenset(values)


def _pairs(election: Election, request: Request, report: Report) -> dict[str, pairs.PairProofs] | None:
    if not election.is_project_vote:
        return None
    if request.format_only:
        report.skipped.append(PAIR_PROOFS)
        return None
    return pairs.read(pairs.beside(request.path))


def _left_over(booth: Booth, counted: Counted, name: str) -> Iterable[Finding]:
    if booth.pairs is None or counted.broken:
        return
    for tracker in booth.pairs.keys() - {ballot.tracker for _, ballot in counted.ballots}:
        yield Finding("pairs.unknown", "成对证明文件里有不属于任何选票的一行。", f"{name}：{tracker}")


def _check_opening(
    partial: Sequence[Event],
    declared: Sequence[Event],
    election: Election,
    trustees: Trustees,
    counted: Counted,
    report: Report,
) -> None:
    factors = opening.check_decryptions(partial, election, trustees, counted.sums, complete=bool(declared))
    for event in declared:
        report.result = opening.check_result(
            event, election, counted.sums, factors, trustees, len(counted.ballots)
        )
        if election.is_project_vote:
            number = len(counted.ballots)
            report.abstained = [number - yes - no for yes, no in zip(*report.result, strict=True)]
