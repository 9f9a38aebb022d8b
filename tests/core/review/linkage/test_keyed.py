"""Keyed digests: AES-CMAC as others compute it, whatever stands beside a text."""

import numpy as np
import pyarrow as pa
import pytest
from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.cmac import CMAC
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.linkage.keyed import Cmac, Keyed

KEY = bytes(range(32))


def tag(key: bytes, message: bytes) -> int:
    """By the library, one message at a time."""
    mac = CMAC(algorithms.AES(key))
    mac.update(message)
    return int.from_bytes(mac.finalize()[:8], "little")


def digests(key: bytes, messages: list[bytes]) -> list[int]:
    lengths = np.array([len(message) for message in messages], np.int64)
    data = np.frombuffer(b"".join(messages), np.uint8)
    return Cmac(key).digests(data, np.cumsum(lengths) - lengths, lengths).tolist()


def test_rfc_4493() -> None:
    """The four examples of section 4; the first 8 bytes of the tags."""
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    text = bytes.fromhex(
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
    )
    found = digests(key, [text[:size] for size in (0, 16, 40, 64)])
    tags = ["bb1d6929e9593728", "070a16b46b4d4144", "dfa66747de9ae630", "51f0bebf7e3b9d92"]
    assert found == [int.from_bytes(bytes.fromhex(each), "little") for each in tags]


@given(st.lists(st.binary(max_size=70), max_size=8))
def test_many_at_once_are_as_one_by_one(messages: list[bytes]) -> None:
    assert digests(KEY, messages) == [tag(KEY, message) for message in messages]


@given(st.integers(1, 7), st.data())
def test_words_are_messages_of_eight_bytes_each(width: int, data: st.DataObject) -> None:
    words = st.lists(st.integers(0, 2**64 - 1), min_size=width, max_size=width)
    rows = data.draw(st.lists(words, max_size=5))
    parts = list(np.array(rows, np.uint64).reshape(-1, width).T)
    whole = [tag(KEY, b"".join(word.to_bytes(8, "little") for word in row)) for row in rows]
    assert Cmac(KEY).of_words(parts).tolist() == whole


def test_more_than_stay_in_the_cache() -> None:
    texts = [f"第{number}号" for number in range(70_000)]
    found = Keyed(KEY).texts(pa.array(texts, pa.string()))
    assert len(set(found.tolist())) == len(texts)
    assert found[-1] == Keyed(KEY).texts(pa.array(texts[-1:], pa.string()))[0]
    assert len(set(Keyed(KEY).tuples([found, found[::-1]]).tolist())) == len(texts)


def test_a_slice_has_the_digests_of_its_texts() -> None:
    texts = pa.array(["甲", "乙乙", "", "丁" * 30], pa.string())
    assert Keyed(KEY).texts(texts[1:]).tolist() == Keyed(KEY).texts(texts).tolist()[1:]
    assert Keyed(KEY).texts(texts[:0]).tolist() == []


def test_keys_are_apart() -> None:
    texts = pa.array(["甲", "乙"], pa.string())
    one, other = Keyed(KEY), Keyed(KEY[::-1])
    assert one.id != other.id
    assert not set(one.texts(texts).tolist()) & set(other.texts(texts).tolist())
    assert KEY.hex() not in one.id


def test_a_word_is_no_text() -> None:
    """Texts and tuples have keys of their own: neither can stand for the other."""
    word = np.frombuffer(b"abcdefgh", "<u8").astype(np.uint64)
    assert Keyed(KEY).tuples([word])[0] != Keyed(KEY).texts(pa.array(["abcdefgh"]))[0]


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        Keyed(b"short")
