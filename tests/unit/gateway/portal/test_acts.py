"""A sitting run from the browser: each step's form makes the request of its operation, and loses nothing (A10.11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.portal.act_forms import Act
from services.gateway.portal.correction_acts import CORRECTIONS
from services.gateway.portal.sitting_acts import ACTS, DRAFT, FALL_BACK, OPINIONS
from services.gateway.portal.text import catalogue, t
from services.voting.domain.steps import STEP_NAMES, Step
from shared.contracts import congress, voting
from shared.kernel.errors import Refused
from tests.unit.gateway.portal.fake import FakeRpc
from tests.unit.gateway.portal.html_page import Page, problems
from tests.unit.gateway.portal.samples import answer, item, part

ADDRESS = "/t/yuanyang/desk/sessions/s1/acts"
EVERY: dict[str, Act] = {**ACTS, **CORRECTIONS, "draft": DRAFT, "fall_back": FALL_BACK, "opinions": OPINIONS}
WRITTEN = {
    "held_on": "2024-02-29",
    "minutes": "记录",
    "list_id": "id-1",
    "briefing": "说明",
    "speaker": "县政府",
    "delegations": "T1 T2",
    "units": "第一组\n第二组",
    "opinions": "第一组|D1|应当尽快\n第二组||总体赞成",
    "scrutineers": "总监票人\n监票人01|T1\n监票人02|T2|县教体局|jpr02",
    "boxes": "B1 投票箱",
    "issued": "B1 250",
    "envelopes": "001 002",
    "organ": "街道党工委",
    "declined": "B09 B10",
    "why_declined": "资金未落实",
    "failure": "网络中断",
    "deliberation": "分组酝酿",
    "differential": "差额票决",
    "publicity": "大会公告",
    "why": "误登",
    "step": "measure",
    "declared": "yes",
}
OWN = {
    "credentials": {"step": "credentials", "hands": None},
    "opinions": {
        "given_on": "2024-02-29",
        "opinions": [
            {"unit": "第一组", "candidate": "D1", "text": "应当尽快"},
            {"unit": "第二组", "candidate": None, "text": "总体赞成"},
        ],
    },
    "preparatory": {"presidium_members": 7, "hands": {"present": 7, "yes": 7, "no": 7, "abstain": 7}},
    "first_plenary": {"step": "first_plenary", "due": 7, "present": 7},
    "distribution": {"copies": 7},
    "briefing": {"delegations": ["T1", "T2"], "text": "说明"},
    "deliberation": {
        "units": ["第一组", "第二组"],
        "opinions": [
            {"unit": "第一组", "candidate": "D1", "text": "应当尽快"},
            {"unit": "第二组", "candidate": None, "text": "总体赞成"},
        ],
    },
    "scrutineers": {
        "chief": {"title": "总监票人", "delegation": "", "unit": "", "account": ""},
        "members": [
            {"title": "监票人01", "delegation": "T1", "unit": "", "account": ""},
            {"title": "监票人02", "delegation": "T2", "unit": "县教体局", "account": "account-2"},
        ],
        "declared": True,
    },
    "measure": {"measure_id": "m1", "yes": 7},
    "boxes": {"boxes": [{"code": "B1", "name": "投票箱"}]},
    "issue": {"boxes": [{"code": "B1", "issued": 250}], "envelopes": ["001", "002"]},
    "return": {"returned": 7, "returned_again": 7, "assisted": 7},
    "correct_boxes": {"reason": "误登", "boxes": [{"code": "B1", "name": "投票箱"}]},
    "correct_issue": {"reason": "误登", "boxes": [{"code": "B1", "issued": 250}], "returned_again": 7},
    "correct_return": {"reason": "误登", "returned": 7, "returned_again": 7},
    "vote_again": {"reason": "误登", "round": 7},
    "correct_meeting": {
        "step": "measure",
        "reason": "误登",
        "hands": {"present": 7, "yes": 7, "no": 7, "abstain": 7},
    },
    "confirmation": {"members": 7, "present": 7, "abstain": 7},
    "adoption": {"organ": "街道党工委", "declined": ["B09", "B10"], "reason": "资金未落实"},
    "fall_back": {"reason": "网络中断"},
    "draft": {
        "quota": 7,
        "sections": {"deliberation": "分组酝酿", "differential": "差额票决", "publicity": "大会公告"},
    },
}
CORRECTED_IN = {"correct_boxes": "sealed", "correct_issue": "issued", "correct_return": "counting"}
SignedIn = Callable[..., FlaskClient]


def stand(
    rpc: FakeRpc,
    *following: str,
    measure: str | None = "m1",
    listed: int | None = None,
    vote: str | None = "v1",
    adopted: bool = False,
    polling: str = "plenary",
    state: str = "open",
    correctable: tuple[str, ...] = (),
    refused: bool = False,
    at_need: Sequence[str] = (),
    steps: Sequence[dict[str, Any]] = (),
    waits: Sequence[dict[str, Any]] = (),
    **round_of: Any,
) -> None:
    """A session in which these steps are possible, with a list of that version."""
    step = part(voting.GET_SESSION, "steps", step="measure", carried=adopted, hands=None)
    rpc.answers["voting.get_session"] = answer(
        voting.GET_SESSION,
        id="s1",
        vote_id=vote,
        measure_id=measure,
        list_version=listed,
        steps=[step, *steps],
        briefing_waits=list(waits),
        corrections=[],
        delegations=[{"code": "T1", "name": "第一代表团", "number": 30}],
        polling=polling,
        correctable=[{"step": each, "name": STEP_NAMES[Step(each)]} for each in correctable],
        next=[{"step": each, "name": STEP_NAMES[Step(each)]} for each in following],
        at_need=[{"step": each, "name": STEP_NAMES[Step(each)]} for each in at_need],
    )
    current = part(
        voting.GET_VOTE,
        "rounds",
        **{"envelopes": 0, "ballot_boxes": [{"code": "B1", "name": "投票箱", "issued": None}], **round_of},
    )
    rpc.answers["voting.get_vote"] = answer(
        voting.GET_VOTE, id="v1", state=state, refused=refused, rounds=[current]
    )


def offer(rpc: FakeRpc, name: str) -> None:
    """What makes one act possible; of two accounts one is a scrutineer's."""
    accounts = [("jpr02", "account-2", "scrutineer"), ("jjy01", "account-3", "teller")]
    rpc.answers["congress.list_accounts"] = answer(
        congress.LIST_ACCOUNTS,
        items=[
            item(congress.LIST_ACCOUNTS, login=login, id=id, roles=[role]) for login, id, role in accounts
        ],
        next=None,
    )
    if name == "draft":
        stand(rpc, measure=None, listed=1, vote=None)
    elif name == "opinions":
        stand(rpc, "deliberation")
    elif name == "fall_back":
        stand(rpc, "return", state="issued", envelopes=20)
    elif name in CORRECTIONS:
        state = CORRECTED_IN.get(name, "signed")
        stand(rpc, state=state, refused=True, correctable=("measure",), number=7, void=False)
    else:
        stand(rpc, name)


