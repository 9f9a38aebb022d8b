"""The encoding of text, decided by validity and by how likely its characters are.

A byte order mark decides. Otherwise each encoding is weighed: how likely is the text that it makes
of the distinct words of the file, in the languages it is used for (:mod:`characters`), against all
others and against no encoding at all. Only an answer of at least :data:`SURE` is given; all else is
for a person to choose. Western, Japanese and Korean encodings compete, so that their texts do not
pass for Chinese, but are never chosen without a person. Then the whole file is decoded, and every
byte that is no text has a place.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from app.core.errors import BytesUndecodable, EncodingUnknown, Where
from app.core.intake.content import Content, size_of
from app.core.intake.encoding import lone_word
from app.core.intake.encoding.characters import LANGUAGES, likelihood
from app.core.intake.encoding.decoding import Decoder, Place
from app.core.jobs import Job

BLOCK = 1 << 20  # bytes
SURE = 0.85
ENOUGH = 1 << 17  # bytes of distinct words; more would not change the answer
_LOOKED = 8 << 20  # bytes of blocks with more than ASCII in them, after which all has been seen
_LONGEST = 4096  # bytes of a word that are looked at

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Before any text is seen, as natural logarithms: encoding → languages written in it.
_NARROW: dict[str, dict[str, float]] = {
    "utf-8": dict.fromkeys(LANGUAGES, 0.0),
    "gb18030": {"simplified": -0.7, "traditional": -4.0},
    "cp950": {"traditional": -1.2},
    "big5hkscs": {"traditional": -4.0},
    "cp932": {"japanese": -5.0},
    "cp949": {"korean": -5.5},
    "euc_jp": {"japanese": -7.0},
    "cp1252": {"western": -5.0},
}
_WIDE: dict[str, dict[str, float]] = {
    name: dict.fromkeys(LANGUAGES, -1.5) for name in ("utf-16-le", "utf-16-be")
}
_NO_TEXT = -4.0  # prior of what is no text of any of these
_NO_TEXT_BYTE = -5.55  # each byte as likely as any other: log(1/256)
_ASCII_BYTE = -3.6  # as in every language

# The second holds the characters of the first and more of Hong Kong's: they are not rivals.
_WIDER = {"cp950": "big5hkscs"}
_FAMILIES = {wider: name for name, wider in _WIDER.items()}

# What is taken without asking; the others are only proposed.
_TRUSTED = frozenset(("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be"))

CHOICES = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16", "cp932", "cp949", "cp1252")

# ASCII of a text; a short word alone in a file may be a name in UTF-16.
_PLAIN = re.compile(rb"(?!(?:..){1,4}\Z)[\t\n\r\x20-\x7e]*", re.DOTALL)
_LONE, _LONE_SIZE = -1.2, 8  # what ASCII beside other bytes costs more than in a text; bytes

# No text has these; tab, line ends, form feed, end-of-file mark and escape come up.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_LINE_END = re.compile(rb"[\r\n]")

# None of these bytes is ever the second half of a character, so words can be cut there.
_BETWEEN_WORDS = re.compile(rb'[\x00\t\n\r ",;]+')


@dataclass(frozen=True)
class Encoding:
    """What is known of a text's encoding.

    ``name``: a Python codec, or None where a person must choose; ``confidence``: the probability
    of the first of ``candidates``, which run from the likeliest to 0.1 %. ``places``: where bytes
    do not decode (the first ones), ``bad``: how many such bytes; both empty until the whole file
    was looked at by :func:`survey`.
    """

    name: str | None
    confidence: float
    candidates: tuple[str, ...]
    places: tuple[Place, ...] = ()
    bad: int = 0


class Evidence:
    """The distinct words with more than ASCII in them, gathered block by block."""

    def __init__(self) -> None:
        self._words: dict[bytes, None] = {}
        self._size = self._looked = 0
        self._rest = b""
        self._head = b""
        self.wide: Encoding | None = None

    @property
    def is_enough(self) -> bool:
        """Whether more blocks would not change the answer."""
        return self._size >= ENOUGH or self._looked >= _LOOKED or self.wide is not None

    def add(self, block: bytes) -> None:
        """Take the next block of the text."""
        if not self._head:
            self._head = block[:4096]
            self.wide = _marked(self._head) or _wide(self._head)
        if self._rest == b"" and block.isascii():
            return
        words = _BETWEEN_WORDS.split(self._rest + block)
        self._rest = words.pop()[:_LONGEST]
        self._looked += len(block)
        for whole in dict.fromkeys(words):
            word = whole[:_LONGEST]
            if word not in self._words and not word.isascii():
                self._words[word] = None
                self._size += len(word)
                if self._size >= ENOUGH:
                    return

    def decide(self) -> Encoding:
        """The answer so far. Text of ASCII alone is UTF-8."""
        if self.wide is not None:
            return self.wide
        words = b"\n".join((*self._words, self._rest))
        if words.isascii():
            return Encoding("utf-8", 1.0, ("utf-8",))
        scores = _scores(words, _NARROW)
        ascii_bytes = _ascii_count(words)
        noise = (len(words) - ascii_bytes) * _NO_TEXT_BYTE + ascii_bytes * _ASCII_BYTE
        found = _answer(scores, noise + _NO_TEXT)
        return found if found.name is None else replace(found, name=_variant(found.name, words))


def decide(head: bytes) -> Encoding:
    """The encoding told from the first bytes of a text, or from the whole of a short one."""
    evidence = Evidence()
    evidence.add(head)
    return evidence.decide()


def survey(path: Content, encoding: str | None = None, job: Job | None = None) -> Encoding:
    """The encoding told from the whole file, and every place that does not decode in it.

    ``encoding``: what a person chose; then nothing is guessed. Raises LookupError for no codec.
    """
    found = Encoding(encoding, 1.0, (encoding,)) if encoding else _weigh(path)
    if found.name is None:
        return found
    checked = _checked(path, found, found.name, job)
    wider = _WIDER.get(found.name) if checked.bad and not encoding else None
    if wider is None:
        return checked
    other = _checked(path, found, wider, job)
    return other if other.bad < checked.bad else checked


def _checked(path: Content, found: Encoding, name: str, job: Job | None) -> Encoding:
    decoder = Decoder(name)
    for block in _blocks(path, job):
        decoder.decode(block)
    decoder.decode(b"", final=True)
    return replace(found, name=name, places=tuple(decoder.places), bad=decoder.count)


def detect(path: Content, job: Job | None = None) -> str:
    """The Python codec name of a text file.

    Raises :class:`EncodingUnknown` where a person must choose, and :class:`BytesUndecodable` where
    bytes do not decode in an encoding that is otherwise plain.
    """
    found = survey(path, job=job)
    if found.name is None:
        raise EncodingUnknown(
            Where(path.name),
            name=path.name,
            candidates=EncodingUnknown.among(found.candidates),
            likeliest=next(iter(found.candidates), ""),
        )
    if found.bad:
        raise undecodable(path.name, found.name, found.places, found.bad)
    return found.name


def undecodable(name: str, encoding: str, places: Iterable[Place], count: int) -> BytesUndecodable:
    """The error for bytes that do not decode: the first place, and how many there are."""
    first = next(iter(places))
    return BytesUndecodable(
        Where(name, row=first.row),
        name=name,
        encoding=encoding,
        row=first.row,
        column=first.column,
        bytes=first.data,
        count=count,
    )


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text of some encoding."""
    if b"\x00" not in head:
        return True
    wide = _marked(head) or _wide(head)
    if wide is not None:
        return wide.name is not None
    return _is_text_with_nuls(head.rstrip(b"\x00"))


