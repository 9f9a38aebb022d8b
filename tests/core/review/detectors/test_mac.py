"""MAC 地址."""

import pytest

from app.core.review.detectors.mac import MacDetector
from tests.core.review.columns import examine, spans, view

TYPE = "mac"


@pytest.mark.parametrize("text", ["00:1A:2B:3C:4D:5E", "00-1a-2b-3c-4d-5e", "001a.2b3c.4d5e"])
def test_found_in_text(text: str) -> None:
    for cell in (text, f"终端{text}离线"):
        assert spans(examine(TYPE, [cell]), [cell]) == [text]


@pytest.mark.parametrize(
    "text",
    ["12:30:45:00:11:22", "12-34-56-78-90-12", "FF:FF:FF:FF:FF:FF", "00:1A:2B:3C:4D", "00:1A:2B:3C:4D:5E:6F",
     "00:1A-2B:3C-4D:5E", "00:1G:2B:3C:4D:5E", "abcd.example.cafe"],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert examine(TYPE, [text]) is None


def test_texts_without_as_many_digits_are_not_asked() -> None:
    column = view(["mr.smith.2b3@163.com", "终端001a.2b3c.4d5e离线"])
    assert MacDetector().among(column).tolist() == [1]
