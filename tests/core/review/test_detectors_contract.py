"""What every detector must do, also those to come."""

import inspect
import random
import time

import numpy as np
import pyarrow as pa
import pytest

from app.core.model import Level
from app.core.review import runs
from app.core.review.column import Column
from app.core.review.detector import RunDetector, detectors
from app.core.review.fold import fold
from tests.core.review.columns import bank_card, mobile, resident_id, view

ALL = list(detectors.all().values())
ODD = {
    "full-width": [
        "３３０１９９１９９００１０１００１７",
        "１４２０００００００１",
        "ａ＠ｂ．ｃｎ",
        "机密★１０年",
    ],
    "broken": [
        "\ufffd\ufffd锟斤拷",
        "\u0000\u0001",
        "\u202e330199",
        "é́́́",
        "٣٣٠١٩٩١٩٩٠٠١٠١٠٠١٧ 330199199001010017",
    ],
    "emoji": ["👨‍👩‍👧‍👦", "🇨🇳机密", "电话📞14200000001"],
    "letters": ["K" * 18, "9" * 18, "1" * 11, "ſK91350100M000100Y43"],
    "blank": [" ", "\u3000", "\n\t", "\u200b"],
}
LONG = {
    "digits": "1" * 10_000,
    "han": "路" * 10_000,
    "places": "省市区县镇乡村街路巷弄1" * 900,
    "numbers": "人民路1" * 2500,
    "street": "路" * 9_990 + "1号",
    "spaces": "6 " * 5000,
    "marks": "机密" * 5000,
    "at": "a@" * 5000,
    "dots": "a@" + "b." * 5000,
    "dashes": "1-" * 5000,
    "ids": "330199199001010017," * 520,
    "mobiles": "14200000001 " * 830,
}
LEVELS = set(inspect.get_annotations(Level) or {}) or {
    "secret",
    "sensitive-personal",
    "personal",
    "trade-secret",
    "internal",
    "public",
}


@pytest.mark.parametrize("detector", ALL, ids=lambda detector: detector.id)
class TestEvery:
    def test_says_what_it_is(self, detector) -> None:
        assert detector.id == detector.id.lower()
        assert detector.title.zh
        assert detector.title.en
        assert detector.version
        module = inspect.getmodule(type(detector))
        assert module is not None
        assert inspect.getdoc(type(detector))
        assert module.__doc__

    @pytest.mark.parametrize(
        "name", ["内容", "", "身份证号", "手机号码", "姓名", "住址", "密级", "银行卡号"]
    )
    def test_empty_column(self, detector, name: str) -> None:
        assert detector.examine(view([], name)) is None

    @pytest.mark.parametrize("kind", ODD)
    @pytest.mark.parametrize("name", ["内容", "身份证号", "姓名", "联系电话", "住址"])
    def test_odd_text(self, detector, kind: str, name: str) -> None:
        for values in (fold(pa.array(ODD[kind])), pa.array(ODD[kind])):
            column = Column(name, values, np.ones(len(values), np.int64))
            evidence = detector.examine(column)
            if evidence is not None:
                found = evidence.spans
                assert (found.starts < found.ends).all()
                assert (found.ends <= column.offsets[column.values_of(found) + 1]).all()
                assert 0 <= evidence.confidence <= 1
                assert evidence.reasons
                assert evidence.level is None or evidence.level in LEVELS

    @pytest.mark.parametrize("kind", LONG)
    @pytest.mark.parametrize("name", ["内容", "住址"])
    def test_long_cells_take_no_time(self, detector, kind: str, name: str) -> None:
        column = view([LONG[kind]], name)
        detector.examine(column)  # the first call loads packs and compiles
        best = min(_seconds(detector, column) for _ in range(3))
        assert best < 0.1

    def test_same_answer_twice(self, detector) -> None:
        column = view([text for texts in ODD.values() for text in texts])
        assert repr(detector.examine(column)) == repr(detector.examine(column))

    def test_numbers_and_plain_words_are_innocent(self, detector) -> None:
        for values in (
            [str(n) for n in range(1000)],
            ["是", "否"],
            ["2024-03-05", "2024年"],
            ["12.34%"],
            ["青石镇", "白沙乡"],
        ):
            assert detector.examine(view(values)) is None


def _seconds(detector, column: Column) -> float:
    start = time.process_time()
    detector.examine(column)
    return time.process_time() - start


def test_ids_are_unique_and_precedence_puts_checked_types_first() -> None:
    order = sorted(ALL, key=lambda detector: detector.precedence)
    ids = [detector.id for detector in order]
    assert len(set(ids)) == len(ids)
    assert (
        ids.index("resident-id") < ids.index("uscc") < ids.index("bank-card") < ids.index("mobile")
    )


@pytest.mark.parametrize(
    "detector", [d for d in ALL if isinstance(d, RunDetector)], ids=lambda d: d.id
)
def test_numbers_are_judged_alike_however_many_at_a_time(
    detector: RunDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = random.Random(4)
    drawn = [draw(generator) for draw in (resident_id, mobile, bank_card) for _ in range(8)]
    counting = [str(14200000000 + number) for number in range(40)]
    texts = [*drawn, *counting, *(text for texts in ODD.values() for text in texts)]
    together = detector.candidates(view("", texts))
    monkeypatch.setattr(runs, "_AT_ONCE", 3)
    apart = detector.candidates(view("", texts))
    assert apart.spans.starts.tolist() == together.spans.starts.tolist()
    assert {name: told.tolist() for name, told in apart.tests.items()} == {
        name: told.tolist() for name, told in together.tests.items()
    }
