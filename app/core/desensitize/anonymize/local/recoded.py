"""What local recoding made of a table, measured on the table itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core.contingency import code
from app.core.desensitize.anonymize.local.limits import Limits, Measured, measure
from app.core.jobs import Job
from app.core.text import Text

_SENTENCE = Text("{words}。", "{words}.")


@dataclass(frozen=True)
class Altered:
    """What became of one quasi-identifier: how many of its cells read otherwise now, of all in
    ``rows``, and how many of these have become blank."""

    column: str
    cells: int
    blanked: int
    rows: int

    def told(self) -> Text:
        """In one phrase."""
        if not self.cells:
            return Text("保持原值", "stays as it is")
        text = Text(
            "改动 {cells} 个单元格（{share:.1%}），其中 {blanked} 个改为空白",
            "{cells} cells ({share:.1%}) were changed, {blanked} of them to blanks",
        )
        return text.format(cells=self.cells, share=self.cells / self.rows, blanked=self.blanked)


@dataclass(frozen=True, eq=False)
class Recoded:
    """``suppressed``: rows of whose quasi-identifiers, where there were any, none is left."""

    data: pa.Table
    measured: Measured
    columns: tuple[Altered, ...]
    suppressed: int

    @property
    def changed(self) -> dict[str, int]:
        """By quasi-identifier, how many cells read otherwise now."""
        return {one.column: one.cells for one in self.columns}

    @property
    def blanked(self) -> dict[str, int]:
        """By quasi-identifier, how many cells have become blank."""
        return {one.column: one.blanked for one in self.columns}

    def summary(self) -> list[Text]:
        """The table as a whole."""
        said = [
            Text(
                "共 {classes} 组，最小 {smallest} 行，平均 {average:.1f} 行",
                "{classes} classes, of {smallest} rows at least and {average:.1f} on the average",
            ).format(
                classes=self.measured.classes,
                smallest=self.measured.smallest,
                average=self.measured.average,
            )
        ]
        if self.suppressed:
            said.append(
                Text(
                    "有 {rows} 行的准标识符全部改为空白",
                    "{rows} rows have lost all quasi-identifiers",
                ).format(rows=self.suppressed)
            )
        return said

    def told(self) -> list[Text]:
        """What was done, in sentences."""
        named = Text("“{name}”{told}", "{name}: {told}")
        changed = (
            named.format(name=one.column, told=one.told()) for one in self.columns if one.cells
        )
        return [_SENTENCE.format(words=words) for words in (*self.summary(), *changed)]


def recoded(data: pa.Table, cells: Mapping[str, pa.Array], limits: Limits, job: Job) -> Recoded:
    """The table with these columns in place of its own, measured anew."""
    output = data
    altered = []
    bare = np.ones(data.num_rows, np.bool_)
    before = np.ones(data.num_rows, np.bool_)
    for place, (name, column) in enumerate(cells.items()):
        job.report(place, len(cells))
        old, new = data[name], pa.chunked_array([column])
        output = output.set_column(output.column_names.index(name), name, new)
        blanked = int((_blank(new) & ~_blank(old)).sum())
        altered.append(Altered(name, _differences(old, new), blanked, data.num_rows))
        bare &= _blank(new)
        before &= _blank(old)
    measured = measure(output, list(cells), limits.sensitive, job)
    if not measured.keeps(limits):
        raise RuntimeError("local recoding has not kept its limits")
    return Recoded(output, measured, tuple(altered), int((bare & ~before).sum()))


def _differences(old: pa.ChunkedArray, new: pa.ChunkedArray) -> int:
    """How many cells differ; a blank differs from every text."""
    before, after = code(old), code(new)
    same = pc.index_in(before.values, value_set=after.values)
    translated = np.append(np.asarray(pc.fill_null(same, -1)), len(after.values))
    return int((translated[before.codes] != after.codes).sum())


def _blank(column: pa.ChunkedArray) -> np.ndarray:
    mask: np.ndarray = pc.is_null(column).to_numpy()
    return mask
