"""The land: the platform's tree of tenants, of mixed kinds (D-01, A10.6)."""

from __future__ import annotations

from services.demo.player import Player
from services.demo.script import Part, Script
from shared.contracts import congress
from shared.tenancy.context import PLATFORM

TENANTS: tuple[tuple[str, str, str, str | None], ...] = (
    ("henan", "河南省（演示）", "province", None),
    ("xinxiang", "新乡市（演示）", "city", "henan"),
    ("anyang", "安阳市（演示）", "city", "henan"),
    ("yuanyang", "原阳县（演示）", "county", "xinxiang"),
    ("yang-e", "阳阿镇（演示）", "township", "yuanyang"),
    ("taiping", "太平镇（演示）", "township", "yuanyang"),
    ("gebukou", "葛埠口乡（演示）", "township", "yuanyang"),
    ("yanghe", "阳和街道（演示）", "street", "yuanyang"),
    ("beiguan", "北关区（演示）", "district", "anyang"),
    ("hongqilu", "红旗路街道（演示）", "street", "beiguan"),
    ("jiefanglu", "解放路街道（演示）", "street", "beiguan"),
    ("dengtalu", "灯塔路街道（演示）", "street", "beiguan"),
    ("doufuying", "豆腐营街道（演示）", "street", "beiguan"),
    ("huanbei", "洹北街道（演示）", "street", "beiguan"),
    ("shuguanglu", "曙光路街道（演示）", "street", "beiguan"),
    ("minhanglu", "民航路街道（演示）", "street", "beiguan"),
    ("zhangbei", "彰北街道（演示）", "street", "beiguan"),
    ("zhangdong", "彰东街道（演示）", "street", "beiguan"),
    ("baizhuang", "柏庄镇（演示）", "township", "beiguan"),
)
"""Address, name, kind, parent."""

part = Part()


@part.step("登记租户")
def register_tenants(player: Player) -> None:
    """Every tenant of the demo; streets and 柏庄镇 are only registered (Q-13)."""
    for tenant, name, kind, parent in TENANTS:
        player.operator(
            congress.REGISTER_TENANT,
            PLATFORM,
            tenant_id=tenant,
            display_name=name,
            kind=kind,
            parent=parent,
            demo=True,
        )


LAND = Script(PLATFORM, "平台", (part,))
