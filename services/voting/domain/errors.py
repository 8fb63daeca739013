"""What a clerk, a teller or a scrutineer can be refused, and what to do then."""

from __future__ import annotations

from shared.kernel.errors import Conflict, InvalidInput, Refused


class StepOutOfOrder(Refused):
    """The step's predecessors are not all recorded (A10.1, A10.11)."""

    code = "voting.step-out-of-order"
    message = "还不能办理“{step}”，请先办理：{missing}。"


class ListVotedAlready(Conflict):
    """A candidate list is put to the vote once: two results on one list would contradict each other (A10.1)."""

    code = "voting.list-voted-already"
    message = (
        "这份候选项目名单已在“{session}”付诸表决（{state}），一份名单只表决一次。"
        "要重新投票的，在那次会议上按确认、更正的程序办理；要调整已确定项目的，按调整程序办理。"
    )


class StepAlreadyRecorded(Conflict):
    """The step was recorded and passed; it is not held twice."""

    code = "voting.step-already-recorded"
    message = "“{step}”已于{held_on}办结，不能重复登记。"


class StepNotOfThisBody(Refused):
    """The body's rules do not know this step (a street has no presidium, A10.13)."""

    code = "voting.step-not-of-this-body"
    message = "本会议的程序中没有“{step}”。"


class WrongDay(InvalidInput):
    """The day lies before a step that must come first, or in the future."""

    code = "voting.wrong-day"
    message = "“{step}”的日期{held_on}不对：{reason}。"


class RollOfAnotherCycle(InvalidInput):
    """The snapshot of the roll belongs to another cycle."""

    code = "voting.roll-of-another-cycle"
    message = "所选名册快照不属于本年度，请另选。"


class AttendanceImpossible(InvalidInput):
    """More present than due, or more due than in office."""

    code = "voting.attendance-impossible"
    message = "人数不对：应到{due}人不得超过实有{in_office}人，实到{present}人不得超过应到。"


class QuorumNotMet(Refused):
    """Too few are present to sit or to vote."""

    code = "voting.quorum-not-met"
    by_value = True
    message = "实到{present}人，未达到法定人数（至少{needed}人），不能开会，请待到会人数足够后再登记。"


class HandsDoNotAddUp(InvalidInput):
    """Yes, no and abstain differ from those present."""

    code = "voting.hands-do-not-add-up"
    message = "赞成{yes}、反对{no}、弃权{abstain}合计{total}，与到会{present}人不符，请核对后重新登记。"


class HandsMissing(InvalidInput):
    """A meeting that decides was recorded without its vote, or one that does not with a vote."""

    code = "voting.hands-missing"
    message = "“{step}”{need}登记到会人数和表决情况。"


class TooManyPresent(InvalidInput):
    """More members of an organ present than it has."""

    code = "voting.too-many-present"
    message = "到会{present}人超过应到{members}人，请核对。"


class MembersUnknown(InvalidInput):
    """The confirming organ's number of members is neither on the roll nor given."""

    code = "voting.members-unknown"
    message = "请填写{organ}的应到人数。"


class ListOfAnotherBody(InvalidInput):
    """The frozen list was made for another body or cycle."""

    code = "voting.list-of-another-body"
    message = "该候选项目名单不是提交本会议的，请选择本会议的名单。"


class ListNotTabled(Refused):
    """No frozen list stands on the agenda (Y-029)."""

    code = "voting.list-not-tabled"
    message = "候选项目名单尚未列入会议议程，请先列入。"


class CopiesTooFew(Refused):
    """The papers did not reach every deputy (Y-037)."""

    code = "voting.copies-too-few"
    message = "候选项目材料应书面印发每位代表：应印发{due}份，只登记了{copies}份。"


class UnknownDelegation(InvalidInput):
    """A code that is not a delegation of this roll."""

    code = "voting.unknown-delegation"
    message = "名册中没有代表团“{delegation}”。"


class DelegationsMissing(Refused):
    """The rules want every delegation, and some are missing."""

    code = "voting.delegations-missing"
    message = "还缺这些代表团：{missing}。"


class UnknownCandidate(InvalidInput):
    """A code that is not on the list."""

    code = "voting.unknown-candidate"
    message = "名单中没有候选项目“{candidate}”。"


class OpinionsClosed(Refused):
    """Deliberation has not begun, or the presidium has already heard it."""

    code = "voting.opinions-closed"
    message = "现在不能登记审议意见：应在候选项目说明之后、主席团听取审议情况之前登记。"


