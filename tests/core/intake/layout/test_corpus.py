"""The hand-written sheets: the half that the rules were made on, and the half that was held out."""

import pytest

from tests.core.intake.layout.corpus import Sheet, golden, read, sheets, wrong

SHEETS = sheets()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_the_tables_are_those_of_the_golden_table(sheet: Sheet) -> None:
    assert not wrong(sheet)


def test_both_halves_are_large() -> None:
    held = sum(sheet.held_out for sheet in SHEETS)
    assert min(held, len(SHEETS) - held) >= 40


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_every_row_is_header_or_data_or_has_a_reason(sheet: Sheet) -> None:
    readings = read(sheet)
    told: set[int] = set()
    for reading in readings:
        told |= {*reading.header, *reading.data, *reading.reasons}
    assert {n for n, row in enumerate(sheet.rows, 1) if any(row)} <= told


@pytest.mark.parametrize(
    "sheet",
    [
        s
        for s in SHEETS
        if s.merges and not s.unsure and len(golden(s)) == 1 and len(golden(s)[0][0]) == 1
    ],
    ids=lambda sheet: sheet.id,
)
def test_the_header_is_found_when_a_csv_has_lost_the_merges(sheet: Sheet) -> None:
    bare = Sheet(sheet.id, sheet.rows, (), sheet.marks, sheet.names, False)
    assert read(bare)[0].header == golden(sheet)[0][0]
