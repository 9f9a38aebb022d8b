"""What a release leaves behind, so that later ones can be judged against it: sizes and keyed digests.

A sketch holds, for each column and for combinations of columns that may join, digests of the distinct
values or tuples: all of them up to a number that the ``linkage`` pack sets, beyond that the smallest
(:mod:`tally`), and of each whether one row holds it or more; and a digest a row for the difference to
the next release. It holds no value. Its size is bounded: 0.5 MiB a column (8 MiB a key), 0.3 MiB a
combination (36 of them of six columns without dates), 16 MiB for the rows, a third more as JSON. A list
of 2,000 rows with four columns that may join leaves 0.3 MiB, one of a million rows with eleven 60 MiB.

Who has a sketch but not the key learns the column names and sizes: how many rows, how many distinct
values and tuples, how many of them unique, and how many digests two columns or two sketches share.
No digest can be tested without the key (:mod:`keyed`).

Who has the sketch *and* the key can test guesses: whether a value or a tuple stands in the release.
What can be guessed can thereby be found out: all of 乡镇 × 出生年月 × 性别 are tried in a second. Sketch and
key together must be kept as the table's columns themselves would be, one by one and in these
combinations; what is longer than can be guessed, or joined in no combination, stays unknown.

A tuple that does not stand there is taken to do so with a probability of at most kept digests / 2⁶⁴,
under 10⁻¹³ a question: a filter with no false positives to speak of. The error of a sample is stated
with each estimate.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

from app.core import resources
from app.core.errors import InputError
from app.core.model import Table
from app.core.review.linkage.columns import JOINING, Column, Role, read_columns, tallied
from app.core.review.linkage.identity import Identity, identified
from app.core.review.linkage.keyed import Keyed
from app.core.review.linkage.rules import PACK, limit
from app.core.review.linkage.tally import Sample
from app.core.review.linkage.values import Cut
from app.core.text import Text
from app.core.trust import canonical


class SketchForeign(InputError):
    code = "sketch-foreign"
    message = Text(
        "“{name}”的留存摘要是用另一个工作区的密钥生成的",
        "The sketch of “{name}” was made with another workspace’s key",
    )
    hint = Text(
        "请在发布它的工作区中比对，或把原发布文件作为外部数据比对。",
        "Compare in the workspace that published it, or name the published file to compare with.",
    )


@dataclass(frozen=True)
class SketchedColumn:
    """A column, or a coarser form of it: what it may join, and its distinct values' digests."""

    name: str
    cut: Cut
    role: Role
    vague: bool
    sample: Sample


@dataclass(frozen=True)
class Combination:
    """Columns by their places in the sketch, and their distinct tuples' digests."""

    columns: tuple[int, ...]
    sample: Sample


@dataclass(frozen=True)
class Sketch:
    """What is kept of one release. ``key_id`` and ``pack``: under which key and rules it was made."""

    dataset: str
    rows: int
    columns: tuple[SketchedColumn, ...]
    combinations: tuple[Combination, ...]
    identity: Identity = field(repr=False)
    key_id: str
    pack: str
    version: Literal[1] = 1

    def check(self, keyed: Keyed) -> None:
        """Raise :class:`SketchForeign` if it was made under another key: nothing would match."""
        if self.key_id != keyed.id:
            raise SketchForeign(name=self.dataset)


def sketch(
    table: Table, key: bytes, *, dataset: str = "", tick: Callable[[], None] = lambda: None
) -> Sketch:
    """What to keep of a release. ``key``: the workspace's; ``dataset``: if not the table's name.

    ``tick`` is called before each column and each combination.
    """
    keyed = Keyed(key)
    columns = read_columns(table, keyed, tick)
    return Sketch(
        dataset=dataset or table.name,
        rows=table.rows,
        columns=tuple(
            SketchedColumn(c.name, c.cut, c.role, c.vague, Sample.of(c.tally, _values_kept(c)))
            for c in columns
        ),
        combinations=tuple(_kept_together(columns, keyed, tick)),
        identity=identified(columns, keyed),
        key_id=keyed.id,
        pack=resources.pack(PACK).sha256,
    )


def encode(value: Sketch) -> bytes:
    """As canonical JSON."""
    return canonical.encode(value)


def decode(data: bytes, name: str) -> Sketch:
    """What :func:`encode` wrote. Raises DocumentInvalid, of another version too."""
    return canonical.decode(data, Sketch, name)


def _values_kept(column: Column) -> int:
    return limit("keys_kept" if column.role == "key" else "values_kept")


def _kept_together(
    columns: tuple[Column, ...], keyed: Keyed, tick: Callable[[], None]
) -> Iterator[Combination]:
    most = limit("tuples_kept")
    for places in _combinations(columns):
        tick()
        yield Combination(places, Sample.of(tallied([columns[p] for p in places], keyed), most))


def _combinations(columns: tuple[Column, ...]) -> Iterator[tuple[int, ...]]:
    """Which columns are kept together: of those likeliest to be known, the pairs and so on, and all,
    dates in each of their forms.
    """
    forms: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role in JOINING:
            forms.setdefault(column.name, []).append(place)
    firsts = {name: columns[places[0]] for name, places in forms.items()}
    likeliest = sorted(forms, key=lambda n: (not firsts[n].is_quasi, firsts[n].role == "key"))
    joining = [
        places for name, places in forms.items() if name in likeliest[: limit("columns_joined")]
    ]
    sizes = {*range(2, limit("columns_together") + 1), len(joining)} - {0, 1}
    for size in sorted(sizes):
        for chosen in combinations(joining, size):
            yield from product(*chosen)
