"""A sheet that is read from ever lower rows on is read from its top once."""

from collections.abc import Iterator
from itertools import islice

import pyarrow as pa

from app.core.intake.blocks import Descent
from app.core.intake.body import read_tables
from app.core.intake.sheet import Block, Row, Sheet
from app.core.jobs import Job


class Counted:
    """A sheet in blocks of ``size`` rows, that counts how often it is begun."""

    def __init__(self, rows: list[Row], size: int) -> None:
        self._rows, self._size = rows, size
        self.begun = 0
        self.sheet = Sheet("表", "visible", lambda: iter(self._rows), blocks=self.blocks)

    def blocks(self) -> Iterator[Block]:
        self.begun += 1
        width = max(map(len, self._rows))
        rows = [(*row, *[None] * (width - len(row))) for row in self._rows]
        for first in range(0, len(rows), self._size):
            part = rows[first : first + self._size]
            columns = tuple(pa.array(column, pa.string()) for column in zip(*part, strict=True))
            yield Block(first + 1, columns, len(part))


def firsts(blocks: Iterator[Block]) -> list[int]:
    return [block.first for block in blocks]


def test_rows_further_down_are_reached_without_another_beginning() -> None:
    told = Counted([(str(number),) for number in range(1, 11)], 2)
    descent = Descent(told.sheet)
    assert firsts(islice(descent.below(1), 2)) == [1, 3]
    assert firsts(descent.below(2)) == [1, 3, 5, 7, 9]
    assert firsts(descent.below(8)) == [7, 9]
    assert told.begun == 1


def test_rows_that_were_let_go_are_read_again() -> None:
    told = Counted([(str(number),) for number in range(1, 11)], 2)
    descent = Descent(told.sheet)
    assert firsts(descent.below(1)) == [1, 3, 5, 7, 9]
    assert firsts(descent.below(6)) == [5, 7, 9]
    assert told.begun == 2


def test_many_tables_below_each_other_take_few_passes(job: Job) -> None:
    rows: list[Row] = []
    for number in range(40):
        people = [(f"甲{number}{n}", f"1380000{number:02}{n:02}", "东村") for n in range(6)]
        rows += [(f"附表{number}",), ("姓名", "电话", f"村名{number}"), *people, (), ()]
    told = Counted(rows, 256)
    assert len(list(read_tables(told.sheet, job))) == 40
    assert told.begun < 10
