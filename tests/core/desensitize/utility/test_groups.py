"""Every suppressed group in a line, without any value of it."""

from app.core.desensitize.utility.measure import compare
from app.core.jobs import Job
from tests.core.tables import data

OLD: dict[str, list[str | None]] = {
    "age": ["21", "22", "23", "31", "32", "41", "51", "52", "53"],
    "sex": ["f", "f", "f", "m", "m", "f", "m", "m", "m"],
}
STARRED = OLD | {
    "age": ["20s", "20s", "20s", "*", "*", None, "50s", "50s", "50s"],
    "sex": ["f", "f", "f", "*", "*", "*", "m", "m", "m"],
}


def test_hidden_rows_by_group() -> None:
    report = compare(data(OLD), data(STARRED), Job(), quasi_identifiers=["age", "sex"], k=3)
    assert [(each.rows, each.groups) for each in report.groups] == [(1, 3)]
    assert report.groups[0].reason.zh == "3 组，每组 1 行：准标识符相同的不足 3 行"
    assert report.groups[0].reason.en.startswith("3 groups of 1: fewer than 3")
    assert not any(value in str(report.groups) for value in ("31", "32", "41"))


def test_values_are_generalised_as_in_the_rows_that_are_left() -> None:
    old = {"age": ["21", "22", "21", "22", "21", "22"], "sex": ["f", "f", "f", "f", "m", "m"]}
    new = {"age": ["20s"] * 4 + ["*"] * 2, "sex": ["f"] * 4 + ["*"] * 2}
    report = compare(data(old), data(new), Job(), quasi_identifiers=["age", "sex"], k=3)
    assert [(each.rows, each.groups) for each in report.groups] == [(2, 1)]


def test_removed_rows_by_group_where_it_is_known_which_they_are() -> None:
    old = OLD | {"id": [str(number) for number in range(9)]}
    kept = [0, 1, 2, 6, 7, 8]
    new = {
        name: [cells[row] for row in kept] for name, cells in (STARRED | {"id": old["id"]}).items()
    }
    report = compare(data(old), data(new), Job(), quasi_identifiers=["age", "sex"], k=3)
    assert (report.removed, [(each.rows, each.groups) for each in report.groups]) == (3, [(1, 3)])


def test_a_group_that_was_large_enough_had_another_reason() -> None:
    old = {"age": ["21"] * 4 + ["31"] * 4}
    new = {"age": ["21"] * 4 + ["*"] * 4}
    report = compare(data(old), data(new), Job(), quasi_identifiers=["age"], k=3)
    assert [(each.rows, each.groups) for each in report.groups] == [(4, 1)]
    assert "其他隐私要求" in report.groups[0].reason.zh


def test_nothing_suppressed_nothing_said() -> None:
    assert compare(data(OLD), data(OLD), Job(), quasi_identifiers=["age"], k=3).groups == ()
    assert compare(data(OLD), data(STARRED), Job(), k=3).groups == ()
