"""The commands, a module a theme; each is imported only when it is called, so that help is quick."""

from __future__ import annotations

from importlib import import_module

import click

WHERE = {
    "run": "embedded",
    "suite": "embedded",
    "service": "processes",
    "relay": "processes",
    "ballots": "processes",
    "gateway": "processes",
    "health": "health",
    "topology": "setup",
    "provision": "setup",
    "migrate": "setup",
    "keys": "setup",
    "init": "setup",
    "audit": "operations",
    "prune": "operations",
    "backup": "operations",
    "restore": "operations",
    "dlq": "operations",
    "clock": "operations",
    "calendar": "operations",
    "demo": "demonstration",
    "up": "distributed",
    "rehearse": "rehearse",
    "verify": "verify",
    "recount": "recount",
    "hall": "hall",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command."""
        return sorted(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or ``None``."""
        if cmd_name not in WHERE:
            return None
        module = import_module(f"services.cli.commands.{WHERE[cmd_name]}")
        found: click.Command = getattr(module, cmd_name)
        return found


@click.command(cls=LazyGroup)
def piaojue() -> None:
    """票决：民生实事项目人大代表票决制全周期系统。"""
