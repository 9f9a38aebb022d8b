"""All tables of this set, in the three parts in which it was written.

Each part was written before it was ever examined, and what it showed was mended in the rules, in general;
so the figure that counts is the one that a part gave at first sight, before the rules knew of it.
"""

from tests.benchmarks.detection.agencies import (
    facilities,
    firms,
    later_offices,
    later_people,
    records,
    registered,
    served,
    third_offices,
    third_people,
)
from tests.benchmarks.detection.labels import LabelledTable

PARTS = {
    "first": (served, registered, firms, facilities, records),
    "second": (later_people, later_offices),
    "third": (third_people, third_offices),
}


def examination(part: str) -> tuple[LabelledTable, ...]:
    """The tables of one of :data:`PARTS`."""
    return tuple(table for module in PARTS[part] for table in module.tables())
