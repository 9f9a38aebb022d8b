"""How often the encoding of short Chinese texts is told right, against other detectors.

The texts are invented by Faker and come from none of what the detector was made from. A text counts
as right when it decodes to itself; "asked" is when no answer was given. Run as
``python -m tests.benchmarks.encoding``.
"""

import argparse
import importlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from faker import Faker

from app.core.intake.encoding.decide import decide

Guess = Callable[[bytes], str | None]

LOCALES = {
    "utf-8": "zh_CN",
    "utf-8-sig": "zh_CN",
    "gb18030": "zh_CN",
    "gbk": "zh_CN",
    "cp950": "zh_TW",
    "big5hkscs": "zh_TW",
    "utf-16": "zh_CN",
    "utf-16-le": "zh_CN",
    "utf-16-be": "zh_TW",
}
LENGTHS = {"one name": 0, "2 rows": 2, "5 rows": 5, "20 rows": 20, "≥ 1 KB": 60}
FOREIGN = {"cp1252": "fr_FR", "latin-1": "de_DE", "cp949": "ko_KR", "cp932": "ja_JP"}


def texts(fake: Faker, rows: int, kind: int) -> str:
    """A name, or rows of names, addresses, companies or sentences, most without a header."""
    if rows == 0:
        return fake.name()
    makers: tuple[Callable[[], str], ...] = (
        lambda: f"{fake.name()},{fake.address().splitlines()[0]},{fake.random_int()}",
        lambda: f"{fake.random_int()},{fake.company()},{fake.job()}",
        fake.name,
        lambda: f"{fake.date()},{fake.sentence()}",
    )
    return "".join(makers[kind % 4]() + "\n" for _ in range(rows))


def judge(guess: Guess, text: str, data: bytes) -> str:
    """``right``, ``wrong`` or ``asked``."""
    name = guess(data)
    if not name:
        return "asked"
    try:
        return "right" if data.decode(name).removeprefix("\ufeff") == text else "wrong"
    except (UnicodeDecodeError, LookupError):
        return "wrong"


def guessers() -> dict[str, Guess]:
    """This detector, and those of the others that are installed."""
    found: dict[str, Guess] = {"gongkai": lambda data: decide(data).name}
    for module in ("chardet", "charset_normalizer"):
        try:
            other = importlib.import_module(module)
        except ImportError:
            continue
        found[module] = lambda data, other=other: other.detect(data)["encoding"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="texts an encoding and length")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--show", action="store_true", help="print what this detector missed")
    args = parser.parse_args()
    out = sys.stdout.write
    for title, guess in guessers().items():
        out(f"\n{title}: right/asked/wrong of {args.count}\n{'':12}")
        out("".join(f"{length:>14}" for length in LENGTHS) + "\n")
        started = time.process_time()
        for encoding, locale in LOCALES.items():
            out(f"{encoding:12}")
            for rows in LENGTHS.values():
                tally = _tally(guess, encoding, locale, rows, args)
                out(f"{tally['right']:>6}/{tally['asked']}/{tally['wrong']:<5}")
            out("\n")
        out(f"{time.process_time() - started:.1f} CPU s\n")
    out("\nforeign texts that are not UTF-8, 5 rows: right means asked\n")
    for title, guess in guessers().items():
        for encoding, locale in FOREIGN.items():
            tally = _tally(guess, encoding, locale, 5, args)
            out(f"{title:20}{encoding:10}{dict(tally)}\n")


def _tally(
    guess: Guess, encoding: str, locale: str, rows: int, args: argparse.Namespace
) -> Counter[str]:
    fake = Faker(locale)
    fake.seed_instance(args.seed)
    kinds = random.Random(args.seed)
    tally: Counter[str] = Counter()
    while tally.total() < args.count:
        text = texts(fake, rows, kinds.randrange(4))
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        verdict = judge(guess, text, data)
        tally[verdict] += 1
        if args.show and verdict != "right":
            out = f"{encoding} {text!r} {decide(data)}\n"
            sys.stdout.write(out)
    return tally


if __name__ == "__main__":
    main()
