"""What every operator must do, also those to come: each is tried with its own examples."""

import contextlib
import dataclasses
import hashlib
import pickle
import typing
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.desensitize import engine
from app.core.desensitize.engine import apply
from app.core.desensitize.operation import (
    ColumnOperator,
    Context,
    Counted,
    Operator,
    RowFilter,
    RowOperator,
    operators,
    read_params,
)
from app.core.errors import GongkaiError, ParameterInvalid
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder
from app.core.text_column import is_coded
from tests.core.tables import TEXTS, data

FIND = finder(WITHOUT_OWN)
ONE, OTHER = (Context(hashlib.sha256(name).digest(), FIND) for name in (b"one", b"two"))
CASES = [
    pytest.param(operator, example, id=f"{operator.id}-{example}")
    for operator in operators.all().values()
    for example in operator.examples
]
COARSE = ("*", "2024", "[0, 10)")  # may be what they become already
VALUES = [
    "330199194912310020",
    "330199491231002",
    "14200000001",
    "0571-87012345",
    "王小伟",
    "欧阳小伟",
    "阿依古丽·买买提",
    "nobody@example.com",
    "1990-03-07",
    "1990年3月7日",
    "20240305",
    "45",
    "-7",
    "1,234.5",
    "36.6℃",
    "浙江省杭州市西湖区文三路1号",
    "120.1551,30.2741",
    "330106",
    "京A12345",
    "6200002914177763174",
    "91990000MA00000006",
    "申请人：王伟，电话14200000001",
    "a",
    "𠮷䶮",
    "葛\U000e0100e\u0301",
    "12岁",
    "换\n行",
    *COARSE,
]
Cells = list[str | None]


def beside(operator: Operator, example: dict[str, Any]) -> tuple[str, ...]:
    if isinstance(operator, RowOperator | ColumnOperator):
        return operator.beside(read_params(operator, example))
    return ()


