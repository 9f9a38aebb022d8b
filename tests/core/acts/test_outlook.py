"""What is foretold of a recipe is what it then does."""

import numpy as np
import pyarrow as pa
import pytest

from app.core.acts import outlook
from app.core.acts.outlook import Exposure, Foresight
from app.core.contingency import contingency
from app.core.desensitize.engine import apply
from app.core.desensitize.operation import Context
from app.core.jobs import Job
from app.core.model import Anonymity, Ladder, Recipe, Treatment

ROWS = 3_000
CONTEXT = Context(bytes(32))


@pytest.fixture
def people() -> pa.Table:
    """Invented persons: street, age, sex, and a number of no consequence."""
    source = np.random.default_rng(5)
    return pa.table(
        {
            "街道": [f"第{n}街道" for n in source.integers(0, 40, ROWS)],
            "年龄": [str(20 + n) for n in source.integers(0, 70, ROWS)],
            "性别": ["男" if n else "女" for n in source.integers(0, 2, ROWS)],
            "金额": [str(n) for n in source.integers(0, 10**6, ROWS)],
        }
    )


NAMES = ("街道", "年龄", "性别")
TEN_YEARS = Treatment("年龄", "generalise", {"kind": "number", "width": 10})


def measured(data: pa.Table, names: tuple[str, ...]) -> Exposure:
    counts = contingency(data, list(names), Job()).counts
    return Exposure(data.num_rows, int((counts == 1).sum()), int(counts.min()))


def test_risk_is_counted_on_tuples_as_on_all_rows(people: pa.Table, job: Job) -> None:
    seen = Foresight(people, NAMES, CONTEXT, job)
    recipe = Recipe((TEN_YEARS, Treatment("#4", "suppress")))
    told = seen.of(recipe, job)
    done, _ = apply(people, recipe, CONTEXT, job)
    assert told.before == measured(people, NAMES)
    assert told.after == measured(done, NAMES)
    assert told.after is not None
    assert told.before is not None
    assert told.after.alone < told.before.alone
    assert told.basis.zh.endswith("不同组合")
    assert 0.25 < told.loss < 0.5  # one column of four is gone, another is coarser
    assert "金额" in told.change.zh


def test_nothing_done_loses_nothing(people: pa.Table, job: Job) -> None:
    told = Foresight(people, NAMES, CONTEXT, job).of(Recipe(()), job)
    assert told.loss == 0
    assert told.after == told.before


def test_without_identifiers_there_is_no_risk_to_tell(people: pa.Table, job: Job) -> None:
    told = Foresight(people, (), CONTEXT, job).of(Recipe((TEN_YEARS,)), job)
    assert told.before is told.after is None
    assert told.loss > 0


def test_all_identifiers_gone_is_one_group(people: pa.Table, job: Job) -> None:
    recipe = Recipe(tuple(Treatment(name, "suppress") for name in NAMES))
    told = Foresight(people, NAMES, CONTEXT, job).of(recipe, job)
    assert told.after == Exposure(ROWS, 0, ROWS)


def test_what_moves_cells_is_tried_on_rows(
    people: pa.Table, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Foresight(people, NAMES, CONTEXT, job)
    recipe = Recipe((Treatment("街道", "shuffle"),))
    assert seen.of(recipe, job).basis == outlook.ON_ROWS.format(rows="3,000")
    monkeypatch.setattr(outlook, "WHOLE", 1_000)
    told = seen.of(recipe, job)
    assert told.after is not None
    assert told.after.rows == 1_000
    assert "偏多" in told.basis.zh


def test_anonymity_is_searched_once_a_plan(
    people: pa.Table, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = []
    search = outlook.made_anonymous
    monkeypatch.setattr(outlook, "made_anonymous", lambda *given: times.append(1) or search(*given))
    seen = Foresight(people, NAMES[1:], CONTEXT, job)
    plan = Anonymity((Ladder("年龄", "age"), Ladder("性别", "sex")), k=5)
    told = [
        seen.of(Recipe(treatments, anonymity=plan), job)
        for treatments in ((), (Treatment("金额", "suppress"),))
    ]
    assert times == [1]
    for one in told:
        assert one.after is not None
        assert one.after.alone == 0
        assert one.after.least >= 5
