"""What lies around the rows of an OpenDocument sheet."""

from dataclasses import dataclass, field

from app.core.intake.sheet import Merge
from app.core.model import Hidden


@dataclass
class Page:
    """What the first pass finds of one sheet; rows and columns count from 0."""

    name: str
    style: str
    height: int = 0  # rows down to the last that holds something
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first, behind the last
    hidden_columns: set[int] = field(default_factory=set)
    hidden: list[Hidden] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # texts of shapes
