"""The models over an output's own texts agree with figures that are worked out by hand or by the review."""

import numpy as np
import pyarrow as pa
import pytest

from app.core.desensitize.anonymize.model import Model
from app.core.desensitize.anonymize.models.average_risk import AverageRisk
from app.core.desensitize.anonymize.models.distinct_diversity import DistinctDiversity
from app.core.desensitize.anonymize.models.equal_closeness import EqualCloseness
from app.core.desensitize.anonymize.models.k_anonymity import KAnonymity
from app.core.desensitize.anonymize.unmet import unmet
from app.core.jobs import Job

# Classes x (3 rows), y (2), blank (2); two suppressed rows.
OUTPUT = pa.table(
    {
        "年龄": ["x", "x", "x", "y", "y", None, None, "*", "*"],
        "病种": ["甲", "乙", "乙", "甲", "甲", "甲", "乙", "乙", "乙"],
    }
)
SUPPRESSED = np.array([False] * 7 + [True] * 2)


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        (KAnonymity(2), 0),
        (KAnonymity(3), 4),
        (DistinctDiversity("病种", 2), 2),
        (AverageRisk(3 / 7), 0),
        (AverageRisk(0.42), 4),
        # of all nine rows 4/9 are 甲: y is 5/9 away from that, the blanks 1/18, x 1/9
        (EqualCloseness("病种", 5 / 9), 0),
        (EqualCloseness("病种", 0.5), 2),
        (EqualCloseness("病种", 0.1), 5),
    ],
)
def test_rows_that_fail(model: Model, rows: int) -> None:
    found = unmet(OUTPUT, ["年龄"], [model], SUPPRESSED, Job())
    assert found == (((model, rows),) if rows else ())


def test_suppressed_rows_are_no_class_even_beside_a_published_star() -> None:
    output = OUTPUT.set_column(0, "年龄", pa.array(["*"] * 9))
    lone = np.array([False] + [True] * 8)
    assert unmet(output, ["年龄"], [KAnonymity(2)], lone, Job()) == ((KAnonymity(2), 1),)
    assert unmet(output, ["年龄"], [KAnonymity(2)], ~lone, Job()) == ()


def test_nothing_published_fails_nothing() -> None:
    assert unmet(OUTPUT.slice(0, 0), ["年龄"], [KAnonymity(2)], SUPPRESSED[:0], Job()) == ()
