"""The text of the paper that tells society the result (Y-041, A10.2, A10.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from services.voting.domain.blocks import Block, paragraph, table
from services.voting.domain.counting import Line
from services.voting.domain.result import FIGURES, CandidateResult, results
from services.voting.domain.rounds import Round, RoundKind
from services.voting.domain.session import Session
from services.voting.domain.vote import Vote
from services.voting.domain.vote_records import AdoptionRecord
from services.voting.domain.wording import CHOSEN_AS
from shared.kernel.clock import day_in_words
from shared.kernel.money import in_wan
from shared.kernel.naming import organ_beside


def announcement_title(session: Session, paper: str) -> str:
    """The paper's title; ``paper`` is its kind (大会公告, 票选结果公示). The session's title has said whose it is."""
    return f"{session.title}{paper.removeprefix('大会')}"


def issuer(session: Session, vote: Vote) -> str:
    """Who publishes: a decision the organ named for the session, a recommendation the last organ that adopted it (A10.13)."""
    return organ_beside(session.organ, vote.adoptions[-1].organ) if vote.adoptions else session.organ


_OF = {RoundKind.FIRST: "全部", RoundKind.TIE: "末位同票的", RoundKind.SHORTFALL: "其余"}


def announcement_blocks(session: Session, vote: Vote, year: int, word: str) -> list[Block]:
    """The paper's blocks: the determined projects, with votes and the others only as the rules say (A10.7).

    ``word`` is how the body calls its vote (票决, 票选).
    """
    standing = results(vote)
    chosen = [each for each in standing if each.determined]
    counts = vote.parameters.publish_counts
    columns = FIGURES[vote.parameters.method] if counts else {}
    blocks: list[Block] = [paragraph(_opening(session, vote, len(chosen), year, word))]
    if chosen:
        blocks.append(_table(chosen, columns))
    if counts:
        blocks += _ballots(vote)
    if any(each.electronic for each in vote.held):
        blocks.append(paragraph("纸质选票和电子投票合并计票；电子投票的全部加密记录可以按票决办法核验。"))
    others = [each for each in standing if not each.determined and not each.declined]
    if vote.parameters.publish_losers and others:
        blocks += [paragraph(f"下列候选项目未获{CHOSEN_AS[vote.effect]}："), _table(others, columns)]
    for each in vote.adoptions:
        blocks.append(paragraph(_adopted(each, {one.candidate.code: one.candidate.name for one in standing})))
    return blocks


def _ballots(vote: Vote) -> list[Block]:
    """The ballots of each round that counted: the votes of a further one add up to its own, not to the first one's."""
    counted = [(each, each.tally) for each in vote.held if each.tally]
    return [
        paragraph(
            (_round(ballot) if len(counted) > 1 else "")
            + f"发出选票{ballot.issued}张，收回{tally.returned}张，有效{tally.valid}张，无效{tally.invalid}张。"
        )
        for ballot, tally in counted
    ]


def _round(ballot: Round) -> str:
    """Without its number: a void round in between has one too, and is not announced."""
    held = "投票" if ballot.kind is RoundKind.FIRST else "再次投票"
    return f"对{_OF[ballot.kind]}{len(ballot.candidates)}件候选项目{held}，应确定{ballot.places}件："


def _adopted(adoption: AdoptionRecord, names: Mapping[str, str]) -> str:
    said = f"{adoption.organ}已于{day_in_words(adoption.adopted_on)}研究采纳"
    if not adoption.declined:
        return f"{said}。"
    return f"{said}，其中{'、'.join(names[code] for code in adoption.declined)}未予采纳，理由：{adoption.reason}。"


def _opening(session: Session, vote: Vote, chosen: int, year: int, word: str) -> str:
    """Who decided what; of a recommendation also who adopted it, since that makes it the year's list (A10.13)."""
    held, verb = f"{session.title}以无记名投票方式{word}", CHOSEN_AS[vote.effect]
    if not chosen:
        return f"{held}，没有项目获得{verb}，现予公布。"
    if vote.adoptions:
        by = "、".join(each.organ for each in vote.adoptions)
        return f"{held}，{verb}下列{chosen}件项目，经{by}研究采纳，作为{year}年度民生实事项目，现予公布。"
    return f"{held}，{verb}下列{chosen}件项目为{year}年度民生实事项目，现予公布。"


def _table(chosen: list[CandidateResult], columns: Mapping[str, Callable[[Line], int]]) -> Block:
    """``columns`` are the published figures, none where the rules keep them out."""
    header = ["序号", "项目名称", "实施主体", "投资额度", *columns]
    first = next(iter(columns), None) if any(each.second_ballot for each in chosen) else None
    header += [f"再次投票{first}"] if first else []
    rows = []
    for number, each in enumerate(chosen, start=1):
        candidate = each.candidate
        row = [str(number), candidate.name, candidate.implementer, in_wan(candidate.investment_fen)]
        row += [str(figure(each.line)) for figure in columns.values()]
        if first:
            row.append(str(columns[first](each.second_ballot)) if each.second_ballot else "—")
        rows.append(row)
    return table(header, rows)