class SectionEmpty(Refused):
    """One of the measure's three parts is empty (Y-031)."""

    code = "voting.section-empty"
    message = "票决办法缺少“{section}”部分，请补充后再提请表决。"


class QuotaOutsideRange(Refused):
    """The number of projects to determine is not one the rules allow (Y-071)."""

    code = "voting.quota-outside-range"
    by_value = True
    message = "应确定项目数{quota}不在{least}至{most}件之内。"


class DifferentialTooSmall(Refused):
    """Too few candidates for so many places (Y-038)."""

    code = "voting.differential-too-small"
    by_value = True
    message = "候选项目{candidates}件、应确定{quota}件，达不到差额要求（至少需{needed}件候选项目）。"


class ElectronicClauseMissing(InvalidInput):
    """An electronic ballot is the legal act only where a clause says so (A10.17)."""

    code = "voting.electronic-clause-missing"
    message = "规则手册写明电子投票为正式投票，但没有注明依据条款；请补充条款，或改为演练。"


class MeasureLocked(Refused):
    """An adopted measure never changes (Y-032)."""

    code = "voting.measure-locked"
    message = "票决办法已经通过并锁定，不能再修改。"


class MeasureOutdated(Refused):
    """The draft was made on an earlier version of the list."""

    code = "voting.measure-outdated"
    message = "候选项目名单已有第{latest}版，票决办法草案依据的是第{drafted}版，请先更新草案。"


class MeasureMissing(Refused):
    """There is no measure yet."""

    code = "voting.measure-missing"
    message = "还没有票决办法，请先拟订。"


class MeasureNotAdopted(Refused):
    """No box opens before the measure is adopted (Y-032)."""

    code = "voting.measure-not-adopted"
    message = "票决办法尚未经表决通过，不能开始投票，请先提请全体会议表决。"


class ScrutineerExcluded(Refused):
    """Somebody on the list may not watch this count (A10.15)."""

    code = "voting.scrutineer-excluded"
    message = "“{scrutineer}”属于不得担任监票人的人员（{exclusion}），请更换人选。"


class ScrutineersShareAccount(InvalidInput):
    """An account acts for one scrutineer only."""

    code = "voting.scrutineers-share-account"
    message = "监票人“{scrutineer}”的账号也写给了另一名监票人，一个账号只能由一人使用，请逐一核对。"


class ScrutineersUndeclared(Refused):
    """Nobody has made sure that the list names none who may not watch this count (A10.15)."""

    code = "voting.scrutineers-undeclared"
    message = "请先核对名单中没有不得担任监票人的人员（{exclusion}），并作出回避声明，再提请表决。"


class ScrutineersRepeated(InvalidInput):
    """The same scrutineer stands twice on the list."""

    code = "voting.scrutineers-repeated"
    message = "监票人名单中“{scrutineer}”重复。"


class ScrutineersSettled(Refused):
    """The count record of the round is signed by all; its scrutineers stay."""

    code = "voting.scrutineers-settled"
    message = "本次投票的计票记录已经全部签字，不能再更换监票人。"


class BoxesIncomplete(Refused):
    """Voting by delegation needs a box for each delegation, and no other (B-033)."""

    code = "voting.boxes-incomplete"
    message = "分团投票应当每个代表团一个票箱，请核对票箱清单：{detail}。"


class BoxRepeated(InvalidInput):
    """Two boxes with one code."""

    code = "voting.box-repeated"
    message = "票箱编号“{box}”重复。"


class UnknownBox(InvalidInput):
    """Ballots issued at a box that was not sealed, or none said of one that was."""

    code = "voting.unknown-box"
    message = "各票箱发出张数与已封闭的票箱不一致：{detail}。请按已封闭的票箱逐一登记，没有发出的填0。"


class IssuedExceedsPresent(Refused):
    """More ballots issued than deputies present."""

    code = "voting.issued-exceeds-present"
    message = "发出{issued}张选票，超过{where}实到（应到）{present}人，请核对。"


class AssistedExceedsIssued(InvalidInput):
    """More deputies assisted in writing than have a paper ballot (A10.15)."""

    code = "voting.assisted-exceeds-issued"
    message = "请人代写选票的{assisted}人，超过发出的纸质选票{issued}张，请核对。"


