"""Examine the review by this set: ``python -m tests.benchmarks.detection.agencies``. See the package."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.detection.agencies import __doc__ as about
from tests.benchmarks.detection.agencies import marks, sentences
from tests.benchmarks.detection.agencies.examination import PARTS, examination
from tests.benchmarks.detection.agencies.readings import gate_of, names_and_homes
from tests.benchmarks.detection.product import examine


def main() -> None:
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="list every lapse")
    show: Callable[[str], None] = _say if parser.parse_args().show else lambda text: None
    for part in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            score, _ = examine(examination(part), Path(folder))
        _say(f"== {part} part\n{score.report()}\n")
        show("\n".join(map(str, score.lapses)))
    for title, phrases in (("phrases", marks.PHRASES), ("later phrases", marks.LATER)):
        asked = [(text, gate) for gate, texts in phrases.items() for text in texts]
        wrong = [f"{text!r}: {gate}" for text, gate in asked if gate_of(text) != gate]
        _say(f"{title}: {len(asked) - len(wrong)} of {len(asked)} weighed right")
        show("\n".join(wrong))
    for title, speaking, silent in (
        ("sentences", sentences.SENTENCES, sentences.INNOCENT),
        ("later sentences", sentences.LATER, sentences.LATER_INNOCENT),
    ):
        found, missed, false = names_and_homes([*speaking, *silent])
        told = len(found) + len(missed)
        _say(f"{title}: {len(found)} of {told} names and homes found, {len(false)} false")
        show("\n".join(f"missed {text}" for text in missed))
        show("\n".join(f"false  {text}" for text in false))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
