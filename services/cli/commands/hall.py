"""``piaojue hall``: the hall's own HTTPS."""

from __future__ import annotations

from pathlib import Path

import click

from services.hall.authority import MOST_DAYS

NAME_LENGTH = 60
"""A common name has 64 letters at most, and " CA" is added."""


@click.group()
def hall() -> None:
    """会场自己的加密网络。"""


@hall.command()
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="写入哪个文件夹。"
)
@click.option("--host", "hosts", multiple=True, required=True, help="会场主机的地址或名称；可以给出多个。")
@click.option("--name", default="会场", show_default=True, help="证书上的名称。")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=30, show_default=True, help="有效天数。")
def init(out: Path, hosts: tuple[str, ...], name: str, days: int) -> None:
    """生成会场的证书：平板安装 hall-ca.crt 后，可以用 https 打开投票页面，不需要互联网。"""
    from services.hall.authority import HostUnknown, make_hall

    if len(name) > NAME_LENGTH:
        raise click.BadParameter(f"名称不能超过{NAME_LENGTH}个字。")
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = out / "hall.key"
    if key.exists():
        raise click.UsageError(f"{key} 已经存在；换一个文件夹，或先删去旧的证书。")
    try:
        made = make_hall(name, hosts, days)
    except HostUnknown as unknown:
        raise click.BadParameter(f"“{unknown}”不是地址，也不是主机名。") from None
    key.touch(mode=0o600)
    key.write_bytes(made.key)
    (out / "hall.pem").write_bytes(made.certificate)
    (out / "hall-ca.pem").write_bytes(made.authority)
    (out / "hall-ca.crt").write_bytes(made.authority_der)
    click.echo(f"已写入 {out}：hall.pem、hall.key（会场主机用），hall-ca.crt（平板安装，SHA-256 指纹如下）")
    click.echo(made.fingerprint)
    click.echo(
        f"会场主机：piaojue gateway --host {hosts[0]} --port 8443 --certificate {out}/hall.pem --key {key}"
    )
    click.echo("平板怎样安装：docs/hall.md")
