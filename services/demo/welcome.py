"""What is printed when the suite is ready: where to look, and who to log in as."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from services.demo.land import TENANTS

POSTS = {
    "clerk": "人大工作人员",
    "government": "政府办",
    "department": "部门经办人",
    "station": "代表联络站",
    "deputy": "人大代表",
    "teller1": "计票人",
    "teller2": "计票人",
    "scrutineer": "监票人",
    "taskforce": "督办专班",
    "assessor": "第三方评估机构",
    "representative": "议事代表",
}
"""What the logins of the demo stand for."""


def welcome(port: int, home: Path, demo: bool) -> str:
    """The lines to print. Every account that the demo made is among them, with its password."""
    address = f"http://127.0.0.1:{port}"
    lines = ["", f"票决已就绪：{address}", f"接口文档：{address}/api/v1/openapi.json"]
    accounts = home / "demo.json"
    if demo and accounts.exists():
        lines += ["", "演示账号（演示数据·非正式公文）："]
        lines += _accounts(json.loads(accounts.read_text()), address)
    lines += [f"运维账号：见 {home / 'secrets' / 'operator.json'}", "按 Ctrl-C 停止。", ""]
    return "\n".join(lines)


def _accounts(passwords: dict[str, str], address: str) -> list[str]:
    names = {tenant: name for tenant, name, _kind, _parent in TENANTS}
    lines = []
    for tenant, keys in groupby(passwords, key=lambda key: key.split("/")[0]):
        lines.append(f"  {names.get(tenant, tenant)}  {address}/t/{tenant}/sign-in")
        for key in keys:
            login = key.split("/")[1]
            lines.append(f"    {login:<15} {passwords[key]}  {POSTS.get(login, login)}")
    return lines
