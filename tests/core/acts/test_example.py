"""The worked example of the window: true of the tables that it shows."""

from app.core import acts
from app.core.jobs import Job


def test_the_rows_shown_are_the_same_households_and_the_join_adds_a_name(job: Job) -> None:
    example = acts.join_example(job)
    assert len(example.ours.rows) == len(example.theirs.rows) == 3
    assert example.link.gate == "hold"
    assert example.link.rows_made_unique >= 3
    assert set(example.ours.columns) > set(example.link.columns)
    for mine, other in zip(example.ours.rows, example.theirs.rows, strict=True):
        assert mine[0].endswith("*")
        assert other[0].startswith(mine[0].rstrip("*"))  # the surname that the mask left
        assert "*" not in other[0]
    assert "审批日期" in example.explained.zh
