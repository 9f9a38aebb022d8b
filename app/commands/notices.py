"""What a person should know of a table that came in, on the command line."""

from collections.abc import Iterable
from typing import Any

from app.core.model import Notice
from app.core.text import Language


def notices_json(notices: Iterable[Notice], language: Language) -> list[dict[str, Any]]:
    """Code, message and place of each."""
    return [
        {"code": told.code, "message": told.message.to(language), "where": told.where}
        for told in notices
    ]


def notice_lines(notices: Iterable[Notice], language: Language) -> list[str]:
    """The same for a person, one a line."""
    return [f"  ! {told.where}: {told.message.to(language)}" for told in notices]
