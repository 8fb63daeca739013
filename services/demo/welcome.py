"""What is printed when the suite is ready: where to look, and who to log in as."""

from __future__ import annotations

import json
from pathlib import Path

NAMES = {"yuanyang": "原阳县（演示）", "beiguan": "北关区（演示）", "taiping": "太平镇（演示）"}
SHOWN = (
    ("yuanyang", "clerk", "人大工作人员"),
    ("yuanyang", "government", "县政府办"),
    ("yuanyang", "deputy", "人大代表"),
    ("beiguan", "clerk", "人大工作人员"),
    ("beiguan", "deputy", "人大代表"),
    ("taiping", "clerk", "人大工作人员"),
)


def welcome(port: int, home: Path, demo: bool) -> str:
    """The lines to print; passwords are those of the demo's own accounts."""
    address = f"http://127.0.0.1:{port}"
    lines = ["", f"票决已就绪：{address}", f"接口文档：{address}/api/v1/openapi.json"]
    accounts = home / "demo.json"
    if demo and accounts.exists():
        passwords = json.loads(accounts.read_text())
        lines += ["", "演示账号（演示数据·非正式公文）："]
        for tenant, login, role in SHOWN:
            password = passwords.get(f"{tenant}/{login}")
            if password:
                lines.append(
                    f"  {NAMES[tenant]}  {role:　<8} {address}/t/{tenant}/sign-in  {login} / {password}"
                )
    lines += [f"运维账号：见 {home / 'secrets' / 'operator.json'}", "按 Ctrl-C 停止。", ""]
    return "\n".join(lines)
