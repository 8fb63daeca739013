"""voting on the bus."""

from __future__ import annotations

from typing import Any

from nameko.timer import timer

from services.voting.board_clock import LOOK_SECONDS, BoardClock
from services.voting.handlers import (
    attendance,
    ballots,
    ceremony,
    corrections,
    counting,
    electronic,
    facts,
    measures,
    opening,
    papers_of_count,
    queries,
    ratings,
    receipts,
    results,
    sessions,
    sitting_papers,
)
from services.voting.persistence.store import STORE
from shared.contracts import evaluation
from shared.contracts import voting as contract
from shared.contracts.congress import ROLL_SNAPSHOTTED
from shared.contracts.screening import LIST_FROZEN
from shared.messaging.desk import Desk
from shared.messaging.entrypoints import command, consumes, query
from shared.messaging.service import Service
from shared.persistence.unit_of_work import UnitOfWork

Request = dict[str, Any]


class VotingService(Service):
    """Sessions, ballot measures, paper ballots, counts and results."""

    name = "voting"
    desk = Desk(STORE)
    clock = BoardClock()

    @timer(LOOK_SECONDS)
    def take_due_batches(self) -> None:
        self.clock.take_due()

    @command(contract.OPEN_SESSION)
    def open_session(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.open_session(work, request)

    @command(contract.TABLE_CANDIDATES)
    def table_candidates(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.table_candidates(work, request)

    @command(contract.RECORD_MEETING)
    def record_meeting(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.record_meeting(work, request)

    @command(contract.OPEN_SITTING)
    def open_sitting(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.open_sitting(work, request)

    @command(contract.NOTE_ATTENDANCE)
    def note_attendance(self, work: UnitOfWork, request: Request) -> Any:
        return attendance.note_attendance(work, request)

    @query(contract.GET_ATTENDANCE)
    def get_attendance(self, work: UnitOfWork, request: Request) -> Any:
        return attendance.get_attendance(work, request)

    @command(contract.NOTE_RECEIPTS)
    def note_receipts(self, work: UnitOfWork, request: Request) -> Any:
        return receipts.note_receipts(work, request)

    @query(contract.GET_RECEIPTS)
    def get_receipts(self, work: UnitOfWork, request: Request) -> Any:
        return receipts.get_receipts(work, request)

    @command(contract.DISTRIBUTE_PAPERS)
    def distribute_papers(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.distribute_papers(work, request)

    @command(contract.RECORD_BRIEFING)
    def record_briefing(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.record_briefing(work, request)

    @command(contract.RECORD_OPINIONS)
    def record_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.record_opinions(work, request)

    @command(contract.RECORD_DELIBERATION)
    def record_deliberation(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.record_deliberation(work, request)

    @command(contract.ELECT_SCRUTINEERS)
    def elect_scrutineers(self, work: UnitOfWork, request: Request) -> Any:
        return sessions.elect_scrutineers(work, request)

    @command(contract.DRAFT_MEASURE)
    def draft_measure(self, work: UnitOfWork, request: Request) -> Any:
        return measures.draft_measure(work, request)

    @command(contract.VOTE_ON_MEASURE)
    def vote_on_measure(self, work: UnitOfWork, request: Request) -> Any:
        return measures.vote_on_measure(work, request)

    @query(contract.GET_MEASURE)
    def get_measure(self, work: UnitOfWork, request: Request) -> Any:
        return measures.get_measure(work, request)

    @command(contract.SEAL_BOXES)
    def seal_boxes(self, work: UnitOfWork, request: Request) -> Any:
        return ballots.seal_boxes(work, request)

    @command(contract.ISSUE_BALLOTS)
    def issue_ballots(self, work: UnitOfWork, request: Request) -> Any:
        return ballots.issue_ballots(work, request)

    @command(contract.FALL_BACK_TO_PAPER)
    def fall_back_to_paper(self, work: UnitOfWork, request: Request) -> Any:
        return ballots.fall_back_to_paper(work, request)

    @command(contract.RECORD_RETURN)
    def record_return(self, work: UnitOfWork, request: Request) -> Any:
        return ballots.record_return(work, request)

    @command(contract.CORRECT_MEETING)
    def correct_meeting(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.correct_meeting(work, request)

    @command(contract.CORRECT_BOXES)
    def correct_boxes(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.correct_boxes(work, request)

    @command(contract.CORRECT_ISSUE)
    def correct_issue(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.correct_issue(work, request)

    @command(contract.CORRECT_RETURN)
    def correct_return(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.correct_return(work, request)

    @command(contract.ORDER_RECOUNT)
    def order_recount(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.order_recount(work, request)

    @command(contract.VOTE_AGAIN)
    def vote_again(self, work: UnitOfWork, request: Request) -> Any:
        return corrections.vote_again(work, request)

    @command(contract.DECLARE_VALID)
    def declare_valid(self, work: UnitOfWork, request: Request) -> Any:
        return ballots.declare_valid(work, request)

    @command(contract.ENTER_BALLOTS)
    def enter_ballots(self, work: UnitOfWork, request: Request) -> Any:
        return counting.enter_ballots(work, request)

    @command(contract.ENTER_BALLOT_FILE)
    def enter_ballot_file(self, work: UnitOfWork, request: Request) -> Any:
        return papers_of_count.enter_ballot_file(work, request)

    @command(contract.EXPORT_BALLOTS)
    def export_ballots(self, work: UnitOfWork, request: Request) -> Any:
        return papers_of_count.export_ballots(work, request)

    @command(contract.ATTACH_PHOTOGRAPH)
    def attach_photograph(self, work: UnitOfWork, request: Request) -> Any:
        return papers_of_count.attach_photograph(work, request)

    @query(contract.LIST_PHOTOGRAPHS)
    def list_photographs(self, work: UnitOfWork, request: Request) -> Any:
        return papers_of_count.list_photographs(work, request)

    @query(contract.GET_PHOTOGRAPH)
    def get_photograph(self, work: UnitOfWork, request: Request) -> Any:
        return papers_of_count.get_photograph(work, request)

    @query(contract.GET_DIFFERENCES)
    def get_differences(self, work: UnitOfWork, request: Request) -> Any:
        return counting.get_differences(work, request)

    @command(contract.SETTLE_DIFFERENCES)
    def settle_differences(self, work: UnitOfWork, request: Request) -> Any:
        return counting.settle_differences(work, request)

    @query(contract.GET_COUNT_RECORD)
    def get_count_record(self, work: UnitOfWork, request: Request) -> Any:
        return counting.get_count_record(work, request)

    @command(contract.SIGN_COUNT)
    def sign_count(self, work: UnitOfWork, request: Request) -> Any:
        return counting.sign_count(work, request)

    @command(contract.CONFIRM_RESULT)
    def confirm_result(self, work: UnitOfWork, request: Request) -> Any:
        return results.confirm_result(work, request)

    @command(contract.DECLARE_RESULT)
    def declare_result(self, work: UnitOfWork, request: Request) -> Any:
        return results.declare_result(work, request)

    @command(contract.ADOPT_RESULT)
    def adopt_result(self, work: UnitOfWork, request: Request) -> Any:
        return results.adopt_result(work, request)

    @command(contract.ANNOUNCE_RESULT)
    def announce_result(self, work: UnitOfWork, request: Request) -> Any:
        return results.announce_result(work, request)

    @query(contract.GET_PRESIDER_SCRIPT)
    def get_presider_script(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_presider_script(work, request)

    @query(contract.GET_SCRUTINEERS_REPORT)
    def get_scrutineers_report(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_scrutineers_report(work, request)

    @query(contract.GET_COUNT_PAPER)
    def get_count_paper(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_count_paper(work, request)

    @query(contract.GET_TALLY_SHEET)
    def get_tally_sheet(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_tally_sheet(work, request)

    @query(contract.GET_BALLOT_PAPER)
    def get_ballot_paper(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_ballot_paper(work, request)

    @query(contract.GET_OPINION_DIGEST)
    def get_opinion_digest(self, work: UnitOfWork, request: Request) -> Any:
        return sitting_papers.get_opinion_digest(work, request)

    @query(contract.LIST_ROLLS)
    def list_rolls(self, work: UnitOfWork, request: Request) -> Any:
        return queries.list_rolls(work, request)

    @query(contract.LIST_CANDIDATE_LISTS)
    def list_candidate_lists(self, work: UnitOfWork, request: Request) -> Any:
        return queries.list_candidate_lists(work, request)

    @query(contract.LIST_SESSIONS)
    def list_sessions(self, work: UnitOfWork, request: Request) -> Any:
        return queries.list_sessions(work, request)

    @query(contract.GET_SESSION)
    def get_session(self, work: UnitOfWork, request: Request) -> Any:
        return queries.get_session(work, request)

    @query(contract.LIST_OPINIONS)
    def list_opinions(self, work: UnitOfWork, request: Request) -> Any:
        return queries.list_opinions(work, request)

    @query(contract.GET_VOTE)
    def get_vote(self, work: UnitOfWork, request: Request) -> Any:
        return queries.get_vote(work, request)

    @query(contract.GET_RESULT)
    def get_result(self, work: UnitOfWork, request: Request) -> Any:
        return queries.get_result(work, request)

    @query(contract.LIST_RESULTS)
    def list_results(self, work: UnitOfWork, request: Request) -> Any:
        return queries.list_results(work, request)

    @consumes(ROLL_SNAPSHOTTED)
    def note_roll_snapshotted(self, work: UnitOfWork, fact: Request) -> None:
        facts.note_roll_snapshotted(work, fact)

    @consumes(LIST_FROZEN)
    def note_list_frozen(self, work: UnitOfWork, fact: Request) -> None:
        facts.note_list_frozen(work, fact)

    @consumes(evaluation.RATING_ISSUED)
    def note_rating_issued(self, work: UnitOfWork, fact: Request) -> None:
        ratings.note_rating_issued(work, fact)

    @consumes(evaluation.RATING_COUNTED_ON_PAPER)
    def note_rating_counted_on_paper(self, work: UnitOfWork, fact: Request) -> None:
        ratings.note_counted_on_paper(work, fact)

    @consumes(evaluation.RATING_VOIDED)
    def note_rating_voided(self, work: UnitOfWork, fact: Request) -> None:
        ratings.note_voided(work, fact)

    @consumes(evaluation.RATING_DECLARED)
    def note_rating_declared(self, work: UnitOfWork, fact: Request) -> None:
        ratings.note_rating_declared(work, fact)

    @command(contract.OPEN_CEREMONY)
    def open_ceremony(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.open_ceremony(work, request)

    @query(contract.LIST_ENVELOPES)
    def list_envelopes(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.list_envelopes(work, request)

    @query(contract.LIST_CEREMONIES)
    def list_ceremonies(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.list_ceremonies(work, request)

    @query(contract.GET_CEREMONY)
    def get_ceremony(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.get_ceremony(work, request)

    @command(contract.SUBMIT_CERTIFICATE)
    def submit_certificate(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.submit_certificate(work, request)

    @command(contract.CONFIRM_CODE)
    def confirm_code(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.confirm_code(work, request)

    @command(contract.SUBMIT_SHARES)
    def submit_shares(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.submit_shares(work, request)

    @command(contract.SUBMIT_VERIFICATION_KEY)
    def submit_verification_key(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.submit_verification_key(work, request)

    @command(contract.COMPLAIN)
    def complain(self, work: UnitOfWork, request: Request) -> Any:
        return ceremony.complain(work, request)

    @command(contract.REGISTER_ENVELOPES)
    def register_envelopes(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.register_envelopes(work, request)

    @command(contract.OPEN_ELECTRONIC_VOTE)
    def open_electronic_vote(self, work: UnitOfWork, request: Request) -> Any:
        return opening.open_electronic_vote(work, request)

    @query(contract.GET_ELECTRONIC_VOTE)
    def get_electronic_vote(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.get_electronic_vote(work, request)

    @query(contract.LIST_ELECTRONIC_VOTES)
    def list_electronic_votes(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.list_electronic_votes(work, request)

    @command(contract.CAST_BALLOT)
    def cast_ballot(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.cast_ballot(work, request)

    @command(contract.CLOSE_ELECTRONIC_VOTE)
    def close_electronic_vote(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.close_electronic_vote(work, request)

    @command(contract.CANCEL_ELECTRONIC_VOTE)
    def cancel_electronic_vote(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.cancel_electronic_vote(work, request)

    @command(contract.SUBMIT_DECRYPTION)
    def submit_decryption(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.submit_decryption(work, request)

    @query(contract.READ_BOARD)
    def read_board(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.read_board(work, request)

    @query(contract.READ_PAIRS)
    def read_pairs(self, work: UnitOfWork, request: Request) -> Any:
        return electronic.read_pairs(work, request)
