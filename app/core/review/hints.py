"""What is left of a number of which the rest is hidden or cut off: 138****5678, 身份证后六位.

It reaches nobody, but with the name beside it, it may yet tell who is meant. So it is named, at the level
*public*, and a person decides. A type's pack lists ``hints``: a ``pattern`` (RE2) that at least ``share`` of
the cells match; ``needs``: words of which every match holds one; ``named``: what the column's name holds.
"""

from app.core import resources
from app.core.review.column import Column
from app.core.review.evidence import Evidence
from app.core.review.headers import says
from app.core.text import Text

_CONFIDENCE = 0.3


def hint(type_id: str, column: Column) -> Evidence | None:
    """What the first of a type's hints that holds finds in a column."""
    for rule in resources.finding_type(type_id).data.get("hints", ()):
        if "named" in rule and says(rule["named"], column.name) != "says":
            continue
        among = column.holding(rule["needs"]) if "needs" in rule else None
        spans = column.whole(column.matching(rule["pattern"], among))
        if len(spans) and column.cells_of(spans) >= rule.get("share", 0.0) * column.cells:
            return Evidence(spans, _CONFIDENCE, (HINT,), "public")
    return None


HINT = Text(
    "号码已遮蔽或只有末几位，仍可见其余各位",
    "numbers that are masked or cut to their end already; the other digits are still to be seen",
)