def filled(name: str) -> dict[str, str]:
    return {each.name: "7" if each.numeric else WRITTEN[each.name] for each in EVERY[name].fields}


def send(browser: FlaskClient, name: str, **other: str) -> Any:
    return browser.post(ADDRESS, data={"key": "k" * 20, "act": name, **filled(name), **other})


def test_every_step_of_a_sitting_has_its_form_or_its_own_page() -> None:
    assert {*ACTS, "count", "signatures"} == {each.value for each in Step}


def test_every_field_has_its_word_and_no_hint_is_left_over() -> None:
    names = {each.name for act in EVERY.values() for each in act.fields}
    hinted = {key.removeprefix("acts.hint.") for key in catalogue() if key.startswith("acts.hint.")}
    assert names >= hinted
    of = [key.split(".")[2:] for key in catalogue() if key.startswith("acts.hint_of.")]
    assert of
    for act, field in of:
        assert field in {each.name for each in EVERY[act].fields}
    for each in names:
        assert t(f"field.{each}")
    for name in EVERY:
        assert t(f"acts.name.{name}")


@pytest.mark.parametrize("name", EVERY)
def test_each_form_makes_the_request_of_its_operation_a10_11(
    signed_in: SignedIn, rpc: FakeRpc, name: str
) -> None:
    offer(rpc, name)
    response = send(signed_in("congress_clerk", "scrutineer"), name)
    assert response.status_code == 303
    ((request, context),) = rpc.asked(EVERY[name].operation)
    assert context.idempotency_key == "k" * 20
    told = {field: request[field] for field in OWN.get(name, {})}
    if name == "measure":
        assert told == OWN[name]
    else:
        assert told == OWN.get(name, {})
    assert request.get("session_id", "s1") == "s1" and request.get("vote_id", "v1") == "v1"
    done = Page(signed_in("congress_clerk").get(response.headers["Location"]).text)
    assert t("acts.done", act=t(f"acts.name.{name}", word="id-1")) in done.text


