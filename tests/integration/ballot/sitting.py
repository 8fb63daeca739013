"""A township's sitting with an electronic rehearsal, played through the operations of voting."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from services.demo.scrutineer import Machine, machines
from services.voting.board_clock import BoardKeeper
from services.voting.domain.crypto.ballot import Answers, Made, make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election
from services.voting.domain.crypto.reading import read_election, read_sums
from services.voting.domain.crypto.rehearsal import new_uuid
from services.voting.domain.crypto.tally import add_up, partial_decryption
from services.voting.persistence.ballot_box import OPEN_BOARDS
from shared.contracts import voting
from shared.kernel.plain_tar import plain_tar
from shared.tenancy.roles import Role
from tests.integration.voting.hall import SCRUTINEERS, Hall
from tests.support.calling import CallingSuite
from tests.unit.voting.builders import YANGE

CODES = ["Y1", "Y2", "Y3", "Y4", "Y5"]
QUOTA = 4
THRESHOLD = 2


class Sitting:
    """A hall as far as the vote on the scrutineers, with a machine for each of them."""

    def __init__(self, suite: CallingSuite, tenant: str, uncited: tuple[str, ...] = (), **rules: Any) -> None:
        self.hall = Hall(
            suite, tenant, rules={**YANGE, **rules}, in_office=61, codes=CODES, presidium=9, uncited=uncited
        )
        self.hall.accounts = {title: f"account-{number}" for number, title in enumerate(SCRUTINEERS)}
        self.rehearsal = "legal" not in (rules.get("voting.electronic"), rules.get("evaluation.electronic"))
        self.machines: list[Machine] = []
        self.ceremony_id = ""
        self.threshold = THRESHOLD
        self.envelopes: list[str] = []
        self.uuid = new_uuid()
        self.reserve = new_uuid()

    def call(self, operation: Any, role: Role = Role.SCRUTINEER, /, who: str = "clerk", **body: Any) -> Any:
        return self.hall.call(operation, role, who=who, **body)

    def seat(self) -> None:
        """Up to the vote on the scrutineers."""
        self.hall.convene(57)
        self.hall.deliberate(["第一组"])
        self.hall.second_plenary(57)
        self.hall.draft(QUOTA)
        self.hall.adopt_measure(57, 0, 0)
        self.hall.elect_scrutineers(57)

    def open_ceremony(self) -> dict[str, Any]:
        opened: dict[str, Any] = self.call(
            voting.OPEN_CEREMONY,
            session_id=self.hall.session_id,
            trustees=[{"title": each} for each in SCRUTINEERS],
            threshold=self.threshold,
        )
        self.ceremony_id = opened["id"]
        self.machines = machines(SCRUTINEERS, self.threshold)
        return opened

    def act(self, operation: Any, machine: Machine, /, **body: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.call(
            operation,
            who=self.hall.accounts[machine.title],
            ceremony_id=self.ceremony_id,
            title=machine.title,
            **body,
        )
        return found

    @property
    def ceremony(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(voting.GET_CEREMONY, ceremony_id=self.ceremony_id)
        return found

    def certify(self) -> None:
        for each in self.machines:
            self.act(voting.SUBMIT_CERTIFICATE, each, certificate=each.certificate())

    def confirm(self) -> None:
        code = self.ceremony["code"]
        for each in self.machines:
            self.act(voting.CONFIRM_CODE, each, code=code)

    def exchange(self) -> None:
        seen = self.ceremony
        for each in self.machines:
            self.send_shares(each, seen)

    def send_shares(self, machine: Machine, seen: dict[str, Any], **instead: Any) -> dict[str, Any]:
        sent = {
            "commitments": machine.commitments(),
            "binding": machine.binding(seen),
            "shares": machine.shares(seen),
        }
        return self.act(voting.SUBMIT_SHARES, machine, **{**sent, **instead})

    def verify(self) -> None:
        seen = self.ceremony
        for each in self.machines:
            self.act(voting.SUBMIT_VERIFICATION_KEY, each, verification_key=each.verification_key(seen))

    def hold_ceremony(self) -> None:
        self.open_ceremony()
        self.certify()
        self.confirm()
        self.exchange()
        self.verify()

    def print_envelopes(self, number: int) -> dict[str, Any]:
        self.envelopes = [new_credential() for _ in range(number)]
        votes = [{"uuid": each, "credentials": self.listed(each)} for each in (self.uuid, self.reserve)]
        found: dict[str, Any] = self.call(
            voting.REGISTER_ENVELOPES,
            Role.CONGRESS_CLERK,
            session_id=self.hall.session_id,
            votes=votes,
            rehearsal=self.rehearsal,
        )
        return found

    def listed(self, uuid: str, envelopes: list[str] | None = None) -> list[str]:
        chosen = self.envelopes if envelopes is None else envelopes
        return sorted(str(public_credential(each, uuid)) for each in chosen)

    def open_vote(
        self, undrawn: int = 0, *, issued: int | None = None, legal: bool = False
    ) -> dict[str, Any]:
        left = self.envelopes[len(self.envelopes) - undrawn :]
        found: dict[str, Any] = self.call(
            voting.OPEN_ELECTRONIC_VOTE,
            session_id=self.hall.session_id,
            ceremony_id=self.ceremony_id,
            uuid=self.uuid,
            legal=legal,
            quota=None if legal else QUOTA,
            issued=len(self.envelopes) - undrawn if issued is None else issued,
            undrawn=[
                {"uuid": each, "credentials": self.listed(each, left)} for each in (self.uuid, self.reserve)
            ],
        )
        return found

    def let_a_minute_pass(self) -> None:
        """The board's last turn is long ago now; the services' clock sees it at its next look."""
        with self.hall.suite.engines["voting"].begin() as database:
            database.execute(
                sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": self.hall.tenant}
            )
            moved = database.execute(
                OPEN_BOARDS.update()
                .where(OPEN_BOARDS.c.election == self.uuid)
                .values(taken_at=sa.func.now() - timedelta(days=1))
            )
            assert moved.rowcount == 1

    def minute_passes(self) -> dict[str, Any]:
        """A minute later, after the clock has looked; the vote as the hall sees it."""
        self.let_a_minute_pass()
        BoardKeeper(self.hall.suite.settings).take_due()
        found: dict[str, Any] = self.call(voting.GET_ELECTRONIC_VOTE, uuid=self.uuid)
        return found

    @property
    def vote(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(voting.GET_ELECTRONIC_VOTE, Role.RESIDENT, uuid=self.uuid)
        return found

    @property
    def election(self) -> Election:
        return read_election(self.vote["election"])

    def make(self, envelope: int, answers: Answers) -> Made:
        return make_ballot(self.election, self.envelopes[envelope], answers)

    def cast(self, made: Made, **more: Any) -> dict[str, Any]:
        body = {"uuid": self.uuid, "ballot": made.text, "pairs": made.pairs_text, **more}
        found: dict[str, Any] = self.call(voting.CAST_BALLOT, Role.RESIDENT, who="anonymous", **body)
        return found

    def members(self, role: Role = Role.SCRUTINEER) -> list[tuple[str, bytes]]:
        """The archive's files, page by page."""
        found: list[tuple[str, bytes]] = []
        after: int | None = -1
        while after is not None:
            page = self.call(voting.READ_BOARD, role, uuid=self.uuid, after=after, limit=7)
            found += [(each["name"], each["content"].encode()) for each in page["items"]]
            after = page["next"]
        return found

    def pairs(self) -> list[str]:
        """The lines with the pair proofs, page by page."""
        found: list[str] = []
        after: str | None = ""
        while after is not None:
            page = self.call(voting.READ_PAIRS, Role.RESIDENT, uuid=self.uuid, after=after, limit=2)
            found += page["lines"]
            after = page["next"]
        return found

    def decrypt(self, machine: Machine, ballots: list[str]) -> dict[str, Any]:
        """What the scrutineer's page does: it adds up the ballots itself."""
        sums = add_up(self.election, [read_sums(each) for each in ballots])
        assert machine.share is not None
        opened = partial_decryption(self.election, machine.share, sums)
        found: dict[str, Any] = self.call(
            voting.SUBMIT_DECRYPTION,
            who=self.hall.accounts[machine.title],
            uuid=self.uuid,
            title=machine.title,
            decryption=opened,
        )
        return found

    def decrypt_by_enough(self) -> None:
        """As many scrutineers as are needed open the closed tally."""
        for machine in self.machines[: self.threshold]:
            self.decrypt(machine, self.cast_ballots)

    @property
    def cast_ballots(self) -> list[str]:
        """The ballots on the board, as a scrutineer's machine reads them."""
        return [content.decode() for _, content in self.members() if b'"election_hash"' in content]

    def export(self, folder: Path) -> Path:
        """The archive as a file, with the pair proofs beside it."""
        path = folder / f"{self.uuid}.bel"
        path.write_bytes(b"".join(plain_tar(self.members(Role.RESIDENT), 0)))
        lines = self.pairs()
        path.with_suffix(".pairs.jsonl").write_text("".join(f"{each}\n" for each in lines), encoding="utf-8")
        return path
