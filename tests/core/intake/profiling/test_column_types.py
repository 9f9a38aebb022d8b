"""Column types are annotations: they are told from the text and never change it."""

import time
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intake.profiling import value_patterns as patterns
from app.core.intake.profiling.column_types import SHARE, profile, profile_column, type_of
from app.core.model import ColumnProfile
from app.core.trust import canonical


def told(values: Sequence[str | None], times: int = 1) -> ColumnProfile:
    column = pa.chunked_array([pa.array([*values] * times, pa.string()).dictionary_encode()])
    return profile_column("列", column)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "empty"),
        (["1", "-2", "0"], "integer"),
        (["1", "2.5", "1,234.00", "12%"], "decimal"),
        (["¥1,234.50", "￥3"], "decimal"),
        (["1.5E-4", "2"], "decimal"),
        (["2024-03-05", "2024/3/5", "2024年3月5日", "2024年3月"], "date"),
        (["20240305", "20231231"], "date"),
        (["20240305", "20241301"], "integer"),
        (["20240305", "20240231"], "integer"),
        (["2019", "2020"], "integer"),
        (["2019年"], "date"),
        (["2024.3", "2024.12"], "date"),
        (["2024.3", "2024.13"], "decimal"),
        (["2024-03-05 08:30", "2024-03-05T08:30:15"], "date"),
        (["二〇二四年三月五日"], "date"),
        ([" 2024-03-05　"], "date"),
        (["8:30", "17:05:09", "上午9:00"], "time"),
        (["8时30分"], "time"),
        (["是", "否"], "boolean"),
        (["有", "无"], "boolean"),
        (["TRUE", "false"], "boolean"),
        (["Y", "N"], "boolean"),
        (["是"], "text"),
        (["男", "女"], "text"),
        (["0", "1"], "integer"),
        (["000123", "4"], "code"),
        (["0571"], "code"),
        (["A-001", "B-002"], "code"),
        (["110101199003070011", "11010119900307002X"], "code"),
        (["110101199003070011"], "code"),
        (["13800138000", "13900139000"], "code"),
        (["0571-88880000"], "code"),
        (["Beijing", "Shanghai"], "text"),
        (["0.5", "0"], "decimal"),
        (["1", "—"], "text"),
        (["4111010001"], "integer"),
        (["朝阳区某路12号"], "text"),
    ],
)
def test_type_of(values: list[str], kind: str) -> None:
    assert type_of(pa.array(values, pa.string())) == kind


def test_profile_counts_and_samples() -> None:
    data = pa.table(
        {
            "区": pa.array(["甲", "乙", None, "甲"]).dictionary_encode(),
            "空": pa.nulls(4, pa.string()).dictionary_encode(),
        }
    )
    first, second = profile(data)
    assert (first.nulls, first.distinct, first.sample) == (1, 2, ("甲", "乙"))
    assert (second.type, second.nulls, second.distinct, second.sample) == ("empty", 4, 0, ())


def test_dates_with_a_few_odd_words() -> None:
    days = [f"2024-{n // 28 + 1:02d}-{n % 28 + 1:02d}" for n in range(198)]
    result = told([*days, "不详", "待定"])
    assert (result.type, result.format) == ("date", "yyyy-mm-dd")
    assert result.confidence == pytest.approx(0.99)
    assert result.counter_examples == ("不详", "待定")


@pytest.mark.parametrize(("odd", "kind"), [(10, "date"), (11, "text")])
def test_the_share_that_makes_a_type(odd: int, kind: str) -> None:
    days = [f"2024-{n // 28 + 1:02d}-{n % 28 + 1:02d}" for n in range(100 - odd)]
    result = told([*days, *(f"约{'一' * n}日" for n in range(1, odd + 1))])
    assert result.type == kind
    assert result.confidence == pytest.approx(SHARE if kind == "date" else odd / 100)
    assert len(result.counter_examples) == (5 if kind == "date" else 0)


@pytest.mark.parametrize(
    ("values", "format_"),
    [
        (["2024-3-5", "2024-10-15"], "yyyy-m-d"),
        (["2024-03-05", "2024-10-15"], "yyyy-mm-dd"),
        (["2024-03-05", "2024-10-15", "2024年3月5日"], "yyyy-mm-dd; yyyy年m月d日"),
        (["2024年3月", "2024年12月"], "yyyy年m月"),
        (["2024.3.1"], "yyyy.m.d"),
        (["20240301"], "yyyymmdd"),
        (["3月5日"], "m月d日"),
        (["25/12/2024", "13/1/2024"], "d/m/yyyy"),
        (["2024/3/5 8:30"], "yyyy/m/d hh:mm"),
        (["08:30", "9:15:00"], "h:mm:ss; h:mm"),
        (["12.5%", "3%"], "%"),
        (["1,234", "1,234.50", "3"], "#,##0"),
        (["1", "2"], ""),
    ],
)
def test_formats(values: list[str], format_: str) -> None:
    assert set(told(values).format.split("; ")) == set(format_.split("; "))


