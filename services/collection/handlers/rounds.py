"""Notices, and the rounds that they open and that are closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.collection.domain.intake import IntakeRules
from services.collection.domain.round import Notice, NoticeChannel, Round
from services.collection.domain.task import ReplyTask
from shared.contracts import collection as contract
from shared.kernel.clock import day_in_words
from shared.kernel.identity import new_id
from shared.kernel.naming import organ_of
from shared.persistence.unit_of_work import UnitOfWork


def open_round(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Publish the notice and open the round; the notice goes out as a paper."""
    rules = rules_of(work, request["cycle_id"])
    notice = Notice(
        title=request["title"],
        scope=request["scope"],
        contact=request["contact"],
        channels=[NoticeChannel(**each) for each in request["channels"]],
        published_on=work.today,
        published_in=request["published_in"],
        paper_id=new_id(),
    )
    earlier = work.all(Round, cycle_id=request["cycle_id"])
    round_ = Round(
        id=new_id(),
        cycle_id=request["cycle_id"],
        number=0,
        notice=notice,
        starts_on=request["starts_on"],
        ends_on=request["ends_on"],
    )
    round_.check_opening(rules, earlier)
    round_.number = work.next_number(f"round:{round_.cycle_id}")
    work.add(round_)
    work.emit(
        contract.PAPER_REQUESTED,
        notice_paper(round_, rules, work.cycle(round_.cycle_id).tenant_name),
        about=round_,
    )
    return view(round_, rules, work.today)


def close_round(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """End the round when its period is over and everyone who must has replied."""
    round_ = work.get(Round, request["round_id"])
    rules = rules_of(work, round_.cycle_id)
    round_.close(rules, work.all(ReplyTask, cycle_id=round_.cycle_id), work.today)
    work.save(round_)
    return view(round_, rules, work.today)


def get_round(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """A round with what a form needs."""
    round_ = work.get(Round, request["round_id"])
    return view(round_, rules_of(work, round_.cycle_id), work.today)


def list_rounds(work: UnitOfWork, request: dict[str, Any]) -> dict[str, Any]:
    """Rounds, newest first."""
    page = work.page(Round, page=request, order="-seq", **given(request, "cycle_id", "state"))
    rules = {each.cycle_id: rules_of(work, each.cycle_id) for each in page["items"]}
    page["items"] = [view(each, rules[each.cycle_id], work.today) for each in page["items"]]
    return page


def rules_of(work: UnitOfWork, cycle_id: str) -> IntakeRules:
    """The rules of a cycle; raises ``NotYetKnown`` until its opening has arrived."""
    return IntakeRules.from_rulebook(work.rulebook(cycle_id))


def given(request: dict[str, Any], *names: str) -> dict[str, Any]:
    """The filters that were given."""
    return {name: request[name] for name in names if request.get(name) is not None}


def view(round_: Round, rules: IntakeRules, today: date) -> dict[str, Any]:
    """The round as everyone sees it."""
    notice = round_.notice
    return {
        "id": round_.id,
        "version": round_.version,
        "cycle_id": round_.cycle_id,
        "number": round_.number,
        "title": notice.title,
        "scope": notice.scope,
        "contact": notice.contact,
        "owner": rules.owner,
        "starts_on": round_.starts_on,
        "ends_on": round_.ends_on,
        "published_on": notice.published_on,
        "published_in": notice.published_in,
        "paper_id": notice.paper_id,
        "state": round_.state.value,
        "stage": round_.stage(today),
        "closed_on": round_.closed_on,
        "channels": [
            {
                "code": each.code,
                "name": rules.channel(each.code).name,
                "layer": rules.channel(each.code).layer,
                "where": each.where,
                "open": each.open,
            }
            for each in notice.channels
        ],
        "categories": [{"code": code, "name": name} for code, name in rules.categories.items()],
    }


def notice_paper(round_: Round, rules: IntakeRules, place: str) -> dict[str, Any]:
    """The notice as a paper for everyone, of an organ of that place (B-012)."""
    notice = round_.notice
    period = f"{day_in_words(round_.starts_on)}至{day_in_words(round_.ends_on)}。"
    blocks: list[dict[str, Any]] = []
    for heading, paragraph in (
        ("一、征集时间", period),
        ("二、征集范围", notice.scope),
        ("三、领域分类", "、".join(rules.categories.values()) + "。"),
    ):
        blocks.append({"kind": "heading", "text": heading})
        blocks.append({"kind": "paragraph", "text": paragraph})
    blocks.append({"kind": "heading", "text": "四、征集渠道"})
    rows = [[rules.channel(each.code).name, each.where or "见联系方式"] for each in notice.channels]
    blocks.append({"kind": "table", "header": ["渠道", "方式"], "rows": rows})
    blocks.append({"kind": "heading", "text": "五、联系方式"})
    blocks.append({"kind": "paragraph", "text": notice.contact})
    return {
        "paper_id": notice.paper_id,
        "cycle_id": round_.cycle_id,
        "kind": "notice",
        "title": notice.title,
        "issuer": organ_of(place, rules.owner),
        "addressee": "",
        "issued_on": notice.published_on,
        "blocks": blocks,
        "public": True,
        "channels": notice.published_in,
        "about": {"kind": "collection_round", "id": round_.id},
    }
