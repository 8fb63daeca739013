"""What publication can be asked. Papers themselves come by event, never by an operation."""

from __future__ import annotations

from shared.contracts.publication import schemas
from shared.contracts.publication.contract import CONTRACT
from shared.contracts.schemas import page_of
from shared.tenancy.roles import EVERYONE, Role

_CONGRESS = {Role.CONGRESS_CLERK}

LIST_PAPERS = CONTRACT.query(
    "list_papers", schemas.PaperQuery, page_of(schemas.PaperView), EVERYONE, "公文目录", "Y-041", "A10.18"
)
GET_PAPER = CONTRACT.query(
    "get_paper", schemas.PaperRef, schemas.PaperWithDistribution, EVERYONE, "查看公文信息", "C-03"
)
GET_CONTENT = CONTRACT.query(
    "get_content", schemas.ContentQuery, schemas.ContentView, EVERYONE, "查看公文正文", "A10.17", "A10.20"
)
VERIFY = CONTRACT.query("verify", schemas.Verify, schemas.Verified, EVERYONE, "按摘要核验公文", "A10.17")
ENTER_OUTSIDE_PAPER = CONTRACT.command(
    "enter_outside_paper",
    schemas.EnterOutsidePaper,
    schemas.PaperView,
    _CONGRESS,
    "登记系统外印发的文号",
    "A10.17",
)
RECORD_PUBLICATION = CONTRACT.command(
    "record_publication",
    schemas.RecordPublication,
    schemas.ChannelPublicationView,
    _CONGRESS,
    "登记各渠道公布的凭证",
    "B-035",
    "Y-041",
    since="1.1",
)
DISTRIBUTE_PAPER = CONTRACT.command(
    "distribute_paper",
    schemas.DistributePaper,
    schemas.DistributionView,
    {Role.CONGRESS_CLERK, Role.GOVERNMENT_CLERK},
    "登记公文分送",
    "C-03",
)