@pytest.mark.parametrize("name", EVERY)
def test_each_form_is_a_sound_page_and_comes_back_as_it_was(
    signed_in: SignedIn, rpc: FakeRpc, name: str
) -> None:
    offer(rpc, name)
    browser = signed_in("congress_clerk", "scrutineer")
    assert problems(Page(browser.get(ADDRESS).text)) == []
    rpc.answers[EVERY[name].operation.key] = Refused(detail="规则不允许（依据：《办法》第三条）")
    response = send(browser, name)
    page = Page(response.text)
    assert response.status_code == 409
    assert problems(page) == []
    assert "依据：《办法》第三条" in page.text
    for field, value in filled(name).items():
        (found,) = [each for each in page.elements if each.get("id") == field]
        if found.tag == "textarea":
            assert found.words == ["\n" + value]
        elif found.tag == "input":
            assert found.get("value") == value


@pytest.mark.parametrize(
    ("name", "field", "value", "line"),
    [
        ("boxes", "boxes", "B1 投票箱\nB2", 2),
        ("issue", "issued", "B1 many", 1),
        ("issue", "issued", "B1", 1),
        ("deliberation", "opinions", "第一组|D1", 1),
        ("opinions", "opinions", "第一组|D1|好\n第二组", 2),
        ("scrutineers", "scrutineers", "总监票人", 2),
        ("scrutineers", "scrutineers", "总监票人\n|1团", 2),
        ("scrutineers", "scrutineers", "总监票人\n监票人01|1团|县教体局|账号|多", 2),
        ("scrutineers", "scrutineers", "总监票人\n监票人01|1团||没有这个账号", 2),
        ("scrutineers", "scrutineers", "总监票人|||jjy01\n监票人01", 1),
    ],
)
def test_a_line_that_is_written_otherwise_is_named(
    signed_in: SignedIn, rpc: FakeRpc, name: str, field: str, value: str, line: int
) -> None:
    offer(rpc, name)
    response = send(signed_in("congress_clerk"), name, **{field: value})
    page = Page(response.text)
    assert response.status_code == 422
    assert problems(page) == []
    assert t("acts.line_wrong", line=line) in page.one("p", id=f"{field}-error").text
    assert rpc.asked(EVERY[name].operation) == []


