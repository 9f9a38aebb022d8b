"""The examiner examined: check digits, labels that point at their cells, and the arithmetic."""

import random
import re

import pytest

from app.core.checksums import id_checks, luhn_checks, uscc_checks
from tests.benchmarks.detection import identifiers, innocent, personal, wear
from tests.benchmarks.detection.labels import LabelledColumn, Need
from tests.benchmarks.detection.scoring import Answer, Score, Share
from tests.benchmarks.detection.tables import TEMPLATES, examination

ROWS = 40


@pytest.fixture(scope="module")
def columns() -> list[LabelledColumn]:
    return [column for table in examination(3, ROWS) for column in table.columns]


@pytest.mark.parametrize(
    ("draw", "right"),
    [
        (identifiers.resident_id, id_checks),
        (identifiers.hmt_residence_permit, id_checks),
        (identifiers.uscc, uscc_checks),
        (identifiers.bank_card, luhn_checks),
        (identifiers.imei, luhn_checks),
    ],
)
def test_the_check_digits_of_identifiers_are_right(draw, right):
    rng = random.Random(1)
    assert all(right(draw(rng)) for _ in range(200))


def test_check_digits_follow_the_published_examples(monkeypatch):
    """D2143569-X of GB 11714, 110108000000016 of GS 15, 1M8GDM9AXKP042788 of ISO 3779."""

    class Scripted(random.Random):
        def __init__(self, *answers):
            super().__init__(0)
            self.answers = list(answers)

        def random(self):
            return 0.9

        def choice(self, choices):
            return self.answers.pop(0)

        def choices(self, population, k=1, **_):
            return list(self.answers.pop(0))

    assert identifiers.organisation_code(Scripted("6", "0003734")) == "60003734-1"
    monkeypatch.setattr(identifiers, "county", lambda rng: identifiers.words.COUNTIES[1])
    assert identifiers.business_registration(Scripted("0", "0000001")) == "110108000000016"
    parts = ("1M8", "GDM9A", "K", "P0", "42788")
    assert identifiers.vin(Scripted(*parts)) == "1M8GDM9AXKP042788"


def test_the_same_seed_makes_the_same_tables():
    assert examination(5, ROWS) == examination(5, ROWS)
    assert examination(5, ROWS) != examination(6, ROWS)


def test_every_type_is_asked_for_and_most_columns_are_innocent(columns):
    asked = {need.type for column in columns for need in column.needs}
    assert asked == {kind.type for kind in personal.KINDS}
    assert sum(column.innocent for column in columns) > 400
    assert {f"innocent {name}" for name in innocent.KINDS} <= {column.kind for column in columns}


def test_labels_point_at_cells_that_hold_something(columns):
    for column in columns:
        for need in column.needs:
            assert need.rows, column.kind
            assert not need.rows & need.doubtful
            for row in need.rows | need.doubtful:
                assert column.values[row] not in (None, *wear.NOISE), column.kind


def test_templates_name_kinds_that_exist():
    labels = {kind.label for kind in (*personal.KINDS, *personal.OF_PERSONS)} | {"prose"}
    names = {part.split("=")[0] for template in TEMPLATES.values() for part in template.split()}
    assert {
        name for name in names - innocent.KINDS.keys() if name.replace("_", " ") not in labels
    } == set()


def test_one_contract_number_in_eleven_passes_the_check_of_an_id():
    draw = innocent.KINDS["contract_number"].maker(random.Random(2))
    numbers = [draw(row) for row in range(4000)]
    assert all(re.fullmatch(r"\d{18}", number) for number in numbers)
    assert 0.07 < sum(map(id_checks, numbers)) / len(numbers) < 0.11


@pytest.mark.parametrize(
    ("form", "value", "worn"),
    [
        (wear.full_width, "11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ"),
        (wear.zeroed, "440524188001010014", "440524188001010000"),
        (wear.scientific, "440524188001010014", "4.4052418800101E+17"),
        (wear.short_scientific, "440524188001010014", "4.40524E+17"),
        (wear.masked, "13800138000", "138*****000"),
    ],
)
def test_forms(form, value, worn):
    assert re.sub("[xX＊](?=.)", "*", form(random.Random(1), value)) == worn


def test_the_score_of_a_known_answer():
    ids = LabelledColumn(
        "ids",
        "证件",
        ("a", "b", None, "d"),
        (Need("resident-id", frozenset({0, 1}), frozenset({3})),),
    )
    codes = LabelledColumn(
        "codes", "代码", ("a",), (Need("uscc", frozenset({0})),), public=frozenset({"uscc"})
    )
    amounts = LabelledColumn("amounts", "金额", ("1",), may=frozenset({"account"}))
    score = Score()
    score.mark("t", ids, Answer({"resident-id": "personal"}, {"resident-id": frozenset({0, 2, 3})}))
    score.mark("t", codes, Answer({"uscc": "personal"}, {"uscc": frozenset({0})}))
    score.mark("t", amounts, Answer({"account": "personal", "tax-id": "public"}))
    score.mark("t", amounts, Answer({"mobile": "personal"}, {"mobile": frozenset({0})}))
    assert score.recall == Share(2, 2)
    assert score.precision == Share(2, 3)
    assert score.alarms == Share(2, 3)
    assert (score.cells["found"], score.cells["missed"]) == (2, 1)
    assert (score.cells["right"], score.cells["wrong"]) == (3, 2)
    assert [lapse.what for lapse in score.lapses] == ["level", "false alarm"]
    assert score.direct == [True]
    assert "1,000 innocent columns" in score.report()


def test_wilson_interval():
    """5 of 455: 4.7 to 25.5 in a thousand (Wilson 1927)."""
    low, high = Share(5, 455).interval()
    assert (round(1000 * low, 1), round(1000 * high, 1)) == (4.7, 25.5)