class BallotsUnaccounted(InvalidInput):
    """An entry does not hold as many ballots as were returned."""

    code = "voting.ballots-unaccounted"
    message = "录入{entered}张，收回{returned}张，不一致，请核对后重新录入。"


class PatternRepeated(InvalidInput):
    """A pattern stands twice in one entry; its copies belong in one line."""

    code = "voting.pattern-repeated"
    message = "同一种画法出现了两行，请合并张数后再提交。"


class BallotFileWrong(InvalidInput):
    """The counting machine's file cannot be read as ballots of this round; nothing of it was taken."""

    code = "voting.ballot-file-wrong"
    message = "选票文件有误，没有录入：{problems}请更正后重新提交。"


class PhotographUnreadable(InvalidInput):
    """Not a picture."""

    code = "voting.photograph-unreadable"
    message = "照片无法读取，请用 JPEG、PNG 或 WebP 格式重新拍摄上传。"


class PhotographTooLarge(InvalidInput):
    """A picture that unpacks to more than anybody's camera makes."""

    code = "voting.photograph-too-large"
    message = "照片超过{most}百万像素，请降低分辨率后重新拍摄上传。"


class PhotographTwice(Conflict):
    """The page has its picture."""

    code = "voting.photograph-twice"
    message = "本轮第{page}页已有照片，请另用页码。"


class MarkOfAnotherMethod(InvalidInput):
    """The mark is not one of this kind of ballot: a number on approvals, or an approval on a ranking."""

    code = "voting.mark-of-another-method"
    message = "候选项目“{candidate}”录入的是“{mark}”，按本次票决办法应录入{wanted}，请改正后重新提交。"


class SameTeller(Refused):
    """Both entries by one person are no double entry."""

    code = "voting.same-teller"
    message = "两份录入须由两名计票人各自独立完成，您已录入另一份。"


class EntryAlreadyMade(Conflict):
    """The entry is in; it is made again only when the two differ."""

    code = "voting.entry-already-made"
    message = "这一份已经录入；只有两份不一致时才能重新录入。"


class SheetsUsedUp(Refused):
    """A desk has entered as often as it may; what still differs is settled by the paper, not by trying."""

    code = "voting.sheets-used-up"
    message = "这一组已经录入{most}次，两份录入仍不一致，不能再重新录入，请监票人对照纸质选票裁定。"


class NothingToSettle(Conflict):
    """The two entries are not both in, or do not differ."""

    code = "voting.nothing-to-settle"
    message = "两份录入尚未都完成，或者没有差异，无需裁定。"


class SettlementIncomplete(InvalidInput):
    """A settlement must rule on each difference and on nothing else."""

    code = "voting.settlement-incomplete"
    message = "裁定应当逐一对应两份录入的差异，不多不少，请核对差异清单。"


class NotAScrutineer(Refused):
    """The signature is not of an elected scrutineer."""

    code = "voting.not-a-scrutineer"
    message = "“{scrutineer}”不在通过的监票人名单中，或不是本人账号，不能签字。"


class ScrutineerOwnCount(Refused):
    """Whoever keyed a round's ballots neither settles its differences nor signs its count (A10.11)."""

    code = "voting.scrutineer-own-count"
    message = "您以计票人身份录入过本次投票的选票，不能再裁定录入差异或在计票记录上签字，请由其他监票人办理。"


class CountStillSecret(Refused):
    """Figures are not shown before the rules allow."""

    code = "voting.count-still-secret"
    message = "计票尚未完成{stage}，现在不能查看票数。"


class AdopterOutOfTurn(Refused):
    """The organs that adopt a recommendation act in the order of the rules (A10.13)."""

    code = "voting.adopter-out-of-turn"
    message = "应先由“{expected}”办理，不能先登记“{organ}”。"


class NotRecommended(InvalidInput):
    """A project that was not recommended, or was declined already, cannot be declined."""

    code = "voting.not-recommended"
    message = "“{candidate}”不在目前的推荐项目中，请核对未采纳项目的代号。"


class DeclinedWithoutReason(InvalidInput):
    """Projects are declined with a reason."""

    code = "voting.declined-without-reason"
    message = "有未采纳的项目，请填写未采纳的理由。"


class AdoptersMissing(Refused):
    """A recommendation is published only once it has been adopted (A10.13)."""

    code = "voting.adopters-missing"
    message = "票选结果属于推荐意见，须先由{missing}研究决定，再向社会公布。"
