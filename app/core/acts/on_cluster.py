"""A recipe over a table that lies in a data centre: the kernel runs there, on Spark.

The rows of the output are those of the local engine, in the same order, to the byte where it is CSV.
What has to be learnt of whole columns, and the tuples that anonymity is about, are counted there and
judged here; the output is read back, rescanned and measured here.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import pyarrow as pa

from app.core import rfc4180
from app.core.acts.applying import Written
from app.core.acts.prepare import Treated, check_leaves_columns
from app.core.cluster.anonymity import made_anonymous_there
from app.core.cluster.eyes import Eyes
from app.core.cluster.rows import (
    ORDER,
    Input,
    batches,
    counted,
    grouped,
    in_order,
    lines,
    quoted,
    read,
)
from app.core.cluster.session import session, told, watched
from app.core.cluster.work import BLANKS, Treat, treated_columns
from app.core.desensitize import engine
from app.core.desensitize.engine import Tally
from app.core.desensitize.kernel import Step, resolve, steps_of
from app.core.desensitize.operation import ColumnOperator, Context, RowFilter, operators
from app.core.desensitize.plan import METHODS, Population
from app.core.errors import FileMissing, NotForCluster, OutputExists
from app.core.files import atomic_file
from app.core.intake.encoding.text_blocks import TextBlocks, told_encoding
from app.core.intake.held_columns import HeldColumns
from app.core.intake.profiling.column_types import profile
from app.core.intake.readers.delimited import told_delimiter
from app.core.intake.row_stream import read_back, row_stream
from app.core.intake.sheet import NO_WISH, Wish
from app.core.jobs import Job
from app.core.model import Layout, Recipe, RiskReport, Source, Table
from app.core.review.own_rules import OwnRules
from app.core.review.risk.assess import Distance, assess_risk
from app.core.review.scan import WITHOUT_OWN
from app.core.text import Text

Place = Path | str  # a path that all machines share, or an address such as hdfs://…

ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "ascii": "UTF-8", "gb18030": "GB18030"}
LAYOUT = Text(
    "{name} 不是第一行为列名的单张表", "{name} is no single table under a first row of names"
)
ENCODING = Text("{name} 的编码是 {encoding}", "{name} is in {encoding}")
WHOLE_COLUMN = Text(
    "“{operator}”要把整列放在一起", "“{operator}” needs a whole column in one place"
)

WHOLE_TABLE = Text(
    "“{method}”要把所有行放在一起看；集群上可改用“{other}”",
    "“{method}” looks at all rows in one place; on a cluster, ask for “{other}”",
)


@dataclass(frozen=True)
class Cluster:
    """``master``: spark://HOST:PORT, yarn, local[2] …; ``settings``: Spark's own, by name."""

    master: str
    settings: dict[str, str]


def apply_on_cluster(
    cluster: Cluster,
    source: Place,
    recipe: Recipe,
    output: Place,
    key: bytes,
    job: Job,
    own: OwnRules = WITHOUT_OWN,
    *,
    wish: Wish = NO_WISH,
    population: Population = None,
    overwrite: bool = False,
) -> Treated:
    """Desensitize CSV or Parquet, a file or a folder of parts, and rescan all that was written.

    ``output``: a path NAME.csv becomes one file, written by this machine; NAME.parquet, and any
    other name, a folder of parts, of CSV with a header each. Raises EngineMissing, NotForCluster,
    ClusterUnreachable, ClusterFailed, and what the local engine raises for a recipe.
    """
    for treatment in recipe.treatments:
        operator = operators.get(treatment.operator)
        if isinstance(operator, ColumnOperator):
            raise NotForCluster(what=WHOLE_COLUMN.format(operator=operator.title))
    if recipe.anonymity is not None and recipe.anonymity.method != "full-domain":
        method, other = METHODS[recipe.anonymity.method], METHODS["full-domain"]
        raise NotForCluster(what=WHOLE_TABLE.format(method=method, other=other))
    told_input = input_of(source, job, wish)
    if isinstance(output, Path) and output.exists() and not overwrite:
        raise OutputExists(name=output.name)
    context = Context(key, Eyes(own))
    with session(cluster.master, cluster.settings) as spark:

        def work() -> Written:
            with told(cluster.master):
                return _written(spark, told_input, recipe, output, context, population, overwrite)

        written = watched(spark, work, job)
    return written.rescanned(_name(output), recipe, job, own)


