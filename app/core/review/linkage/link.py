"""How a dataset links with the release."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.core.model import Gate
from app.core.review.linkage.values import Cut
from app.core.text import Language, Text


@dataclass(frozen=True)
class Linkage:
    """How one dataset links with the release by some columns.

    ``columns`` of the release and ``others``, as many, of the dataset; ``cuts``: what dates among
    them are cut to for the join. ``adds``: what other columns the dataset has, ``gives``: what
    others the release has; if there are neither, the two say the same. ``containment``: the share of
    the distinct values (or tuples) of the table that has fewer which stand in the other. The rows
    are the release's: those with a counterpart, with just one, and made unique;
    ``rows_unique_together``: those that stand alone only by the columns of both tables, where these
    are joined by a key (None where it cannot be told). ``rows_error``: of the rows made unique.
    Errors are half-widths at 95 % confidence, 0 if exact. ``message``: what it means, what to do.
    """

    dataset: str
    columns: tuple[str, ...]
    others: tuple[str, ...]
    cuts: tuple[Cut, ...]
    adds: tuple[str, ...]
    gives: tuple[str, ...]
    shared_key: bool
    containment: float
    containment_error: float
    rows_matched: int
    rows_matched_once: int
    rows_made_unique: int
    rows_error: int
    rows_unique_together: int | None
    gate: Gate
    message: Text


def as_json(links: Iterable[Linkage], language: Language) -> list[dict[str, Any]]:
    """The ``linkage`` key of the ``risk`` command."""
    return [
        {
            "dataset": link.dataset,
            "columns": list(link.columns),
            "others": list(link.others),
            "cuts": list(link.cuts),
            "adds": list(link.adds),
            "shared_key": link.shared_key,
            "containment": round(link.containment, 4),
            "containment_error": round(link.containment_error, 4),
            "rows_matched": link.rows_matched,
            "rows_matched_once": link.rows_matched_once,
            "rows_made_unique": link.rows_made_unique,
            "rows_error": link.rows_error,
            "rows_unique_together": link.rows_unique_together,
            "gate": link.gate,
            "message": link.message.to(language),
        }
        for link in links
    ]
