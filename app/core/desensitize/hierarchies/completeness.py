"""Whether a hierarchy fits the column that it is for: what it lacks, what it has in vain, how it ends."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from app.core.desensitize.hierarchies.hierarchy import Hierarchy
from app.core.text import Text


@dataclass(frozen=True, eq=False)
class Completeness:
    """``missing``: values of the data that the hierarchy does not know. ``unused``: those that it
    knows and the data has not. ``alike``: what is said of the first missing one, if one of these is only
    written otherwise. ``tops``: the number of labels on its last level.
    """

    missing: pa.StringArray
    unused: pa.StringArray
    alike: Text
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
                    "缺少 {count} 个值（共 {all} 个），首个是“{value}”{alike}；请补入某一组，或设为 *。",
                    "{count} of {all} values are missing, the first is “{value}”{alike}: put them into a "
                    "group, or let them be *.",
                ).format(
                    count=len(self.missing),
                    all=self.values,
                    value=self.missing[0].as_py(),
                    alike=self.alike,
                )
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
    missing = present.filter(pc.invert(pc.is_in(present, value_set=known)))
    return Completeness(
        missing=missing,
        unused=known.filter(pc.invert(pc.is_in(known, value_set=present))),
        alike=written_alike(missing[0].as_py(), known) if len(missing) else Text.plain(""),
        tops=len(hierarchy.levels[-1].labels),
        values=len(present),
    )


def written_alike(value: str, known: pa.StringArray) -> Text:
    """What is said of a missing value that a hierarchy knows, only written otherwise: in full-width
    characters (Unicode's NFKC) or with blanks, in other letters, as another writing of the same number.
    Nothing for any other.
    """
    others = known.to_pylist()
    for bare, said in _WRITINGS:
        wanted = bare(value)
        if wanted is None:
            continue
        found = next((other for other in others if bare(other) == wanted), None)
        if found is not None:
            return said.format(other=found)
    return Text.plain("")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _caseless(text: str) -> str:
    return _bare(text).casefold()


def _number(text: str) -> Decimal | None:
    bare = _bare(text)
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


_NUMBER = re.compile(r"[-+]?[0-9]{1,30}(\.[0-9]{0,30})?")
_WRITINGS: tuple[tuple[Callable[[str], object], Text], ...] = (
    (
        _bare,
        Text(
            "（层次中写作“{other}”：空格或全角半角不同）",
            " (which the hierarchy writes “{other}”, with other blanks or of another width)",
        ),
    ),
    (
        _caseless,
        Text(
            "（层次中写作“{other}”：大小写不同）",
            " (which the hierarchy writes “{other}”, in small or capital letters)",
        ),
    ),
    (
        _number,
        Text(
            "（层次中写作“{other}”：同一个数，写法不同）",
            " (which the hierarchy writes “{other}”: the same number)",
        ),
    ),
)
