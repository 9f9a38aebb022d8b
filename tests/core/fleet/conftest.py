"""A computer and a bureau that lays down its policy."""

from pathlib import Path

import pytest

from app.core.fleet.places import VARIABLE
from tests.policies import Bureau


@pytest.fixture(scope="session")
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where administrators lay their policy."""
    folder = tmp_path / "computer"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder
