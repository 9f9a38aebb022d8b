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


@dataclass(frozen=True, eq=False)
class Recoded:
    """``changed``: by quasi-identifier, how many cells read otherwise now; ``blanked``: how many of
    them have become blank. ``suppressed``: rows of whose quasi-identifiers, where there were any, none is left.
    """

    data: pa.Table
    measured: Measured
    changed: Mapping[str, int]
    blanked: Mapping[str, int]
    suppressed: int

    def told(self) -> list[Text]:
        """What was done, in sentences."""
        said = [
            Text(
                "共 {classes} 组，最小 {smallest} 行，平均 {average:.1f} 行。",
                "{classes} classes, of {smallest} rows at least and {average:.1f} on the average.",
            ).format(
                classes=self.measured.classes,
                smallest=self.measured.smallest,
                average=self.measured.average,
            )
        ]
        for name, cells in self.changed.items():
            if cells:
                said.append(
                    Text(
                        "“{name}”改动 {cells} 个单元格（{share:.1%}），其中 {blanked} 个改为空白。",
                        "{name}: {cells} cells ({share:.1%}) were changed, {blanked} of them to blanks.",
                    ).format(
                        name=name,
                        cells=cells,
                        share=cells / self.data.num_rows,
                        blanked=self.blanked[name],
                    )
                )
        if self.suppressed:
            said.append(
                Text(
                    "有 {rows} 行的准标识符全部改为空白。",
                    "{rows} rows have lost all quasi-identifiers.",
                ).format(rows=self.suppressed)
            )
        return said


def recoded(data: pa.Table, cells: Mapping[str, pa.Array], limits: Limits, job: Job) -> Recoded:
    """The table with these columns in place of its own, measured anew."""
    output = data
    changed, blanked = {}, {}
    bare = np.ones(data.num_rows, np.bool_)
    before = np.ones(data.num_rows, np.bool_)
    for place, (name, column) in enumerate(cells.items()):
        job.report(place, len(cells))
        old, new = data[name], pa.chunked_array([column])
        output = output.set_column(output.column_names.index(name), name, new)
        changed[name] = _differences(old, new)
        blanked[name] = int((_blank(new) & ~_blank(old)).sum())
        bare &= _blank(new)
        before &= _blank(old)
    measured = measure(output, list(cells), limits.sensitive, job)
    if not measured.keeps(limits):
        raise RuntimeError("local recoding has not kept its limits")
    return Recoded(output, measured, changed, blanked, int((bare & ~before).sum()))


def _differences(old: pa.ChunkedArray, new: pa.ChunkedArray) -> int:
    """How many cells differ; a blank differs from every text."""
    before, after = code(old), code(new)
    same = pc.index_in(before.values, value_set=after.values)
    translated = np.append(np.asarray(pc.fill_null(same, -1)), len(after.values))
    return int((translated[before.codes] != after.codes).sum())


def _blank(column: pa.ChunkedArray) -> np.ndarray:
    mask: np.ndarray = pc.is_null(column).to_numpy()
    return mask
