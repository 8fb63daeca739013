"""Whether a process on this machine is well: what a container asks of the process in it."""

from __future__ import annotations

import sys

import click

from shared.config import SettingWrong


@click.command()
@click.option(
    "--address",
    envvar="PIAOJUE_HEALTH_ADDRESS",
    help="进程的地址，如 http://127.0.0.1:8000；不给则问探针地址",
)
@click.option(
    "--ready", is_flag=True, help="还要求已可接受请求（/readyz），否则只看进程是否在运行（/healthz）"
)
def health(address: str | None, ready: bool) -> None:
    """检查一个进程是否正常：正常退出码为0，不正常为1并说明原因。"""
    from shared.probes import ask

    where = address or _from_settings()
    wrong = ask(where, "readyz" if ready else "healthz")
    if wrong is None:
        click.echo(f"正常：{where}")
        return
    if wrong == "503":
        click.echo(f"尚未就绪：{where} 正在启动，请稍候再查。", err=True)
    elif wrong.isdigit():
        click.echo(f"不正常：{where} 的应答是 {wrong}，请查看该进程的日志。", err=True)
    else:
        click.echo(
            f"没有应答：{where}（{wrong}）。请确认进程在运行，地址和端口正确，再查看它的日志。", err=True
        )
    sys.exit(1)


def _from_settings() -> str:
    from shared.config import metrics_address
    from shared.probes import own_address

    host, port = metrics_address()
    if port is None:
        raise SettingWrong("不知道要检查哪个进程：请设置 PIAOJUE_METRICS_PORT，或用 --address 指定地址。")
    return own_address(host, port)
