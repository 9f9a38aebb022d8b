"""出生日期."""

import datetime

import pytest

from tests.core.review.columns import examine, spans

PERSONS = ("姓名", "性别")
YEARS = [1938, 1944, 1951, 1957, 1962, 1968, 1973, 1979, 1984, 1990, 1996]
BIRTHS = [f"{year}-03-{place + 10}" for place, year in enumerate(YEARS)]
RECENT = [f"20{place + 10}-03-05" for place in range(11)]


@pytest.mark.parametrize(
    "name", ["出生日期", "出生年月", "生日", "csrq", "NFCSRQ", "birth_date", "DOB", "出生"]
)
@pytest.mark.parametrize(
    "value",
    ["1990-03-05", "1990/3/5", "1990年3月5日", "19900305", "1990.03.05", "1990年03月", "1990.03",
     "199003", "05/03/1990", "1990-03-05 00:00:00", "１９９０－０３－０５"],
)  # fmt: skip
def test_named(name: str, value: str) -> None:
    evidence = examine("birth-date", [value, "1971-01-02"], name)
    assert len(spans(evidence, [value, "1971-01-02"])) == 2
    assert evidence is not None
    assert evidence.level is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("出生日期", ["1990", "1988", "1973"]),
        ("出生日期", ["上午", "下午"]),
        ("出生日期", ["1650-01-01", "2999-01-01"]),
        ("出生地", BIRTHS),
        ("出生证编号", ["19900305"]),
        ("出生登记日期", BIRTHS),
        ("出生人数", ["199003"]),
        ("犬只出生日期", BIRTHS),
    ],
)
def test_innocent_names_and_values(name: str, values: list[str]) -> None:
    assert examine("birth-date", values, name, PERSONS) is None


def test_unnamed_among_persons() -> None:
    for name in ("日期", "RQ", "字段6"):
        assert examine("birth-date", BIRTHS, name, PERSONS) is not None
    assert examine("birth-date", BIRTHS, "字段6", ("XM", "GMSFHM")) is not None
    assert examine("birth-date", BIRTHS, "日期") is None
    assert examine("birth-date", BIRTHS, "日期", ("项目名称",)) is None
    assert examine("birth-date", RECENT, "日期", PERSONS) is None
    assert examine("birth-date", BIRTHS[:5], "日期", PERSONS) is None


@pytest.mark.parametrize(
    "name",
    [
        "参加工作时间",
        "审批日期",
        "入党时间",
        "成立日期",
        "领证日期",
        "registered",
        "取证时间",
        "RDSJ",
        "zgrq",
        "GZNY",
        "事故发生日期",
        "产生日期",
        "hire_date",
    ],
)
def test_events_of_persons_are_no_births(name: str) -> None:
    assert examine("birth-date", BIRTHS, name, PERSONS) is None


def test_children_make_the_column_sensitive() -> None:
    child = str(datetime.datetime.now(datetime.UTC).year - 5) + "-01-02"
    evidence = examine("birth-date", ["1971-01-02", child], "出生日期")
    assert evidence is not None
    assert evidence.level == "sensitive-personal"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王小伟，男，汉族，1990年3月5日出生，住青石镇", "男,汉族,1990年3月5日出生"),
        ("李芳，女，1971年1月生", "女,1971年1月生"),
        ("备注 出生日期：1990-03-05", "出生日期:1990-03-05"),
    ],
)
def test_sentences(text: str, found: str) -> None:
    assert spans(examine("birth-date", [text]), [text]) == [found]


@pytest.mark.parametrize(
    "text", ["本馆1990年3月5日建成", "鲁迅诞生140周年", "2019年3月出生人口增加", "1990年3月5日"]
)
def test_sentences_about_other_things(text: str) -> None:
    assert examine("birth-date", [text]) is None
