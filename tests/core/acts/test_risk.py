"""What the window asks of re-identification: figures in words, and the rows behind each."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.acts import RiskQuestion
from app.core.errors import Cancelled, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Kind, Recipe, Treatment
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace

PATIENTS = [
    "乡镇,性别,年龄,病种,金额,人数",
    "青石镇,男,30,感冒,100,12",
    "青石镇,男,30,感冒,120,2",
    "青石镇,女,41,肺炎,900,0",
    "白沙乡,女,52,感冒,80,30",
]


@pytest.fixture
def release(ws: Workspace, clerk: Identity, tmp_path: Path, job: Job) -> str:
    path = tmp_path / "就诊.csv"
    path.write_text("\n".join(PATIENTS) + "\n", encoding="utf-8")
    return acts.take_in(ws, clerk, path, job)


def test_each_figure_names_the_rows_behind_it(ws: Workspace, release: str, job: Job) -> None:
    asked = RiskQuestion(("乡镇", "性别", "年龄"), sensitive="病种")
    answer = acts.weigh_risk(ws, release, asked, job)
    values = {figure.id: figure.value for figure in answer.figures if figure.id}
    assert values == {
        "k": "1", "uniques": "2", "at-risk": "4", "special": "2", "l": "1", "t": values["t"],
    }  # fmt: skip
    assert answer.columns == ("乡镇", "性别", "年龄", "病种")
    assert answer.behind["uniques"] == (
        (3, ("青石镇", "女", "41", "肺炎")),
        (4, ("白沙乡", "女", "52", "感冒")),
    )
    gates = {figure.id: figure.gate for figure in answer.figures}
    assert (gates["k"], gates["t"]) == ("hold", None)


def test_aggregates_and_counts_are_weighed_where_they_are_asked_for(
    ws: Workspace, release: str, job: Job
) -> None:
    asked = RiskQuestion(("乡镇",), measure="金额", counts="人数")
    answer = acts.weigh_risk(ws, release, asked, job)
    cells, counts = answer.figures[-2:]
    assert (cells.id, cells.value, cells.gate) == ("cells", "2", "hold")
    assert (counts.id, counts.value) == ("counts", "1")
    assert answer.behind["counts"] == ((2, ("青石镇", "120", "2")),)
    assert {row for row, _ in answer.behind["cells"]} == {1, 2, 3, 4}


def test_it_is_about_the_output_as_soon_as_there_is_one(
    ws: Workspace, clerk: Identity, release: str, job: Job
) -> None:
    assert acts.table_at_hand(ws, release) is Kind.TABLE
    assert "年龄" in {q.column for q in acts.propose_identifiers(ws, release, job) if q.proposed}
    keep = tuple(Treatment(c, "keep", {"reason": "统计需要"}) for c in ("病种",))
    acts.desensitize(ws, clerk, release, Recipe((Treatment("年龄", "suppress"), *keep)), job)
    assert acts.table_at_hand(ws, release) is Kind.OUTPUT
    assert "年龄" not in {q.column for q in acts.propose_identifiers(ws, release, job)}
    answer = acts.weigh_risk(ws, release, RiskQuestion(("乡镇", "性别")), job)
    assert answer.figures[0].value == "1"


def test_without_a_column_it_says_so_and_it_stops_when_told(
    ws: Workspace, release: str, job: Job
) -> None:
    with pytest.raises(ParameterInvalid):
        acts.weigh_risk(ws, release, RiskQuestion(()), job)
    job.cancel()
    with pytest.raises(Cancelled):
        acts.weigh_risk(ws, release, RiskQuestion(("乡镇",)), job)
