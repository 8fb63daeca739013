"""Debian's Chromium with a Chinese font of its own, and no way out of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import noto_cjk_sans_otc
from playwright.sync_api import Browser, sync_playwright

EXECUTABLE = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""As root there is no sandbox; the last one resolves no name, so that nothing can be fetched outside."""

PATIENCE_MS = 60_000


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """The browser until the block ends; ``folder`` holds its font and its caches."""
    fonts = folder / "data" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    (fonts / noto_cjk_sans_otc.FONT_FILE).symlink_to(str(noto_cjk_sans_otc.FONT_PATH))
    environment = {
        **os.environ,
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=list(FLAGS), env=environment, timeout=PATIENCE_MS
        )
        try:
            yield browser
        finally:
            browser.close()
