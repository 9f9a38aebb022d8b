"""Two periods of one list: what is told, and what is let pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.acts.drift import compare_periods
from app.core.errors import ColumnUnknown
from app.core.jobs import Job
from app.core.quality.drift.columns import column_changes
from app.core.quality.drift.rows import row_changes
from app.core.quality.drift.values import Drift
from tests.core.tables import table

Columns = dict[str, list[str | None]]


def january(rows: int = 40) -> Columns:
    return {
        "编号": [f"K{n:03}" for n in range(rows)],
        "街道": [f"{'东西南'[n % 3]}街道" for n in range(rows)],
        "金额": [str(100 + n) for n in range(rows)],
    }


def told(before: Columns, after: Columns) -> set[tuple[str, str]]:
    return {(c.kind, c.column) for c in column_changes(table(before), table(after))}


def test_like_last_month() -> None:
    assert told(january(), january()) == set()


def test_columns_come_go_and_are_renamed() -> None:
    after = january()
    after["所属街道"] = after.pop("街道")
    after["年度"] = ["2024"] * 40
    del after["金额"]
    changes = {c.kind: c for c in column_changes(table(january()), table(after))}
    assert set(changes) == {"column-renamed", "column-added", "column-removed"}
    assert (changes["column-renamed"].column, changes["column-renamed"].before) == (
        "所属街道",
        "街道",
    )
    assert all(change.asks for change in changes.values())


def test_new_codes_are_shown() -> None:
    after = january()
    after["街道"] = [*after["街道"][:-1], "北街道"]
    (change,) = column_changes(table(january()), table(after))
    assert (change.kind, change.examples) == ("new-values", ("北街道",))


def test_type_and_distribution() -> None:
    words = january() | {"金额": [f"约{n}元" for n in range(40)]}
    assert ("type-changed", "金额") in told(january(), words)
    more = january() | {"金额": [str(10 * (100 + n)) for n in range(40)]}
    assert told(january(), more) == {("shifted", "金额")}
    uneven = january() | {"街道": ["东街道"] * 36 + ["西街道", "南街道"] * 2}
    assert told(january(), uneven) == {("shifted", "街道")}


def test_rows_by_key() -> None:
    after = january()
    after["金额"][3] = "0"
    after["编号"][5] = "K900"
    found = row_changes(table(january()), table(after), ["编号"], Job())
    assert (found.same, found.added, found.removed, found.changed) == (38, (6,), (6,), (4,))
    assert found.repeated == 0


def test_keys_that_stand_twice_are_not_compared() -> None:
    after = january()
    after["编号"][1] = "K000"
    found = row_changes(table(january()), table(after), ["编号"], Job())
    assert found.repeated == 2
    assert found.same == 38
    assert found.removed == (1, 2)


def test_blank_is_like_blank() -> None:
    before: Columns = {"k": ["a", "b"], "v": [None, "x"]}
    after: Columns = {"k": ["b", "a"], "v": [None, None]}
    found = row_changes(table(before), table(after), ["k"], Job())
    assert (found.same, found.changed) == (1, (1,))


def test_key_has_to_be_there() -> None:
    with pytest.raises(ColumnUnknown):
        row_changes(table(january()), table(january()), ["没有"], Job())


def test_new_kinds_of_sensitive_data() -> None:
    after = january(3)
    after["街道"] = ["330199194912310020", "330199195001010013", "330199196203040055"]
    found: Drift = compare_periods(table(january(3)), table(after), [], Job())
    assert "sensitive" in {change.kind for change in found.changes}
    assert found.asks
    assert found.rows is None


KEYS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(KEYS, KEYS)
def test_as_counted_by_hand(old: list[str], new: list[str]) -> None:
    before: Columns = {"k": list(old), "v": list(old)}
    after: Columns = {"k": list(new), "v": [f"{key}x" for key in new]}
    found = row_changes(table(before), table(after), ["k"], Job())
    once = {key for key in old if old.count(key) == 1}
    later = {key for key in new if new.count(key) == 1}
    assert found.added_count == len(later - once)
    assert found.removed_count == len(once - later)
    assert found.changed_count == len(once & later)
    assert found.same == 0
    assert found.repeated == len(old) - len(once) + len(new) - len(later)
