"""A recipe from file to file, without a workspace and without the whole table in memory.

Text files are read, treated and written batch by batch; other files are imported first, and lie in
a mapped file where they are large. What has been treated survives the end of the process, in the CSV
file that grows or in a journal beside any other: the same call takes it up again
(:mod:`app.core.growing_file`).
"""

import hmac
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath

import pyarrow as pa

from app import __version__
from app.core import resources, rfc4180
from app.core.acts.prepare import Treated, check_leaves_columns, rescanned
from app.core.desensitize import engine
from app.core.desensitize.anonymous import made_anonymous
from app.core.desensitize.engine import Batches, Effect, Tally
from app.core.desensitize.kernel import Step, steps_of
from app.core.desensitize.keyed import derived
from app.core.desensitize.operation import Context
from app.core.desensitize.plan import Population
from app.core.errors import Cancelled, OutputExists
from app.core.growing_file import GrowingFile
from app.core.intake.csv_stream import CsvStream
from app.core.intake.held_columns import HeldColumns
from app.core.intake.row_journal import RowJournal
from app.core.intake.row_stream import read_back, row_stream
from app.core.intake.sheet import NO_WISH, Wish
from app.core.intake.writer import write_table
from app.core.jobs import Job
from app.core.model import Layout, LayoutPlan, Recipe, Source, Table
from app.core.review.own_rules import OwnRules
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from app.core.trust import canonical

SAVED = 64 << 20  # bytes of output between two points from which a run can go on


@dataclass(frozen=True)
class Reading:
    """The file that comes in, and what a person says of it.

    ``imported``: its table, for files that cannot be streamed. ``population``: the rows among which
    those of the file hide, for recipes that ask.
    """

    path: Path
    imported: Callable[[], Table]
    sheet: str | None = None
    wish: Wish = NO_WISH
    plan: LayoutPlan | None = None
    population: Population = None


@dataclass(frozen=True)
class _Run:
    """A recipe with all that it needs, over rows that can be gone through again.

    ``source``: what tells that the rows, and the rules, are those of an earlier run. ``before``: what
    was done to the rows to get here.
    """

    source: tuple[str, ...]
    columns: tuple[str, ...]
    batches: Batches
    recipe: Recipe
    steps: tuple[Step, ...]
    context: Context
    before: tuple[Effect, ...] = ()

    def treated(self, tally: Tally) -> Iterator[pa.RecordBatch]:
        """The treated batches behind those that the tally has counted already."""
        rest = _behind(self.batches(), tally.taken)
        return engine.stream(rest, self.steps, self.context, tally, engine.BESIDE)

    def emptied(self) -> pa.RecordBatch:
        """The columns that are left."""
        return engine.emptied(self.columns, self.steps, self.context)

    def written(
        self, sha256: str, size: int, tally: Tally, data: Callable[[], pa.Table]
    ) -> "Written":
        """What the run has come to."""
        return Written(sha256, size, self.columns, (*self.before, *tally.effects(self.steps)), data)

    def mark(self) -> str:
        """What must be the same for a run to go on where another one ended.

        It is keyed, so that it tells nothing to those who cannot repeat the run.
        """
        told = [
            [__version__, *self.source],
            canonical.as_json(self.recipe),
            [step.operator.version for step in self.steps],
        ]
        key = derived(self.context.key, "go on with a run")
        return hmac.digest(key, canonical.encode(told), "sha256").hex()


@dataclass(frozen=True)
class Written:
    """A file of treated rows: ``sha256`` of its rows as CSV; ``data`` reads them again.

    ``source``: the columns of the table that the recipe was for.
    """

    sha256: str
    size: int
    source: tuple[str, ...]
    effects: tuple[Effect, ...]
    data: Callable[[], pa.Table]

    def rescanned(self, output: PurePath, recipe: Recipe, job: Job, own: OwnRules) -> Treated:
        """What was written, with a scan of all of it."""
        data = self.data()
        kind = output.suffix.lower().lstrip(".")
        source = Source(output.name, kind, self.size, self.sha256)
        table = Table(output.stem, data, source, Layout(output.stem, (1,), 2, data.num_rows + 1))
        return rescanned(table, self.sha256, self.effects, recipe, self.source, job, own)


def apply_file(
    reading: Reading,
    recipe: Recipe,
    output: Path,
    key: bytes,
    job: Job,
    own: OwnRules = WITHOUT_OWN,
    *,
    overwrite: bool = False,
) -> Treated:
    """Desensitize a file into ``output``, and rescan all that it holds.

    The table of the answer has no profile. Raises what :func:`write_treated` raises.
    """
    written = write_treated(reading, recipe, output, key, job, own, overwrite=overwrite)
    return written.rescanned(output, recipe, job, own)


