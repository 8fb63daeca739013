"""A session of a body, played through the operations of voting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from services.demo.patterns import Votes, ballot_patterns
from shared.contracts import voting
from shared.contracts.operation import Operation
from shared.kernel.identity import new_id
from shared.persistence.platform_tables import OUTBOX
from shared.tenancy.roles import Role
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import rulebook

DAY = "2024-02-29"
SCRUTINEERS = ["总监票人", "监票人01", "监票人02"]


class Hall:
    """One tenant's body in session; every act goes through the contract, as an account with the right role."""

    def __init__(
        self,
        suite: CallingSuite,
        tenant: str,
        *,
        rules: Mapping[str, Any],
        in_office: int,
        codes: list[str],
        delegations: list[int] | None = None,
        presidium: int = 31,
        body: str = "congress",
        uncited: tuple[str, ...] = (),
    ) -> None:
        self.suite = suite
        self.tenant = tenant
        self.in_office = in_office
        self.codes = codes
        self.presidium = presidium
        self.body = body
        self.day = DAY
        self.cycle_id = suite.open_cycle(tenant=tenant, rulebook=_rulebook(rules, uncited))
        self.sizes = delegations or []
        self.accounts: dict[str, str] = {}
        self.session_id = ""
        self.measure_id = ""
        self.vote_id = ""
        self.snapshot_id = self.snapshot()
        self.freeze(1)

    @property
    def seats(self) -> list[str]:
        """The codes of the deputies in office."""
        return [f"代表{number:03}" for number in range(1, self.in_office + 1)]

    def _delegation_of_each_seat(self) -> list[int]:
        sizes = self.sizes or [self.in_office]
        return [number for number, size in enumerate(sizes, 1) for _ in range(size)]

    def call(
        self, operation: Operation, role: Role = Role.CONGRESS_CLERK, /, who: str = "clerk", **body: Any
    ) -> Any:
        """Call an operation, as that account."""
        return self.suite.call(operation, body, tenant=self.tenant, role=role, actor_id=who, pump=False)

    def snapshot(self) -> str:
        """Congress fixes the roll."""
        snapshot_id = new_id()
        self._fact(
            "congress.roll_snapshotted",
            {
                "snapshot_id": snapshot_id,
                "cycle_id": self.cycle_id,
                "body": self.body,
                "body_name": "甲县人民代表大会",
                "taken_on": "2024-02-26",
                "legal_number": self.in_office + 3,
                "in_office": self.in_office,
                "delegations": [
                    {"code": f"{n}团", "name": f"第{n}代表团", "number": size}
                    for n, size in enumerate(self.sizes, 1)
                ],
                "presidium_members": self.presidium,
                "seats": [
                    {"code": code, "delegation": f"{delegation}团"}
                    for code, delegation in zip(self.seats, self._delegation_of_each_seat(), strict=True)
                ],
            },
        )
        return snapshot_id

    def freeze(self, version: int) -> None:
        """Screening freezes the list, or freezes it anew."""
        candidates = [
            {
                "candidate_id": f"candidate-{code}",
                "code": code,
                "name": f"项目{code}",
                "content": "建设内容",
                "implementer": "县教体局",
                "investment_fen": 2650_000_000,
                "funding_source": "县级财政",
                "period": "3-12月",
                "requirements": "",
                "suggestion_ids": [],
            }
            for code in self.codes
        ]
        self._fact(
            "screening.list_frozen",
            {
                "list_id": "list-1",
                "cycle_id": self.cycle_id,
                "track": "congress" if self.body == "congress" else self.body,
                "body": "congress" if self.body == "congress" else "street_assembly",
                "body_name": "甲县人民代表大会",
                "list_version": version,
                "digest": f"{version}" * 64,
                "frozen_on": "2024-01-24",
                "reason": "" if version == 1 else "采纳审议意见",
                "candidates": candidates,
            },
        )

    def _fact(self, event: str, payload: dict[str, Any]) -> None:
        self.suite.deliver({"event": event, "message_id": new_id(), "tenant": self.tenant}, payload)

    def open(self) -> None:
        """Open the session and table the list."""
        opened = self.call(
            voting.OPEN_SESSION,
            snapshot_id=self.snapshot_id,
            title="甲县（演示）人民代表大会会议",
            organ="甲县（演示）人民代表大会主席团",
        )
        self.session_id = opened["id"]
        lists = self.call(voting.LIST_CANDIDATE_LISTS, cycle_id=self.cycle_id)["items"]
        self.step(voting.TABLE_CANDIDATES, list_id=lists[0]["id"], held_on="2024-01-24")

    def step(self, operation: Operation, **body: Any) -> Any:
        """A step of the session."""
        return self.call(operation, session_id=self.session_id, **{"held_on": self.day, **body})

    def hands(self, yes: int, no: int = 0, abstain: int = 0) -> dict[str, int]:
        """A show of hands."""
        return {"yes": yes, "no": no, "abstain": abstain}

    def convene(self, present: int) -> None:
        """Everything of a congress before its first plenary."""
        self.open()
        yes = {"present": self.presidium, **self.hands(self.presidium)}
        self.step(voting.RECORD_MEETING, step="credentials")
        self.step(voting.OPEN_SITTING, step="sign_in", present=present)
        self.step(voting.RECORD_MEETING, step="preparatory", hands=self.hands(present))
        self.step(voting.RECORD_MEETING, step="presidium_1", hands=yes)
        self.step(voting.DISTRIBUTE_PAPERS, copies=self.in_office)
        self.step(voting.OPEN_SITTING, step="first_plenary", present=present)

    def deliberate(self, units: list[str]) -> None:
        """The briefing, deliberation and what the presidium makes of it."""
        codes = [f"{n}团" for n in range(1, len(self.sizes) + 1)]
        self.step(voting.RECORD_BRIEFING, speaker="常务副县长", delegations=codes)
        opinion = {"unit": units[0], "candidate": self.codes[0], "text": "增加3个村管网接户"}
        self.step(voting.RECORD_DELIBERATION, units=units, opinions=[opinion])

    def second_plenary(self, present: int) -> None:
        """The second presidium meeting and the second plenary's sign-in."""
        yes = {"present": self.presidium, **self.hands(self.presidium)}
        self.step(voting.RECORD_MEETING, step="presidium_2", hands=yes)
        self.step(voting.OPEN_SITTING, step="second_plenary", present=present)

    def draft(self, quota: int) -> None:
        """The measure is drafted."""
        sections = {"deliberation": "酝酿讨论", "differential": "差额票决", "publicity": "全面公开"}
        drafted = self.call(voting.DRAFT_MEASURE, session_id=self.session_id, quota=quota, sections=sections)
        self.measure_id = drafted["id"]

    def adopt_measure(self, yes: int, no: int, abstain: int) -> Any:
        """The measure is voted on by show of hands."""
        return self.call(
            voting.VOTE_ON_MEASURE, measure_id=self.measure_id, held_on=DAY, **self.hands(yes, no, abstain)
        )

    def elect_scrutineers(self, present: int) -> None:
        """The scrutineers are elected by show of hands."""
        self.step(
            voting.ELECT_SCRUTINEERS,
            declared=True,
            chief=self.scrutineer(SCRUTINEERS[0]),
            members=[self.scrutineer(title) for title in SCRUTINEERS[1:]],
            **self.hands(present),
        )

    def scrutineer(self, title: str) -> dict[str, str]:
        """A scrutineer as elected, with the account that acts for them, if any."""
        return {"title": title, "account": self.accounts.get(title, "")}

    def seal(self) -> Any:
        """The boxes: one, or one for each delegation."""
        boxes = [{"code": f"{n}团", "name": f"第{n}票箱"} for n in range(1, len(self.sizes) + 1)]
        done = self.step(voting.SEAL_BOXES, boxes=boxes or [{"code": "main", "name": "会场票箱"}])
        self.vote_id = done["id"]
        return done

    def act(
        self, operation: Operation, role: Role = Role.CONGRESS_CLERK, /, who: str = "clerk", **body: Any
    ) -> Any:
        """Something done in the vote."""
        return self.call(operation, role, who=who, vote_id=self.vote_id, **{"held_on": self.day, **body})

    def issue_and_return(self, issued: int, returned: int) -> Any:
        """Ballots out, ballots back, the vote declared valid where it is."""
        per_box = [{"code": "main", "issued": issued}]
        if self.sizes:
            left, per_box = issued, []
            for number, size in enumerate(self.sizes, 1):
                per_box.append({"code": f"{number}团", "issued": min(size, left)})
                left -= min(size, left)
        self.act(voting.ISSUE_BALLOTS, boxes=per_box)
        done = self.act(voting.RECORD_RETURN, returned=returned, returned_again=returned)
        if done["stands"]:
            self.act(voting.DECLARE_VALID)
        return done

    def enter(self, desk: str, patterns: list[dict[str, Any]], teller: str) -> Any:
        """One teller's entry."""
        return self.act(voting.ENTER_BALLOTS, Role.TELLER, who=teller, desk=desk, patterns=patterns)

    def count(self, patterns: list[dict[str, Any]]) -> None:
        """Both tellers enter the same, and every scrutineer signs."""
        assert not self.enter("first", patterns, "teller-1")["both_entered"]
        assert self.enter("second", patterns[::-1], "teller-2")["agreed"]
        self.sign()

    def sign(self) -> Any:
        """Every scrutineer signs, with an account of one's own where there is one."""
        if not self.accounts:
            return self.act(voting.SIGN_COUNT, Role.SCRUTINEER, scrutineers=SCRUTINEERS)
        for each in SCRUTINEERS:
            done = self.act(voting.SIGN_COUNT, Role.SCRUTINEER, who=self.accounts[each], scrutineers=[each])
        return done

    def ballot(self, totals: Mapping[str, Votes], present: int, most: int, bad: list[dict[str, Any]]) -> None:
        """A whole round in which everybody present votes; ``bad`` ballots are invalid."""
        self.seal()
        self.issue_and_return(present, present)
        self.count([*ballot_patterns(totals, present - len(bad), most), *bad])

    def publish(self) -> None:
        """Confirmed by the presidium, declared in plenary, announced."""
        members = self.presidium or 5
        self.act(voting.CONFIRM_RESULT, members=members, present=members, **self.hands(members))
        self.act(voting.DECLARE_RESULT)

    def vote(self, role: Role = Role.CONGRESS_CLERK) -> Any:
        """The vote as that role sees it."""
        return self.call(voting.GET_VOTE, role, vote_id=self.vote_id)

    def to_boxes(self, present: int, quota: int, units: list[str] | None = None) -> None:
        """A congress up to its sealed boxes, with everybody in favour."""
        self.convene(present)
        self.deliberate(units or ["第一组"])
        self.second_plenary(present)
        self.draft(quota)
        self.adopt_measure(present, 0, 0)
        self.elect_scrutineers(present)

    def emitted(self, event: str) -> list[dict[str, Any]]:
        """The payloads of an event that voting published for this tenant."""
        with self.suite.relays["voting"].begin() as database:
            rows = database.execute(
                sa.select(OUTBOX).where(OUTBOX.c.tenant_id == self.tenant).order_by(OUTBOX.c.seq)
            ).all()
        return [row.payload for row in rows if row.headers["event"] == event]


def _rulebook(rules: Mapping[str, Any], uncited: tuple[str, ...]) -> dict[str, Any]:
    """A rulebook in which every value is cited but those of ``uncited``."""
    data = rulebook(rules).to_data()
    for rule in data["rules"]:
        if rule["key"] in uncited:
            rule.pop("cite")
    return data
