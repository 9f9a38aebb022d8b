"""The distinct texts of a column, as it was imported."""

import random
from collections import Counter

import pyarrow as pa
import pytest

from app.core.jobs import Job
from app.core.review import examined
from app.core.review.detector import detectors
from app.core.review.examined import Distinct, Examined, each_examined
from tests.core.review.columns import mobile
from tests.core.tables import table

FEW: list[str | None] = ["乙", None, "甲", "乙", "乙"]
MANY: list[str | None] = [None if n % 7 == 3 else f"第{n}号" for n in range(5000)]


@pytest.mark.parametrize("cells", [FEW, MANY, [None, None], []])
@pytest.mark.parametrize("coded", [False, True])
@pytest.mark.parametrize("chunks", [1, 2])
def test_rows_lead_to_their_texts(cells: list[str | None], coded: bool, chunks: int) -> None:
    edge = len(cells) // chunks
    parts = [pa.array(part, pa.string()) for part in (cells[:edge], cells[edge:])]
    column = pa.chunked_array([part.dictionary_encode() if coded else part for part in parts])
    distinct = Distinct.of(column)
    texts = distinct.texts.to_pylist()
    codes = distinct.codes.tolist()
    assert [texts[code] if code >= 0 else None for code in codes] == cells
    counts = Counter(codes)
    assert distinct.counts.tolist() == [counts[code] for code in range(len(texts))]


def test_texts_of_rows_that_are_left_out_are_not_read() -> None:
    column = pa.chunked_array([pa.array(["丙", "甲", "丙"]).dictionary_encode()]).slice(1, 1)
    distinct = Distinct.of(column)
    assert (distinct.texts.to_pylist(), distinct.counts.tolist()) == (["甲"], [1])


def test_words_round_a_name_still_tell() -> None:
    family = sorted(detectors.all().values(), key=lambda detector: detector.precedence)
    texts = ["户主胡海燕患精神分裂症，由其子代办", "本人已办结"]
    (seen,) = Examined.parts(pa.chunked_array([texts]), "备注", ())
    told = {detector.id: evidence for detector, evidence in seen.examine(family)}
    words = {
        name: [texts[0][slice(*seen.raw_span(0, evidence.spans, 0))]]
        for name, evidence in told.items()
    }
    assert words == {"person-name": ["胡海燕"], "health": ["患精神分裂症"]}


@pytest.mark.parametrize("together", [1, 3, 32])
def test_columns_come_in_order_whichever_are_read_together(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``together``: so many, and only the short ones among them side by side."""
    monkeypatch.setattr(examined, "_TOGETHER", together)
    monkeypatch.setattr(examined, "_SMALL", 5)
    generator = random.Random(1)
    numbers: list[str | None] = [mobile(generator) for _ in range(12)]
    few: list[str | None] = ["是", "否"] * 6
    columns = {f"手机{n}" if n % 3 else f"是否{n}": numbers if n % 3 else few for n in range(8)}
    family = list(detectors.all().values())
    told = list(
        each_examined(table(columns), family, Job(), lambda *told: told, lambda parts: parts[0])
    )
    assert [each.view.name for each, _, _ in told] == list(columns)
    assert [[detector.id for detector, _ in found] for _, found, _ in told] == [
        ["mobile"] if name.startswith("手机") else [] for name in columns
    ]
