"""What an operator does while the suite runs: audit, pruning, dead letters, backup, the demo's clock."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from shared.config import SERVICES, Settings, load, overlaid, setting


@click.group()
def audit() -> None:
    """审计链。"""


@audit.command("verify")
def verify() -> None:
    """核对每个服务、每个租户的审计链，以及历日锚定的链尾；不符时退出码为1。"""
    from services.congress.anchoring import mismatches
    from shared.persistence.maintenance import verify_chains

    settings = load_running()
    broken = False
    for service in SERVICES:
        report = verify_chains(settings, service)
        click.echo(f"{service}：{report.chains}条链，{report.entries}条记录，断裂{len(report.breaks)}处")
        for each in report.breaks:
            broken = True
            click.echo(f"  租户 {each.tenant} 第{each.seq}条：{each.reason}")
    for unlike in mismatches(settings):
        broken = True
        click.echo(f"{unlike.service}：租户 {unlike.tenant} 第{unlike.seq}条：{unlike.reason}")
    sys.exit(1 if broken else 0)


@audit.command("anchor")
def anchor() -> None:
    """把各审计链当日的链尾锚定在 congress；每天运行一次，同日重复运行无妨。"""
    from services.congress.anchoring import anchor_heads

    click.echo(f"锚定{anchor_heads(load_running())}条链")


@click.group()
def calendar() -> None:
    """各单位的业务日。"""


@calendar.command("advance")
def advance() -> None:
    """告知各单位新的一天已开始，按规则到期的监督活动随之生成；每天运行一次，同日重复运行无妨。"""
    from services.congress.daybreak import begin_day

    click.echo(f"已告知{begin_day(load_running())}个年度周期")


@click.command()
@click.option("--older-than-days", default=14, show_default=True)
def prune(older_than_days: int) -> None:
    """清除已发布的消息、收件记录和幂等记录（审计记录不清除）。"""
    from shared.persistence.maintenance import prune as prune_service

    settings = load_running()
    for service in SERVICES:
        gone = prune_service(settings, service, timedelta(days=older_than_days))
        click.echo(f"{service}：发件{gone.outbox}，收件{gone.inbox}，幂等{gone.idempotency}")


@click.group()
def dlq() -> None:
    """死信。"""


@dlq.command("list")
def list_letters() -> None:
    """列出死信。"""
    from shared.messaging.dead_letters import dead_letters

    letters = dead_letters(load_running()).all()
    for each in letters:
        click.echo(f"{each.id}  {each.queue}  {each.event}  {each.tenant}  {each.error}")
    click.echo(f"共{len(letters)}条。")


@dlq.command("show")
@click.argument("id")
def show_letter(id: str) -> None:
    """显示一条死信。"""
    from shared.messaging.dead_letters import dead_letters

    for each in dead_letters(load_running()).all():
        if each.id == id:
            click.echo(json.dumps(each.__dict__, ensure_ascii=False, indent=1))
            return
    raise click.ClickException(f"没有死信 {id}。")


@dlq.command("replay")
@click.argument("id")
def replay_letter(id: str) -> None:
    """重新投递一条死信。"""
    from shared.messaging.dead_letters import dead_letters

    _on_record("dlq.replay", dead_letters(load_running()).replay(id))


@dlq.command("discard")
@click.argument("id")
def discard_letter(id: str) -> None:
    """作废一条死信（记入审计）。"""
    from shared.messaging.dead_letters import dead_letters

    _on_record("dlq.discard", dead_letters(load_running()).discard(id))


def _on_record(act: str, letter: Any) -> None:
    from services.congress.founding import record_operator_act

    record_operator_act(
        load_running(), act, {"message": letter.id, "queue": letter.queue, "event": letter.event}
    )
    click.echo(f"{act} {letter.id} 已记入审计。")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """备份全部数据库（内置数据库可在停机时备份）。"""
    from shared.persistence.backup import BackupRefused
    from shared.persistence.backup import backup as make

    with _server() as (settings, dsn, programs):
        try:
            make(settings, folder, dsn, programs)
        except BackupRefused as refused:
            raise click.ClickException(str(refused)) from refused
    click.echo(f"备份已写入 {folder}，审计链完整。")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def restore(folder: Path) -> None:
    """从备份恢复全部数据库，并核对审计链（请先停止服务）。"""
    from shared.persistence.backup import BackupRefused
    from shared.persistence.backup import restore as put_back

    with _server() as (settings, dsn, programs):
        try:
            put_back(settings, folder, dsn, programs)
        except BackupRefused as refused:
            raise click.ClickException(str(refused)) from refused
    click.echo("已恢复，审计链与备份清单一致。")


@click.command()
@click.argument("tenant")
@click.argument("to")
@click.option("--address", default="http://127.0.0.1:8000", show_default=True)
def clock(tenant: str, to: str, address: str) -> None:
    """拨动演示租户的业务时钟，如 piaojue clock yuanyang 2024-02-29T09:00:00+08:00。"""
    import httpx

    secret = json.loads((load().home / "secrets" / "operator.json").read_text())
    base = f"{address}/api/v1/tenants/platform"
    with httpx.Client(trust_env=False, timeout=20) as client:
        token = client.post(f"{base}/session", json=secret).raise_for_status().json()["token"]
        answer = client.put(
            f"{base}/tenants/{tenant}/clock", json={"to": to}, headers={"Authorization": f"Bearer {token}"}
        )
    if answer.status_code != 200:
        raise click.ClickException(answer.json()["detail"])
    click.echo(f"{answer.json()['display_name']} 的业务时间现为 {to}。")


def load_running() -> Settings:
    """The settings, with the port of the embedded database where none is given."""
    import os

    from services.embedded.home import Home

    settings = load()
    port = Home(settings.home).database_folder / "port"
    if "PIAOJUE_DATABASE_PORT" not in os.environ and port.exists():
        return load(overlaid(os.environ, Home(settings.home).environment("127.0.0.1", int(port.read_text()))))
    return settings


@contextmanager
def _server() -> Iterator[tuple[Settings, Callable[[str], str], Callable[[str], Any]]]:
    """The database server as its superuser: the operator's, or the embedded one, started when it does not run."""
    import os
    import shutil

    from psycopg.conninfo import make_conninfo

    from services.embedded import wheel
    from services.embedded.home import Home
    from services.embedded.postgres import EmbeddedPostgres

    given = setting("PIAOJUE_SUPERUSER_DSN")
    if given:
        # The system's programs where there are any, otherwise the wheel's, which know every server up to their own version.
        yield (
            load(),
            lambda name: make_conninfo(given, dbname=name),
            lambda name: shutil.which(name) or wheel.program(name),
        )
        return
    home = Home(load().home)
    home.hold()
    try:
        with EmbeddedPostgres(home.database_folder) as postgres:
            settings = load(overlaid(os.environ, home.environment(postgres.host, postgres.port)))
            yield settings, postgres.superuser_dsn, postgres.program
    finally:
        home.release()
