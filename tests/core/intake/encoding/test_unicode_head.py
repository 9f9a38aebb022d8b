"""Marks and zeros tell Unicode."""

import pytest

from app.core.intake.encoding.unicode_head import unicode_head


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_told(encoding: str) -> None:
    assert unicode_head("<表>".encode(encoding)) == "<表>"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_not_told(encoding: str) -> None:
    assert unicode_head("<表>".encode(encoding)) is None
