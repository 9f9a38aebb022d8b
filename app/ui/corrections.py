"""What a person corrects in the layout of a table, step by step; every step can be taken back."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.intake.layout import edits
from app.core.intake.layout.renames import call
from app.core.intake.picture import Laid
from app.core.model import FileEdits, LayoutPlan
from app.ui.history import History


class Corrections:
    """The plans of one table that replaced each other; None is the layout that was found.

    ``source``: the file's SHA-256, to which what is said of single rows belongs. ``table``: as it
    is shown by the plan that holds.
    """

    def __init__(self, source: str, table: Laid) -> None:
        self.source, self.table = source, table
        self.history: History[LayoutPlan | None] = History(None)
        self._given: LayoutPlan | None = None

    @property
    def now(self) -> LayoutPlan | None:
        """The plan that holds."""
        return self.history.now

    @property
    def made(self) -> bool:
        """Whether a person has corrected anything beyond what they were given."""
        return self.now not in (None, self._given)

    @property
    def plan(self) -> LayoutPlan:
        """The plan that holds, or the one that was found."""
        if self.now is not None:
            return self.now
        layout = self.table.layout
        if layout.plan is None:
            return LayoutPlan(())
        if self.table.name == self.table.sheet.name:
            return layout.plan
        # The second table of a sheet may have the names of the first: only its rows tell it.
        rows = replace(self._edits(layout.plan), header_rows=layout.header_rows)
        return replace(layout.plan, edits=rows)

    def accept(self, plan: LayoutPlan | None = None) -> None:
        """A plan from a file or an earlier release, or the layout as it was found: no correction."""
        self._given = plan or self.plan
        self.history.do(self._given)

    def reset(self) -> None:
        """The layout that was found."""
        self.history.do(None)

    def give(self, plan: LayoutPlan) -> None:
        """The plan of an earlier release, which is no correction."""
        self._given = plan
        self.history = History(plan)

    def withdraw(self) -> None:
        """The plan that holds does not fit; the one before it holds again."""
        if self.history.can_undo:
            self.history.undo()
        else:
            self.history = History(None)

    def say(self, what: str, rows: Sequence[int]) -> None:
        """Rows of the sheet are "header", "from", "to", "keep" or "leave"."""
        plan, layout = self.plan, self.table.layout
        mine = self._edits(plan)
        mine = {
            "header": lambda: edits.as_header(mine, rows),
            "from": lambda: edits.data_from(mine, layout, rows[0]),
            "to": lambda: edits.data_to(mine, rows[-1]),
            "keep": lambda: edits.kept(mine, rows),
            "leave": lambda: edits.left_out(mine, rows),
        }[what]()
        self.history.do(replace(plan, edits=mine))

    def choose_columns(self, kept: tuple[str, ...], stored: tuple[str, ...]) -> None:
        """Import these columns, and take those as they are stored."""
        everything = kept == open_names(self.table)
        self.history.do(replace(self.plan, columns=() if everything else kept, stored=stored))

    def choose(self, *, groups: bool, totals: bool, unpivot: bool) -> None:
        """Groups become a column, totals stay, columns become rows."""
        offer = self.plan.unpivot or self.table.layout.offer
        self.history.do(
            replace(
                self.plan,
                groups="column" if groups else "drop",
                totals="keep" if totals else "drop",
                unpivot=offer if unpivot else None,
            )
        )

    def rename(self, written: str, name: str) -> None:
        """The column that the sheet calls ``written`` is called ``name``."""
        self.history.do(call(self.plan, written, name))

    def keep_names(self) -> None:
        """The columns that drift takes for renamed keep the names of the plan."""
        plan = self.plan
        for now, name in self.renamed.items():
            plan = call(plan, now, name)
        self.history.do(plan)

    @property
    def renamed(self) -> dict[str, str]:
        """The sheet's names of columns that drift takes for renamed, with those of the plan."""
        drift = self.table.layout.drift
        return {change.now: change.column for change in drift if change.kind == "renamed"}

    @property
    def missing(self) -> list[str]:
        """The plan's columns that the sheet does not have, under these names."""
        drift = self.table.layout.drift
        return [change.column for change in drift if change.kind in ("removed", "renamed")]

    def _edits(self, plan: LayoutPlan) -> FileEdits:
        mine = plan.edits
        return mine if mine is not None and mine.source == self.source else FileEdits(self.source)


def open_names(table: Laid) -> tuple[str, ...]:
    """The columns that are not hidden in the sheet."""
    hidden = table.sheet.hidden_columns
    places = zip(table.layout.columns, table.names, strict=True)
    return tuple(name for number, name in places if number not in hidden)