def weigh_risk_on_cluster(
    cluster: Cluster,
    source: Place,
    quasi_identifiers: Sequence[str],
    job: Job,
    *,
    sensitive: str | None = None,
    distance: Distance | None = None,
    sharing: str = "public",
    wish: Wish = NO_WISH,
) -> RiskReport:
    """The risk of a table in a data centre, k, l and t among the figures.

    Equal tuples are counted there; only the contingency table comes here, where it is judged as that
    of any table. Raises what :func:`apply_on_cluster` and assess_risk raise.
    """
    told_input = input_of(source, job, wish)
    with session(cluster.master, cluster.settings) as spark:

        def work() -> tuple[pa.Table, tuple[str, ...]]:
            with told(cluster.master):
                frame, names = read(spark, told_input)
                wanted = [resolve(name, names) for name in (*quasi_identifiers, *asked)]
                return grouped(frame, wanted), tuple(wanted)

        asked = () if sensitive is None else (sensitive,)
        tuples, names = watched(spark, work, job)
    weights = tuples["count"].to_numpy()
    data = tuples.select(list(names))
    table = Table(
        _name(source).stem,
        data,
        Source(_name(source).name, told_input.kind, 0, ""),
        Layout(_name(source).stem, (1,), 2, len(weights) + 1),
        profile(data),
    )
    return assess_risk(
        table,
        names[: len(quasi_identifiers)],
        job,
        sensitive=names[-1] if sensitive is not None else None,
        distance=distance,
        sharing=sharing,
        weights=weights,
    )


def input_of(place: Place, job: Job, wish: Wish = NO_WISH) -> Input:
    """What Spark has to know of a file or folder. Raises FileMissing, NotForCluster."""
    if isinstance(place, str):
        kind = "parquet" if PurePosixPath(place).suffix.lower() == ".parquet" else "csv"
        encoding = _java(wish.encoding or "utf-8", place)
        return Input(place, kind, (), encoding, wish.delimiter or ",")
    if not place.exists():
        raise FileMissing(name=place.name)
    files = [place] if place.is_file() else sorted(path for path in place.rglob("[!._]*.*"))
    if not files:
        raise FileMissing(name=place.name)
    first = files[0]
    if first.suffix.lower() == ".parquet":
        return Input(_address(place), "parquet")
    rows = row_stream(first, job, None, wish)
    if rows is None or rows.header != (1,):
        raise NotForCluster(what=LAYOUT.format(name=first.name))
    encoding = wish.encoding or told_encoding(first, job)
    delimiter = wish.delimiter or told_delimiter(TextBlocks(first, encoding, job))
    return Input(_address(place), "csv", rows.columns, _java(encoding, first.name), delimiter)


