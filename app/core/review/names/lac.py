"""A second opinion by Baidu's LAC, whose network lies in ``resources/models/lac`` (Apache-2.0).

Some 20,000 characters a second: too slow for a scan, it is asked where a person reads.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from app.core import resources
from app.core.code_table import CodeTable
from app.core.errors.system import system_reason
from app.core.review.names.cues import NameSpan
from app.core.review.names.network import Network
from app.core.review.names.scores import name_scores
from app.core.text import Text

_PIECE = re.compile(
    r"[^。！？；!?;\n]{0,199}[。！？；!?;\n]?", re.DOTALL
)  # the network's memory fades
_LONGEST = 20_000  # characters of a text that are read
_AT_ONCE = 4096  # characters, which the processor's cache holds with what is computed of them
_CODES = 0x110000
_PERSON = "PER"
_CHANGED = Text("{file} 的摘要不符", "the digest of {file} is another")


@dataclass(frozen=True)
class _Model:
    """``rows``: of the embedding, by code point; ``begins``, ``persons``: which tags begin a word, and a
    person's name."""

    network: Network
    rows: CodeTable[np.int16]
    begins: npt.NDArray[np.bool_]
    persons: npt.NDArray[np.bool_]


def lac_names(texts: pa.StringArray) -> list[NameSpan]:
    """The persons that LAC finds, foreigners and men of fame too, who are in no table of characters.

    Raises PackUnusable.
    """
    pieces = [
        (index, piece.start(), piece[0])
        for index, text in enumerate(texts.to_pylist())
        for piece in _PIECE.finditer((text or "")[:_LONGEST])
        if piece[0]
    ]
    found = [
        (pieces[which][0], pieces[which][1] + start, pieces[which][2][start:end])
        for which, start, end in sorted(_persons([piece for _, _, piece in pieces]))
        if end - start > 1
    ]
    scores = name_scores(pa.array([name for _, _, name in found], pa.string()))
    return [
        NameSpan(index, start, start + len(name), "", "personal", round(score, 2))
        for (index, start, name), score in zip(found, scores.tolist(), strict=True)
    ]


def _persons(pieces: list[str]) -> Iterator[tuple[int, int, int]]:
    """The persons in short texts: in which, start and end; the longest texts first."""
    if not pieces:
        return
    model = _model()
    sizes = np.array([len(piece) for piece in pieces], np.intp)
    order = np.argsort(-sizes, kind="stable")
    parts = np.cumsum(sizes[order]) // _AT_ONCE
    for some in np.split(order, np.flatnonzero(np.diff(parts)) + 1):
        edges = np.concatenate([[0], np.cumsum(sizes[some])])
        characters = "".join([pieces[at] for at in some.tolist()]).encode("utf-32-le")
        rows = model.rows.of(np.frombuffer(characters, np.uint32))
        tags = model.network.tags(rows, sizes[some])
        begins = model.begins[tags]
        begins[edges[:-1]] = True
        starts = np.flatnonzero(begins)
        ends = np.append(starts[1:], len(tags))
        are = model.persons[tags[starts]]
        which = np.searchsorted(edges, starts[are], "right") - 1
        yield from zip(
            some[which].tolist(),
            (starts[are] - edges[which]).tolist(),
            (ends[are] - edges[which]).tolist(),
            strict=True,
        )


def description() -> resources.Pack:
    """Where the weights come from, and their digest. Raises PackUnusable."""
    return resources.read_pack(resources.path("models", "lac", "model.json"))


def weights() -> bytes:
    """The weights that ship. Raises PackUnusable where they are not what was built."""
    told = description().data["weights"]
    file = resources.path("models", "lac", told["file"])
    try:
        content = file.read_bytes()
    except OSError as error:
        raise resources.pack_unusable(file.name, system_reason(error)) from error
    if hashlib.sha256(content).hexdigest() != told["sha256"]:
        raise resources.pack_unusable(file.name, _CHANGED.format(file=file.name))
    return content


@cache
def _model() -> _Model:
    """Raises PackUnusable."""
    with np.load(io.BytesIO(weights()), allow_pickle=False) as arrays:
        rows = np.full(_CODES, len(arrays["embedding"]) - 1, np.int16)  # the last: of all others
        rows[arrays["characters"]] = arrays["rows"]
        names = [name.rpartition("-") for name in arrays["tags"].tolist()]
        return _Model(
            Network.of(arrays),
            CodeTable(rows),
            np.array([place != "I" for _, _, place in names]),
            np.array([kind == _PERSON for kind, _, _ in names]),
        )