def test_mixed_formats_run_from_the_most_frequent() -> None:
    days = [f"2024/{n % 9 + 1}/{n % 8 + 1}" for n in range(50)]
    assert told([*days, "2023-01-02"]).format == "yyyy/m/d; yyyy-mm-dd"


def test_identifier_code_and_category() -> None:
    ids = [f"A{n:06d}" for n in range(50)]
    assert told(ids).type == "identifier"
    assert told(ids, times=2).type == "code"
    assert told([f"138{n:08d}" for n in range(50)]).type == "identifier"
    assert told([str(n) for n in range(50)]).type == "integer"
    assert told(["居民", "非居民"], times=5).type == "category"
    assert told(["居民", "非居民"]).type == "text"
    assert told([f"说明{'一' * n}" for n in range(50)]).type == "text"
    assert (
        told(["这是一段很长的说明文字，不是一个类别，虽然它总是这样重复"], times=9).type == "text"
    )


def test_boolean_with_a_blank_word() -> None:
    result = told(["是"] * 60 + ["否"] * 38 + ["—"] * 2)
    assert (result.type, result.format) == ("boolean", "是/否")
    assert result.confidence == pytest.approx(0.98)
    assert result.counter_examples == ("—",)


def test_confidence_of_text_says_how_near_it_is_to_a_type() -> None:
    assert told(["1", "2", "3", "四"]).confidence == pytest.approx(0.25)


def test_one_decimal_among_integers_makes_decimals() -> None:
    assert told([*map(str, range(100)), "2.5"]).type == "decimal"


def test_many_values_are_all_looked_at() -> None:
    values = [str(n) for n in range(5000)]
    values[3777] = "约十"
    result = told(values)
    assert (result.type, result.counter_examples) == ("integer", ("约十",))
    assert result.confidence == pytest.approx(1 - 1 / 5000)
    values[3777] = "007"
    assert told(values).type == "identifier"


def test_the_text_is_not_changed() -> None:
    column = pa.chunked_array([pa.array([" 1 ", "2"]).dictionary_encode()])
    before = column.to_pylist()
    profile_column("列", column)
    assert column.to_pylist() == before


def test_a_profile_that_was_stored_before_still_loads() -> None:
    old = b'{"name":"a","type":"integer","nulls":0,"distinct":1,"sample":["1"]}'
    assert canonical.decode(old, ColumnProfile, "old").confidence == 1.0
    new = told(["2024-03-05", "x"])
    assert canonical.decode(canonical.encode(new), ColumnProfile, "new") == new


@given(st.lists(st.text(max_size=12), max_size=30))
def test_any_text_has_a_type(values: list[str]) -> None:
    result = told(values)
    assert 0 <= result.confidence <= 1
    assert (result.type == "empty") == (not values)


def test_a_large_column_takes_no_time() -> None:
    column = pa.chunked_array([pa.array([str(n) for n in range(200_000)]).dictionary_encode()])
    started = time.process_time()
    assert profile_column("列", column).distinct == 200_000
    assert time.process_time() - started < 1


FORMS = (patterns.DATES, patterns.TIMES, patterns.INTEGERS, patterns.DECIMALS, patterns.CODES)


@given(st.one_of(st.text(), *(st.from_regex(patterns.compiled("|".join(form.values())))
                             for form in FORMS)))  # fmt: skip
def test_few_values_are_told_as_many_are(value: str) -> None:
    """Python matches few values, RE2 many."""
    for form in FORMS:
        pattern = "|".join(form.values())
        by_re2 = pc.match_substring_regex(pa.array([value]), patterns.whole(pattern))
        assert (patterns.compiled(pattern).fullmatch(value) is not None) == by_re2[0].as_py()


@pytest.mark.parametrize(
    "text", ["x" * 60, "x" * 5000, "a-" * 2000, "1," * 2000, "年" * 5000, "1" * 9999]
)
def test_no_text_stretches_the_time(text: str) -> None:
    assert type_of(pa.array([text, text + "y"]))


@pytest.mark.parametrize(
    "name", ["学校标识码", "行政区划代码", "编号", "户号", "school_code", "deptId"]
)
def test_numbers_of_one_length_under_the_name_of_a_code(name: str) -> None:
    assert kind_of(name, ["4111010001", "4112010002"]) == "code"
    assert kind_of(name, ["4111010001", "411"]) == "integer"
    assert kind_of(name, ["2", "7"]) == "integer"
    assert kind_of(name, ["4111.25", "4112.50"]) == "decimal"


@pytest.mark.parametrize("name", ["在校学生数", "号召力", "paid", "period", "码头吞吐量"])
def test_numbers_of_one_length_under_another_name(name: str) -> None:
    assert kind_of(name, ["4111010001", "4112010002"]) == "integer"


def test_numbers_that_never_come_again_identify() -> None:
    assert kind_of("学校标识码", [str(4111010000 + n) for n in range(20)]) == "identifier"


def kind_of(name: str, values: list[str]) -> str:
    return profile_column(name, pa.chunked_array([pa.array(values)])).type
