"""The page on operators says what is registered."""

from pathlib import Path

from app.core.desensitize.overview import overview

PAGE = Path(__file__).parents[3] / "docs" / "operators.md"


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == "\n".join(overview()) + "\n"
