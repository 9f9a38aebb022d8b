"""The set examined: labels that point at cells, and phrases that are weighed as they must be."""

import pytest

from tests.benchmarks.detection.agencies import marks, sentences
from tests.benchmarks.detection.agencies.examination import examination
from tests.benchmarks.detection.agencies.readings import gate_of, names_and_homes


@pytest.mark.parametrize("part", ["second", "third"])  # the first takes seconds to draw
def test_labels_point_at_cells_that_hold_something(part: str) -> None:
    tables = examination(part)
    assert tables == examination(part)
    assert len({table.name for table in tables}) == len(tables)
    for table in tables:
        for column in table.columns:
            for need in column.needs:
                assert need.rows, column.header
                assert all(column.values[row] for row in need.rows), column.header


@pytest.mark.parametrize("gate", marks.LATER)
def test_phrases(gate: str) -> None:
    for phrase in marks.LATER[gate]:
        assert gate_of(phrase) == gate, phrase


def test_sentences() -> None:
    """Those that anybody may write are found more often than not, and nothing else is."""
    for speaking, silent in (
        (sentences.SENTENCES, sentences.INNOCENT),
        (sentences.LATER, sentences.LATER_INNOCENT),
    ):
        found, missed, false = names_and_homes([*speaking, *silent])
        assert not false
        assert len(found) > 4 * len(missed)
