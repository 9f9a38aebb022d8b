"""Where the tables lie in a sheet: header rows, data rows, and what is neither, with reasons.

Nothing is dropped silently: every sheet row that is not data is listed with its reason.
"""

from app.core.intake.layout.crosstab import crosstab, unpivot
from app.core.intake.layout.groups import group_columns
from app.core.intake.layout.habit import Habit
from app.core.intake.layout.header import (
    HEAD,
    HEADER_DEPTH,
    Header,
    before_header,
    find_header,
    raw_names,
)
from app.core.intake.layout.judge import Judge, Reason
from app.core.intake.layout.plan import Replay, drifts, propose, renamed, replay
from app.core.intake.layout.regions import Region, find_tables, next_tables
from app.core.intake.layout.suspects import Suspects

__all__ = [
    "HEAD",
    "HEADER_DEPTH",
    "Habit",
    "Header",
    "Judge",
    "Reason",
    "Region",
    "Replay",
    "Suspects",
    "before_header",
    "crosstab",
    "drifts",
    "find_header",
    "find_tables",
    "group_columns",
    "next_tables",
    "propose",
    "raw_names",
    "renamed",
    "replay",
    "unpivot",
]
