"""Making a suite: databases, schema, queues, keys, the first tenant."""

from __future__ import annotations

import click

from shared.config import PROCESSES, SERVICES, SettingMissing, load, setting


@click.group()
def topology() -> None:
    """消息拓扑。"""


@topology.command("declare")
def declare_topology() -> None:
    """声明全部交换机和队列（可重复执行）。"""
    import pika

    from shared.messaging.topology import declare

    connection = pika.BlockingConnection(pika.URLParameters(load().amqp_uri))
    declare(connection.channel())
    connection.close()
    click.echo("交换机和队列已就绪。")


@click.command()
@click.option("--superuser-dsn", help="PostgreSQL 超级用户连接串；默认取 PIAOJUE_SUPERUSER_DSN 或 …_FILE")
def provision(superuser_dsn: str | None) -> None:
    """建立各服务的数据库和角色（可重复执行）。"""
    from shared.persistence.provision import make_passwords
    from shared.persistence.provision import provision as create

    given = superuser_dsn or setting("PIAOJUE_SUPERUSER_DSN")
    if given is None:
        raise SettingMissing(
            "请用 PIAOJUE_SUPERUSER_DSN_FILE（或 PIAOJUE_SUPERUSER_DSN）给出数据库超级用户的连接串。"
        )
    settings = load()
    path = settings.home / "secrets" / "database.json"
    passwords = dict(settings.database.passwords) or make_passwords(path, settings.database.prefix)
    create(given, settings.database.prefix, passwords)
    click.echo("数据库和角色已就绪。")


@click.command()
@click.argument("services", nargs=-1, type=click.Choice(SERVICES))
def migrate(services: tuple[str, ...]) -> None:
    """把数据库升级到本版本的结构。"""
    from shared.persistence.migrations import migrate as upgrade

    settings = load()
    for service in services or SERVICES:
        upgrade(settings, service)
        click.echo(f"{service} 已是最新。")


@click.group()
def keys() -> None:
    """服务间签名密钥。"""


@keys.command("make")
def make() -> None:
    """为每个进程生成密钥（已有的不动）。"""
    from shared.tenancy.keys import make_keys

    make_keys(load().keys, PROCESSES)
    click.echo("密钥已就绪。")


@keys.command("rotate")
@click.argument("process", type=click.Choice(PROCESSES))
def rotate(process: str) -> None:
    """给一个进程换新密钥；旧公钥仍受信任，直到 prune。"""
    from shared.tenancy.keys import rotate_key

    click.echo(f"新密钥 {rotate_key(load().keys, process)}；请重启各进程，再执行 piaojue keys prune。")


@keys.command("prune")
@click.option("--older-than-minutes", default=10, show_default=True)
def prune_old(older_than_minutes: int) -> None:
    """不再信任已被替换的旧公钥。"""
    from datetime import timedelta

    from shared.tenancy.keys import prune_keys

    gone = prune_keys(load().keys, timedelta(minutes=older_than_minutes))
    click.echo("、".join(gone) or "没有需要清除的旧公钥。")


@click.command()
@click.option("--tenant", help="租户地址，如 moujun；不给则只建立平台和运维账号")
@click.option("--name", help="租户名称，如 某县")
@click.option(
    "--kind",
    type=click.Choice(["province", "city", "county", "district", "township", "street"]),
    default="county",
)
@click.option("--login", default="admin", show_default=True)
def init(tenant: str | None, name: str | None, kind: str, login: str) -> None:
    """建立平台、第一个租户和管理员（不含演示数据）。"""
    import secrets

    from services.congress.founding import found_platform, found_tenant

    settings = load()
    click.echo(f"运维账号的口令在 {found_platform(settings)}。")
    if tenant:
        password = secrets.token_urlsafe(12)
        found_tenant(settings, tenant, name or tenant, kind, login, password)
        click.echo(f"租户 {tenant} 已建立；管理员 {login} 的初始口令：{password}（请登录后立即修改）。")