def test_the_return_asks_how_many_were_assisted_and_never_who_a10_15(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    stand(rpc, "return")
    browser = signed_in("congress_clerk")
    page = Page(browser.get(ADDRESS).text)
    assert "只填人数，不写姓名、席位" in page.text
    assert send(browser, "return", assisted="").status_code == 303
    ((request, _),) = rpc.asked(voting.RECORD_RETURN)
    assert request["assisted"] == 0


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("tabling", "list_id"),
        ("scrutineers", "declared"),
        ("vote_again", "round"),
        ("correct_meeting", "step"),
    ],
)
def test_what_is_chosen_from_a_list_is_asked_to_be_chosen_not_written(
    signed_in: SignedIn, rpc: FakeRpc, name: str, field: str
) -> None:
    offer(rpc, name)
    page = Page(send(signed_in("congress_clerk"), name, **{field: ""}).text)
    assert page.one("p", id=f"{field}-error").text == t("form.choose")


def test_a_number_that_must_be_given_is_not_said_to_be_left_out(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "confirmation", "second_plenary")
    page = Page(signed_in("congress_clerk").get(ADDRESS).text)
    assert "可以不填" not in page.one("p", id="confirmation-present-hint").text
    assert "可以不填" in page.one("p", id="second_plenary-present-hint").text


def test_what_somebody_else_has_registered_meanwhile_is_told(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "return")
    response = send(signed_in("congress_clerk"), "issue")
    assert response.status_code == 409
    assert t("acts.not_now") in Page(response.text).text
    assert rpc.asked(voting.ISSUE_BALLOTS) == []


