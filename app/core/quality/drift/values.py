"""What a comparison of two periods comes to."""

from dataclasses import dataclass
from typing import Literal

from app.core.text import Text

Kind = Literal["column-added", "column-removed", "column-renamed", "type-changed", "new-values",
               "shifted", "sensitive"]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """How a column differs; ``asks``: a person has to say what it means.

    ``column`` as it is called now (of a removed one, as it was); ``before``: a renamed one's old name.
    ``examples``: some of the new values.
    """

    kind: Kind
    column: str
    message: Text
    asks: bool
    before: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowChanges:
    """Rows by key. ``repeated``: keys that stand twice in either table, whose rows are not compared.

    Row numbers count from 1 and are capped: ``added`` and ``changed`` in the new table, ``removed`` in the
    old one.
    """

    key: tuple[str, ...]
    same: int
    added_count: int
    removed_count: int
    changed_count: int
    repeated: int
    added: tuple[int, ...]
    removed: tuple[int, ...]
    changed: tuple[int, ...]


@dataclass(frozen=True)
class Drift:
    """All that differs; ``rows`` only where a key was named."""

    changes: tuple[Change, ...]
    rows: RowChanges | None = None

    @property
    def asks(self) -> bool:
        """Whether a person has to decide something."""
        return any(change.asks for change in self.changes)
