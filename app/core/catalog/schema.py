"""The fields of a catalog entry, from the ``catalog`` pack.

Source: 《政务信息资源目录编制指南（试行）》 发改高技〔2017〕1272号, thirteen core elements; the pilot plan of
2018, seven open-catalog fields.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from app.core import resources
from app.core.model import May
from app.core.text import Text

NO_HINT = Text("", "")


@dataclass(frozen=True)
class Field:
    """One field. ``element``: the Guide's element number, or "open" for the pilot's seven."""

    id: str
    element: str
    zh: str
    en: str
    required: bool
    hint: Text = NO_HINT
    max_length: int | None = None
    pattern: str | None = None
    check: str | None = None
    code_list: str | None = None

    @property
    def title(self) -> Text:
        return Text(self.zh, self.en)


def data() -> dict[str, Any]:
    """The pack's content."""
    return resources.pack("catalog").data


@cache
def fields() -> tuple[Field, ...]:
    """All fields in the order of the form."""
    return msgspec.convert(tuple(data()["fields"]), tuple[Field, ...])


def codes(name: str) -> tuple[str, ...]:
    """The values of a code list."""
    return tuple(data()["code_lists"][name])


def item_types() -> dict[str, str]:
    """The Guide's codes of item types and their names."""
    return dict(data()["item_types"])


def opening_type(may: May) -> str:
    """The catalog's own word for what data may do, of the code list ``open_type``."""
    return str(data()["opening_types"][may])