def table(operator: Operator, example: dict[str, Any], values: Cells) -> pa.Table:
    """The values, with the columns that the operator reads beside them, and the row's number."""
    others: dict[str, Cells] = {
        name: [str(row // 3) for row in range(len(values))] for name in beside(operator, example)
    }
    return data({"值": values, **others, "行": [str(row) for row in range(len(values))]})


def run(
    operator: Operator, example: dict[str, Any], values: Cells, context: Context = ONE
) -> tuple[Cells | None, list[int]]:
    """What stands in the column afterwards, None if it is gone, and the rows that are left."""
    recipe = Recipe((Treatment("值", operator.id, example),))
    output, _ = apply(table(operator, example, values), recipe, context, Job())
    rows = [int(row) for row in output["行"].to_pylist()]
    return output["值"].to_pylist() if "值" in output.column_names else None, rows


@pytest.mark.parametrize(("operator", "example"), CASES)
class TestEvery:
    def test_rows_stay_in_order(self, operator: Operator, example: dict[str, Any]) -> None:
        _, rows = run(operator, example, [*VALUES])
        if isinstance(operator, RowFilter):
            assert rows == sorted(rows)
        else:
            assert rows == list(range(len(VALUES)))

    def test_nulls_stay_null(self, operator: Operator, example: dict[str, Any]) -> None:
        values = [None, *VALUES, None, "45", None]
        cells, rows = run(operator, example, values)
        if cells is not None:
            assert all(
                cells[place] is None for place, row in enumerate(rows) if values[row] is None
            )

    def test_empty_column(self, operator: Operator, example: dict[str, Any]) -> None:
        assert run(operator, example, [])[0] in ([], None)

    def test_column_of_nulls(self, operator: Operator, example: dict[str, Any]) -> None:
        cells, rows = run(operator, example, [None, None])
        assert cells is None or cells == [None] * len(rows)

    def test_same_key_same_answer_other_key_other_answer(
        self, operator: Operator, example: dict[str, Any]
    ) -> None:
        first = run(operator, example, [*VALUES])
        assert first == run(operator, example, [*VALUES])
        assert (first != run(operator, example, [*VALUES], OTHER)) is operator.keyed

    @pytest.mark.parametrize("size", [1, 7])
    def test_batches_make_no_difference(
        self, operator: Operator, example: dict[str, Any], size: int
    ) -> None:
        values = [None, *VALUES, *VALUES[:5]]
        whole = run(operator, example, values)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "BATCH", size)
            assert run(operator, example, values) == whole

    def test_no_original_is_left(self, operator: Operator, example: dict[str, Any]) -> None:
        """Neither in the cells nor in a dictionary behind them."""
        if operator.leaves:
            pytest.skip("leaves some on purpose")
        recipe = Recipe((Treatment("值", operator.id, example),))
        output, _ = apply(table(operator, example, [*VALUES]), recipe, ONE, Job())
        if "值" in output.column_names:
            held = {
                text
                for chunk in output["值"].chunks
                for text in (chunk.dictionary if is_coded(chunk) else chunk).to_pylist()
            }
            assert not held & (set(VALUES) - set(COARSE))

    @given(texts=st.lists(st.none() | TEXTS, max_size=6))
    @settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_any_text(self, operator: Operator, example: dict[str, Any], texts: Cells) -> None:
        try:
            cells, rows = run(operator, example, texts)
        except GongkaiError as error:
            assert error.told("zh")
            assert error.advice("en")
        else:
            assert cells is None or len(cells) == len(rows) <= len(texts)
            if not operator.leaves:
                for place, row in enumerate(rows if cells else []):
                    assert cells[place] is None or texts[row] is not None  # type: ignore[index]

    def test_says_what_it_does(self, operator: Operator, example: dict[str, Any]) -> None:
        said = operator.describe(read_params(operator, example))
        for text in (said, operator.keeps, operator.title):
            assert text.zh
            assert text.en
            assert "{" not in text.zh + text.en
        assert operator.source
        assert operator.strength in ("irreversible", "linkable", "reversible", "none")

    def test_can_be_sent_to_another_machine(
        self, operator: Operator, example: dict[str, Any]
    ) -> None:
        params = read_params(operator, example)
        if operator.learns(params):
            params = operator.learn(Counted(pa.array(VALUES), np.full(len(VALUES), 3)), params)
        assert pickle.loads(pickle.dumps(params)) == params  # noqa: S301


@pytest.mark.parametrize("operator", operators.all().values(), ids=lambda operator: operator.id)
class TestParameters:
    def test_operator_has_examples(self, operator: Operator) -> None:
        assert operator.examples

    def test_form_can_be_made_of_them(self, operator: Operator) -> None:
        for kind in typing.get_type_hints(operator.Params).values():
            assert kind in (bool, int, float, str) or typing.get_origin(kind) is Literal
        assert dataclasses.is_dataclass(operator.Params)
        assert operator.Params.__doc__

    def test_unknown_one_is_refused(self, operator: Operator) -> None:
        refused(operator, {**operator.examples[0], "no_such_parameter": 1}, "no_such_parameter")

    def test_one_of_another_type_is_refused(self, operator: Operator) -> None:
        for field in dataclasses.fields(operator.Params):
            kind = typing.get_type_hints(operator.Params)[field.name]
            for wrong in (None, [], "no such choice" if kind is not str else 1):
                refused(operator, {**operator.examples[0], field.name: wrong}, field.name)

    def test_one_that_is_missing_is_named(self, operator: Operator) -> None:
        for field in dataclasses.fields(operator.Params):
            if field.default is dataclasses.MISSING:
                params = {k: v for k, v in operator.examples[0].items() if k != field.name}
                refused(operator, params, field.name)

    def test_one_that_counts_for_some_choices_makes_a_difference_for_these_alone(
        self, operator: Operator
    ) -> None:
        for name, (other, choices) in operator.only_with.items():
            kind = typing.get_type_hints(operator.Params)[other]
            assert set(choices) < set(typing.get_args(kind))
            for choice in typing.get_args(kind):
                different = len(outcomes(operator, name, {other: choice})) > 1
                assert different is (choice in choices), (name, choice)
                assert different is operator.counts(name, {other: choice})


def outcomes(operator: Operator, name: str, chosen: dict[str, Any]) -> set[str]:
    """What comes of the values, and what is said of it, with one parameter now so, now otherwise."""
    kind = typing.get_type_hints(operator.Params)[name]
    tried: dict[Any, tuple[Any, ...]] = {
        bool: (False, True),
        int: (0, 1, 2),
        float: (1.0, 5.0),
        str: ("*", "#", "-", "2", "45", "a"),
    }
    found = set()
    for value in tried.get(kind, typing.get_args(kind)):
        example = {**operator.examples[0], **chosen, name: value}
        with contextlib.suppress(ParameterInvalid):  # not every value goes with every choice
            said = operator.describe(read_params(operator, example))
            found.add(repr((said, run(operator, example, [*VALUES, "a", "a"]))))
    return found


def refused(operator: Operator, params: dict[str, Any], name: str) -> None:
    with pytest.raises(ParameterInvalid) as caught:
        read_params(operator, params)
    for language in ("zh", "en"):
        told = caught.value.told(language)  # type: ignore[arg-type]
        assert name in told
        assert "$" not in told