def _is_text_with_nuls(head: bytes) -> bool:
    """Whether NUL bytes are all that is wrong with a text: some databases pad and end cells so."""
    text = head.replace(b"\x00", b"")
    if len(head) > 2 * len(text) or _CONTROLS.search(text) or not _LINE_END.search(text):
        return False
    return decide(text).name is not None


def _blocks(path: Content, job: Job | None) -> Iterator[bytes]:
    size = size_of(path)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if job is not None:
                job.report(file.tell(), size)
            yield block


def _weigh(path: Content) -> Encoding:
    evidence = Evidence()
    for block in _blocks(path, None):
        evidence.add(block)
        if evidence.is_enough:
            break
    return evidence.decide()


def _marked(head: bytes) -> Encoding | None:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, 1.0, (name,))
    return None


def _wide(head: bytes) -> Encoding | None:
    """UTF-16 without a mark, weighed against all else; None where it cannot be.

    ASCII in UTF-16 has NUL bytes, which other text has by accident only; pure Chinese may have none.
    """
    even = head[: len(head) & ~1]
    if b"\x00" not in head and (_PLAIN.fullmatch(head) or even != head or b"\r\n" in head):
        return None
    scores = _scores(even, _WIDE)
    if b"\x00" in head:
        text = even.replace(b"\x00", b"")
        nuls = (len(even) - len(text)) * _NO_TEXT_BYTE
        scores |= {name: score + nuls for name, score in _scores(text, _NARROW).items()}
    else:
        lone = _as_lone_word(even) if len(even) <= _LONE_SIZE else 0.0
        scores |= {name: score + lone for name, score in _scores(even, _NARROW).items()}
    found = _answer(scores, len(even) * _NO_TEXT_BYTE + _NO_TEXT)
    return found if found.candidates and found.candidates[0] in _WIDE else None


def _as_lone_word(data: bytes) -> float:
    """What the ASCII of a file that is one word gains or loses by being like a word, or not."""
    if not data.isascii():
        return _ascii_count(data) * _LONE
    word = data.decode("ascii")
    return lone_word.PRIOR + lone_word.log_likelihood(word) - len(word) * _ASCII_BYTE


def _ascii_count(data: bytes) -> int:
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) < 0x80))


def _scores(data: bytes, encodings: dict[str, dict[str, float]]) -> dict[str, float]:
    """The log-likelihood of the bytes under each encoding, in its likeliest language."""
    scores = {}
    for name, priors in encodings.items():
        errors = "surrogatepass" if name in _WIDE else "surrogateescape"
        told = likelihood(data.decode(name, errors))
        scores[name] = max(
            float(told[LANGUAGES.index(language)]) + prior for language, prior in priors.items()
        )
    return scores


def _answer(scores: dict[str, float], noise: float) -> Encoding:
    """Probabilities by Bayes' rule over the encodings and no encoding at all."""
    names = list(scores)
    logs = np.array([*scores.values(), noise])
    odds = np.exp(logs - logs.max())
    shares = odds / odds.sum()
    order = [place for place in np.argsort(-shares) if place < len(names)]
    candidates = tuple(names[place] for place in order if shares[place] >= 0.001)
    best = names[order[0]]
    family = [place for place, name in enumerate(names) if _family(name) == _family(best)]
    confidence = float(shares[family].sum())
    sure = confidence >= SURE and best in _TRUSTED
    return Encoding(best if sure else None, confidence, candidates)


def _variant(name: str, words: bytes) -> str:
    """The wider encoding of the family where only that one holds all characters."""
    wider = _WIDER.get(name)
    return wider if wider and not _decodes(words, name) and _decodes(words, wider) else name


def _decodes(words: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(words)  # whose last word may be cut short
    except UnicodeDecodeError:
        return False
    return True


def _family(name: str) -> str:
    return _FAMILIES.get(name, name)
