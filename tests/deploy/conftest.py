"""Secrets as a deployment has them, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.images.make_secrets import make


@pytest.fixture(scope="session")
def made_secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deployment") / "secrets"
    make(folder, "database", "broker")
    return folder