def learnt_there(frame: Any, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with what they have to know of whole columns, which are counted on the cluster."""
    columns = {step.column for step in steps if step.operator.learns(step.params)}
    return engine.with_learnt(steps, {column: counted(frame, column) for column in columns})


def _written(
    spark: Any,
    source: Input,
    recipe: Recipe,
    output: Place,
    context: Context,
    population: Population,
    overwrite: bool,
) -> Written:
    frame, names = read(spark, source)
    frame, anonymized = made_anonymous_there(frame, names, recipe, population)
    steps = learnt_there(frame, steps_of(recipe, names))
    columns = tuple(engine.emptied(names, steps, context).schema.names)
    check_leaves_columns(columns)
    treated = _treated(frame, steps, columns, context)
    try:
        tally = _tally(treated, steps, columns)
        effects = (*anonymized, *tally.effects(steps))
        if isinstance(output, Path) and output.suffix.lower() == ".csv":
            size, sha256 = _to_file(treated, columns, output, overwrite)
            data = read_back(output, columns, Job())
        else:
            _to_folder(treated, columns, output, overwrite)
            data = _fetched(spark, output, columns)
            size, sha256 = 0, rfc4180.digest(data)
        return Written(sha256, size, names, effects, lambda: data)
    finally:
        treated.unpersist()


def _treated(
    frame: Any, steps: tuple[Step, ...], columns: tuple[str, ...], context: Context
) -> Any:
    """The treated rows, kept on the executors' disks: sorting asks for them twice."""
    from pyspark import StorageLevel
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    kinds: list[tuple[str, Any]] = [(name, StringType()) for name in (*columns, ORDER[0])]
    kinds += [(name, LongType()) for name in (*ORDER[1:], BLANKS)]
    schema = StructType([StructField(name, kind) for name, kind in kinds])
    return frame.mapInArrow(Treat(steps, context), schema).persist(StorageLevel.DISK_ONLY)


def _tally(treated: Any, steps: tuple[Step, ...], columns: tuple[str, ...]) -> Tally:
    """Blanks that are new, told only where no step takes rows away."""
    from pyspark.sql import functions

    sums = [functions.count(functions.lit(1))]
    told_columns = [
        (place, name) for place, name in enumerate(treated_columns(steps)) if name in columns
    ]
    for place, name in told_columns:
        now = treated[f"`{quoted(name)}`"].isNull().cast("long")
        before = functions.shiftright(treated[BLANKS], place).bitwiseAND(1)
        sums.append(functions.sum(now - before))
    rows, *more = treated.agg(*sums).first()
    filtered = any(isinstance(step.operator, RowFilter) for step in steps)
    blanked = {name: count or 0 for (_, name), count in zip(told_columns, more, strict=True)}
    return Tally(rows, rows, {} if filtered else blanked)


def _to_file(
    treated: Any, columns: tuple[str, ...], output: Path, overwrite: bool
) -> tuple[int, str]:
    """One file of CSV, which the driver puts together; its size and SHA-256."""
    digest = hashlib.sha256()
    size = 0
    with atomic_file(output, overwrite=overwrite) as file:
        rows = lines(treated, columns, header=False).toLocalIterator()
        texts = (f"{row.value}\r\n".encode() for row in rows)
        for text in chain([rfc4180.header(list(columns))], texts):
            file.write(text)
            digest.update(text)
            size += len(text)
    return size, digest.hexdigest()


def _to_folder(treated: Any, columns: tuple[str, ...], output: Place, overwrite: bool) -> None:
    mode = "overwrite" if overwrite else "error"
    if _name(output).suffix.lower() == ".parquet":
        in_order(treated, columns).write.mode(mode).parquet(_address(output))
    else:
        texts = lines(treated, columns, header=True)
        texts.write.mode(mode).option("lineSep", "\r\n").text(_address(output))


def _fetched(spark: Any, output: Place, columns: tuple[str, ...]) -> pa.Table:
    """What has been written, read again; many rows lie in a mapped file."""
    kind = "parquet" if _name(output).suffix.lower() == ".parquet" else "csv"
    frame, _ = read(spark, Input(_address(output), kind, columns))
    held = HeldColumns(len(columns))
    held.add(engine.emptied(columns, (), Context(b"")).columns)
    for batch in batches(in_order(frame, columns)):
        held.add([column.cast(pa.string()) for column in batch.columns])
    return pa.table({name: held.column(place) for place, name in enumerate(columns)})


def _address(place: Place) -> str:
    if isinstance(place, str):
        return place
    path = place.resolve().as_posix()
    return f"file://{path}" if path.startswith("/") else f"file:///{path}"


def _name(place: Place) -> PurePath:
    return PurePosixPath(place) if isinstance(place, str) else place


def _java(encoding: str, name: str) -> str:
    """An encoding as Java calls it. Raises NotForCluster."""
    if encoding.lower() not in ENCODINGS:
        raise NotForCluster(what=ENCODING.format(name=name, encoding=encoding))
    return ENCODINGS[encoding.lower()]