def test_a_measure_is_drafted_before_it_is_voted_on_y030(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")

    def offered(*following: str, **given: Any) -> list[str | None]:
        stand(rpc, *following, **{"listed": 1, "vote": None, **given})
        return [each.get("value") for each in Page(browser.get(ADDRESS).text).all("input", name="act")]

    assert offered("measure", measure=None) == ["draft"]
    assert offered("measure") == ["draft", "measure"]
    assert offered("validity", listed=None, measure=None) == ["validity"]
    assert offered("validity", adopted=True) == ["validity"]


def test_where_no_vote_adopts_the_measure_it_is_drafted_until_the_boxes_are_sealed_d11(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    browser = signed_in("congress_clerk")
    for vote, offered in ((None, ["draft", "boxes"]), ("v1", ["boxes"])):
        stand(rpc, "boxes", listed=1, vote=vote, measure=None)
        page = Page(browser.get(ADDRESS).text)
        assert [each.get("value") for each in page.all("input", name="act")] == offered


def test_boxes_begin_with_what_the_roll_and_the_sealing_say(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "boxes")
    browser = signed_in("congress_clerk")
    begun = Page(browser.get(ADDRESS).text).one("textarea", name="boxes").words
    assert begun == [f"\n{t('acts.one_box')}"]
    stand(rpc, "boxes", polling="delegation")
    begun = Page(browser.get(ADDRESS).text).one("textarea", name="boxes").words
    assert begun == [f"\nT1 {t('acts.box_of', name='第一代表团')}"]
    stand(rpc, "issue")
    assert Page(browser.get(ADDRESS).text).one("textarea", name="issued").words == ["\nB1 "]


def test_candidate_lists_are_offered_to_be_tabled_y029(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "tabling")
    rpc.answers["voting.list_candidate_lists"] = {
        "items": [item(voting.LIST_CANDIDATE_LISTS, id="list-2", list_version=2, body_name="红旗路街道")],
        "next": None,
    }
    page = Page(signed_in("congress_clerk").get(ADDRESS).text)
    assert [each.get("value") for each in page.all("option")] == ["", "list-2"]
    assert page.one("option", value="list-2").text.startswith("红旗路街道：第2版")


def test_scrutineers_register_what_is_theirs_and_deputies_nothing(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "credentials", "boxes")
    seen = {
        role: [each.get("value") for each in Page(signed_in(role).get(ADDRESS).text).all("input", name="act")]
        for role in ("congress_clerk", "scrutineer", "deputy")
    }
    assert seen == {"congress_clerk": ["credentials", "boxes"], "scrutineer": ["boxes"], "deputy": []}


@pytest.mark.parametrize(
    ("role", "step", "led"),
    [
        ("teller", "count", {"entry"}),
        ("teller", "signatures", set()),
        ("scrutineer", "count", {"count"}),
        ("scrutineer", "signatures", {"count"}),
        ("congress_clerk", "count", set()),
        ("congress_clerk", "signatures", set()),
    ],
)
def test_counting_and_signing_lead_whose_they_are_to_their_pages_and_tell_the_others_who_does_it(
    signed_in: SignedIn, rpc: FakeRpc, role: str, step: str, led: set[str]
) -> None:
    stand(rpc, step)
    page = Page(signed_in(role).get(ADDRESS).text)
    assert problems(page) == []
    links = {each.get("href") or "" for each in page.all("a")}
    assert {each.rpartition("/")[2] for each in links if "/desk/votes/" in each} == led
    others = t("acts.counted_by_others" if step == "count" else "acts.signed_by_others")
    assert (others in page.text) is not bool(led)


def test_what_nothing_waits_for_stands_apart_and_folded_a10_11(signed_in: SignedIn, rpc: FakeRpc) -> None:
    again = ("further_plenary", "scrutineers")
    stand(rpc, *again, "issue", at_need=again)
    browser = signed_in("congress_clerk")
    page = Page(browser.get(ADDRESS).text)
    assert problems(page) == []
    assert t("sitting.next", steps="发票") in page.text
    apart = page.one("section", aria_labelledby="at-need-heading")
    folded = {each.get("id"): apart in each.parents for each in page.all("details")}
    assert folded == {"act-issue": False, "act-further_plenary": True, "act-scrutineers": True}
    assert [each.get("id") for each in page.all("details") if "open" in each.attributes] == ["act-issue"]
    # Nothing is due any more: nothing is opened, and no step is said to come next.
    stand(rpc, "further_plenary", at_need=["further_plenary"])
    page = Page(browser.get(ADDRESS).text)
    assert [each.get("id") for each in page.all("details") if "open" in each.attributes] == []
    assert "下一步" not in page.text


def test_a_form_that_nothing_waits_for_is_open_when_it_comes_back(signed_in: SignedIn, rpc: FakeRpc) -> None:
    stand(rpc, "further_plenary", "issue", at_need=["further_plenary"])
    page = Page(send(signed_in("congress_clerk"), "further_plenary", held_on="").text)
    opened = [each.get("id") for each in page.all("details") if "open" in each.attributes]
    assert opened == ["act-further_plenary"]


def test_what_may_be_put_right_follows_the_state_of_the_vote(signed_in: SignedIn, rpc: FakeRpc) -> None:
    browser = signed_in("congress_clerk")

    def offered(state: str, **given: Any) -> list[str | None]:
        stand(rpc, state=state, **given)
        return [each.get("value") for each in Page(browser.get(ADDRESS).text).all("input", name="act")]

    assert offered("open") == []
    assert offered("sealed") == ["correct_boxes"]
    assert offered("issued") == ["correct_issue"]
    assert offered("differing") == ["correct_issue", "correct_return"]
    assert offered("counted") == []
    assert offered("signed", correctable=("measure",)) == ["correct_meeting"]
    assert offered("signed", refused=True, number=1, void=False) == ["vote_again"]


def test_the_numbers_of_a_correction_begin_with_what_was_registered(
    signed_in: SignedIn, rpc: FakeRpc
) -> None:
    boxes = [{"code": "B1", "name": "投票箱", "issued": 250}]
    stand(rpc, state="issued", ballot_boxes=boxes)
    browser = signed_in("congress_clerk")
    assert Page(browser.get(ADDRESS).text).one("textarea", name="issued").words == ["\nB1 250"]
    stand(rpc, state="sealed", ballot_boxes=boxes)
    assert Page(browser.get(ADDRESS).text).one("textarea", name="boxes").words == ["\nB1 投票箱"]
