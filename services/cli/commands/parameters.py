"""Kinds of options that several commands take, with a sentence of their own for what is none."""

from __future__ import annotations

from typing import Any

import click


class Port(click.ParamType):
    """A number that a program can listen on."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; fails for what is none."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
            self.fail(f"端口号应是1至65535的整数，现在是“{text}”，例如：make run PORT=8001。", param, ctx)
        return int(text)


PORT = Port()
