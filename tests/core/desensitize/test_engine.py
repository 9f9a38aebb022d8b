"""The kernel: one recipe over a table, batch by batch."""

import pyarrow as pa
import pytest

from app.core.desensitize import engine
from app.core.desensitize.engine import apply
from app.core.desensitize.kernel import compiled, resolve, steps_of
from app.core.desensitize.operation import Context
from app.core.desensitize.suggest import suggest
from app.core.errors import (
    Cancelled,
    ColumnUnknown,
    ParameterInvalid,
    PluginUnknown,
    ValueUntreatable,
)
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.core.review.scan import scan
from tests.core.tables import data, table

WITH = Context(b"k" * 32)
PEOPLE = {
    "姓名": ["王小伟", None, "李芳"],
    "号码": ["330199194912310020", "330199195001010013", None],
    "年龄": ["45", "不详", "7"],
}


def recipe(*treatments: tuple[str, str, dict[str, object]]) -> Recipe:
    return Recipe(tuple(Treatment(*treatment) for treatment in treatments))


def test_columns_are_treated_and_the_rest_stays() -> None:
    plan = recipe(("姓名", "mask", {"shape": "name"}), ("#3", "generalise", {"width": 10}))
    output, effects = apply(data(PEOPLE), plan, WITH, Job())
    assert output.to_pydict() == {
        "姓名": ["王**", None, "李*"],
        "号码": PEOPLE["号码"],
        "年龄": ["[40, 50)", None, "[0, 10)"],
    }
    assert [(effect.column, effect.blanked) for effect in effects] == [("姓名", 0), ("年龄", 1)]


def test_dropped_column_is_gone() -> None:
    output, effects = apply(data(PEOPLE), recipe(("号码", "suppress", {})), WITH, Job())
    assert output.column_names == ["姓名", "年龄"]
    assert effects[0].blanked == 0


def test_nothing_of_a_treated_value_stays_in_the_dictionary() -> None:
    output, _ = apply(data(PEOPLE), recipe(("号码", "mask", {"keep_start": 4})), WITH, Job())
    for chunk in output["号码"].chunks:
        assert chunk.dictionary.to_pylist() == ["3301**************"]
    assert "1949" not in str(output)


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    source = data({"a": [str(n) for n in range(50)], "b": ["x", None] * 25})
    plan = recipe(("a", "hash", {}), ("b", "mask", {}))
    whole, _ = apply(source, plan, WITH, Job())
    monkeypatch.setattr(engine, "BATCH", 7)
    parts, _ = apply(source, plan, WITH, Job())
    assert parts.to_pydict() == whole.to_pydict()


def test_kernel_is_a_pure_function_of_batches() -> None:
    kernel = compiled(steps_of(recipe(("a", "hash", {})), ["a"]), WITH)
    batch = pa.RecordBatch.from_pydict({"a": ["x", "y", "x", None]})
    first, second = kernel(batch), kernel(batch)
    assert first.equals(second)
    hashed = first.to_pydict()["a"]
    assert hashed[0] == hashed[2] != hashed[1]
    assert hashed[3] is None
    assert batch.to_pydict() == {"a": ["x", "y", "x", None]}


@pytest.mark.parametrize(
    ("treatment", "error"),
    [
        (("没有", "mask", {}), ColumnUnknown),
        (("#9", "mask", {}), ColumnUnknown),
        (("#0", "mask", {}), ColumnUnknown),
        (("姓名", "没有", {}), PluginUnknown),
        (("姓名", "mask", {"keep_start": -1}), ParameterInvalid),
        (("姓名", "keep", {}), ParameterInvalid),
    ],
)
def test_recipe_that_does_not_fit(
    treatment: tuple[str, str, dict[str, object]], error: type[Exception]
) -> None:
    with pytest.raises(error):
        apply(data(PEOPLE), recipe(treatment), WITH, Job())


def test_a_value_that_an_operator_cannot_treat_is_told_with_its_column() -> None:
    with pytest.raises(ValueUntreatable) as caught:
        apply(data(PEOPLE), recipe(("#3", "fpe", {})), WITH, Job())
    assert caught.value.where.column == "年龄"
    assert "45" in caught.value.told("en")


def test_column_that_is_called_like_a_number() -> None:
    assert resolve("#2", ["#2", "b"]) == "#2"
    assert resolve("#2", ["a", "b"]) == "b"


def test_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        apply(data(PEOPLE), recipe(), WITH, job)


def test_empty_table() -> None:
    output, _ = apply(data({"a": [], "b": []}), recipe(("a", "mask", {})), WITH, Job())
    assert output.column_names == ["a", "b"]
    assert output.num_rows == 0


def test_suggested_recipe_leaves_nothing_to_find() -> None:
    columns = PEOPLE | {
        "手机": ["14200000001", "14200000002", "14200000003"],
        "邮箱": ["nobody@example.com", "somebody@example.com", None],
        "家庭住址": ["清溪县城关镇人民路12号3单元402室"] * 3,
        "银行卡号": ["6200002914177763174"] * 3,
        "乡镇": ["青石镇"] * 3,
    }
    source = table(columns)  # type: ignore[arg-type]
    findings = scan(source, Job(), table_digest="0")
    plan = suggest(findings)
    assert {t.column for t in plan.treatments} == set(columns) - {"年龄", "乡镇"}
    assert all(t.reason for t in plan.treatments)
    output, _ = apply(source.data, plan, WITH, Job())
    again = scan(table(output.to_pydict()), Job(), table_digest="0")
    assert [f for f in again.columns if f.level != "public"] == []


def test_strictest_treatment_wins() -> None:
    text = "卡6200002914177763174电话14200000001"
    findings = scan(table({"备注": [text]}), Job(), table_digest="0")
    assert len(findings.columns) == 2
    (treatment,) = suggest(findings).treatments
    assert treatment.operator == "suppress"