def write_treated(
    reading: Reading,
    recipe: Recipe,
    output: Path,
    key: bytes,
    job: Job,
    own: OwnRules = WITHOUT_OWN,
    *,
    overwrite: bool = False,
) -> Written:
    """Desensitize a file into ``output``, written as its suffix says, without looking at it again.

    Raises what import, the engine and the writers raise; ParameterInvalid if no column is left.
    """
    context = Context(key, finder(own))
    run = _streamed(reading, recipe, context, job) or _imported(reading, recipe, context, job)
    packs = (pack.sha256 for pack in (*resources.packs(), *own.packs))
    run = replace(run, source=(*run.source, *packs))
    columns = tuple(run.emptied().schema.names)
    check_leaves_columns(columns)
    write = _to_csv if output.suffix.lower() == ".csv" else _to_other
    return write(run, columns, output, job, overwrite)


def _streamed(reading: Reading, recipe: Recipe, context: Context, job: Job) -> _Run | None:
    """A run over a text file; None where its layout, or the recipe, needs the whole table."""
    if reading.plan is not None or recipe.anonymity is not None:
        return None
    rows = row_stream(reading.path, job, reading.sheet, reading.wish)
    if rows is None:
        return None
    steps = steps_of(recipe, rows.columns)
    if engine.needs_whole_columns(steps):
        return None
    told = reading.path.stat()
    source = (
        *(str(reading.path.resolve()), str(told.st_size), str(told.st_mtime_ns)),
        *(str(reading.wish.encoding), str(reading.wish.delimiter)),
    )
    batches = partial(rows.batches, {step.column for step in steps})
    steps = engine.learnt(steps, batches)
    return _Run(source, rows.columns, batches, recipe, steps, context)


def _imported(reading: Reading, recipe: Recipe, context: Context, job: Job) -> _Run:
    table = reading.imported()
    begun, anonymized = made_anonymous(table.data, recipe, job, reading.population)

    def batches() -> Iterator[pa.RecordBatch]:
        return engine.batches_of(begun, job)

    steps = engine.learnt(steps_of(recipe, table.columns), batches)
    moved = engine.moved_by(begun, steps, context)
    source = (rfc4180.digest(begun),)
    return _Run(
        source,
        table.columns,
        lambda: engine.batches_of(moved, job),
        recipe,
        steps,
        context,
        tuple(anonymized),
    )


def _to_csv(
    run: _Run, columns: tuple[str, ...], output: Path, job: Job, overwrite: bool
) -> Written:
    """Batch by batch; a run that ended half-way is gone on with."""
    with GrowingFile(output, run.mark(), overwrite=overwrite) as file:
        tally = Tally(**(file.progress or {}))
        stream = CsvStream(file, columns)
        for batch in _saved(run, tally, file):
            stream.append(batch)
        file.finish()
    return run.written(file.sha256, file.size, tally, lambda: read_back(output, columns, job))


def _to_other(
    run: _Run, columns: tuple[str, ...], output: Path, job: Job, overwrite: bool
) -> Written:
    """By way of a table in a mapped file, for writers that want a table."""
    if output.exists() and not overwrite:
        raise OutputExists(name=output.name)
    held = HeldColumns(len(columns))
    held.add(run.emptied().columns)
    with GrowingFile(output.with_name(f"{output.name}.rows"), run.mark()) as file:
        tally = Tally(**(file.progress or {}))
        journal = RowJournal(file)
        for batch in journal.batches():
            held.add(batch.columns)
        for batch in _saved(run, tally, file):
            journal.append(batch)
            held.add(batch.columns)
        file.save(vars(tally))
        data = pa.table({name: held.column(place) for place, name in enumerate(columns)})
        size = write_table(data, output, job, overwrite=overwrite).size
        file.discard()
    return run.written(rfc4180.digest(data), size, tally, lambda: data)


def _saved(run: _Run, tally: Tally, file: GrowingFile) -> Iterator[pa.RecordBatch]:
    """The treated batches, for the file; now and then, what it holds of them is made to last."""
    saved = file.size
    try:
        for batch in run.treated(tally):
            yield batch
            if file.size - saved >= SAVED:
                file.save(vars(tally))
                saved = file.size
    except Cancelled:
        file.save(vars(tally))
        raise


def _behind(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """The batches after so many rows; batches are cut alike at every run."""
    for batch in batches:
        if rows <= 0:
            yield batch
        rows -= batch.num_rows
