"""Codes of resources: their form, the next free one, and those that two have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.catalog.codes import (
    class_of,
    code_problems,
    collisions,
    next_serial,
    plain,
    written,
)
from app.core.catalog.fixes import fix
from app.core.catalog.validate import validate
from app.core.errors import ParameterInvalid
from tests.core.catalog.test_validate import GOOD, changed

CLASSES = st.from_regex(r"\A\d(\d{2}(\d{3}[0-9A-Za-z]{0,4})?)?\Z").filter(str.isascii)


@given(CLASSES, st.integers(1, 10**8 - 1))
def test_a_written_code_is_valid_and_tells_its_class(class_code: str, serial: int) -> None:
    code = written(class_code, serial)
    assert class_of(code) == class_code
    assert plain(f"{class_code}/{serial}") == code
    assert validate(changed(code=code)) == ()
    assert next_serial(class_code, [code, f"{class_code}0/99999", "编号 7"]) == serial + 1


@pytest.mark.parametrize("wrong", ["", "30", "3011", "A01", "301/"])
def test_what_is_no_class(wrong: str) -> None:
    with pytest.raises(ParameterInvalid):
        written(wrong, 1)


def test_a_class_that_is_full() -> None:
    with pytest.raises(ParameterInvalid):
        written("301", next_serial("301", ["301/99999999"]))


def test_the_first_of_a_class_is_one_and_gaps_stay() -> None:
    assert next_serial("302", ["301/000009"]) == 1
    assert next_serial("301", ["301/000009", "301/2"]) == 10


def test_a_code_of_another_is_a_problem_with_one_way_out() -> None:
    used = {"301/000001": "别的名录", "301/000004": ""}
    (problem,) = code_problems(GOOD, used)
    assert (problem.field, problem.code) == ("code", "code-taken")
    assert "别的名录" in problem.message.zh
    assert fix(problem, GOOD, used) == {"code": "301/000005"}
    assert not list(code_problems(GOOD, {"301/000001": GOOD.fields["name"]}))
    assert list(code_problems(changed(code="301/4"), used))


@pytest.mark.parametrize("code", ["", "没有"])
def test_a_blank_or_wrong_code_has_a_way_out(code: str) -> None:
    wrong = changed(code=code)
    (problem,) = validate(wrong)
    assert fix(problem, wrong, ["301/000007"]) == {"code": "301/000008"}


def test_collisions_name_the_resources() -> None:
    other = changed(name="别的名录", code="301/1")
    assert collisions([GOOD, GOOD, changed(code="")]) == {}
    assert collisions([GOOD, other]) == {"301/000001": (GOOD.fields["name"], "别的名录")}
