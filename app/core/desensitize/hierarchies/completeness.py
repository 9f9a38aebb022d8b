"""Whether a hierarchy fits the column that it is for: what it lacks, what it has in vain, how it ends."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.text import Text


@dataclass(frozen=True, eq=False)
class Completeness:
    """``missing``: values of the data that the hierarchy does not know. ``unused``: those that it
    knows and the data has not. ``tops``: the number of labels on its last level.
    """

    missing: pa.StringArray
    unused: pa.StringArray
    tops: int
    values: int

    @property
    def complete(self) -> bool:
        """Whether every value can be generalised until nothing is left to tell."""
        return not len(self.missing) and self.tops == 1

    def told(self) -> list[Text]:
        """One sentence for each thing that a person should know; the first missing value is named."""
        said = []
        if len(self.missing):
            said.append(
                Text(
                    "缺少 {count} 个值（共 {all} 个），首个是“{value}”；请补入某一组，或设为 *。",
                    "{count} of {all} values are missing, the first is “{value}”: put them into a group, "
                    "or let them be *.",
                ).format(count=len(self.missing), all=self.values, value=self.missing[0].as_py())
            )
        if self.tops > 1:
            said.append(
                Text(
                    "最高一级还有 {count} 个标签，无法全部归并；请加一级 *。",
                    "the last level still has {count} labels: add a level that is * for all.",
                ).format(count=self.tops)
            )
        if len(self.unused):
            said.append(
                Text(
                    "有 {count} 个值在数据中没有出现，不影响使用。",
                    "{count} values do not occur in the data, which does no harm.",
                ).format(count=len(self.unused))
            )
        return said or [Text("层次完整。", "The hierarchy is complete.")]


def check(hierarchy: Hierarchy, values: pa.StringArray) -> Completeness:
    """A hierarchy against the distinct values of a column; a null, which is a blank cell, is none."""
    present = values.drop_null()
    known = hierarchy.values
    return Completeness(
        missing=present.filter(pc.invert(pc.is_in(present, value_set=known))),
        unused=known.filter(pc.invert(pc.is_in(known, value_set=present))),
        tops=len(hierarchy.levels[-1].labels),
        values=len(present),
    )
