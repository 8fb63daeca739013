"""What the hall's staff can be refused at the sign-in, at the papers and at the explanation."""

from __future__ import annotations

from shared.kernel.errors import Conflict, InvalidInput, Refused


class AttendanceSheetWrong(InvalidInput):
    """Lines of a sheet by seat name a seat twice, one that is not on the roll, or what cannot be."""

    code = "voting.attendance-sheet-wrong"
    message = "整张表没有登记，请改正后重新提交：{lines}。"


class SeatsUnknown(Conflict):
    """The snapshot of the roll was taken without its seats."""

    code = "voting.seats-unknown"
    message = "本次会议的名册快照没有席位名单，不能按席位登记；请直接填报人数，或重新定格名册后开设会议。"


class SittingUnknown(InvalidInput):
    """A sitting of that ordinal is neither held nor the next one."""

    code = "voting.sitting-unknown"
    message = "没有第{ordinal}次“{sitting}”，现在可以登记到第{most}次。"


class AttendanceClosed(Conflict):
    """A later sitting has begun, or the result is declared; the sheet of the earlier one stands."""

    code = "voting.attendance-closed"
    message = "“{sitting}”已经结束（其后已登记“{later}”），不能再改签到，请登记在当前会议的签到册上。"


class AttendanceDiffers(InvalidInput):
    """The number given by hand is not that of the sheet by seat."""

    code = "voting.attendance-differs"
    message = "填报实到{given}人，按席位签到{noted}人，两者不一致；请核对签到册，或不填人数以签到册为准。"


class AttendanceMissing(InvalidInput):
    """Neither a number nor a sheet by seat."""

    code = "voting.attendance-missing"
    message = "“{sitting}”还没有签到：请按席位登记签到，或填报实到人数。"


class ReceiptsMissing(Refused):
    """The rules want a receipt of each deputy who signed in (Y-037)."""

    code = "voting.receipts-missing"
    message = "还有{number}位已报到的代表没有签收材料（席位：{seats}），请补齐签收后再登记印发完成。"


class BriefingNamesNobody(InvalidInput):
    """The rules want the explanation at each delegation, and none is named (D-09)."""

    code = "voting.briefing-names-nobody"
    message = "按规定应向各代表团分别说明，请填写这次向哪些代表团作了说明。"
