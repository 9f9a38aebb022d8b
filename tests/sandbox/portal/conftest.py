"""A portal without its door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sandbox.open_platform import Platform
from app.sandbox.portal.portal import Portal

ADDRESS = "https://data.example"


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    return Platform(tmp_path / "platform")


@pytest.fixture
def portal(platform: Platform) -> Iterator[Portal]:
    portal = Portal(platform, ADDRESS)
    yield portal
    portal.close()
