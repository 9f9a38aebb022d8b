"""Encrypted streams: what goes in comes out, and nothing else does."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.trust import stream

KEY = bytes(range(32))


def seal(plain: bytes, piece: int = 10_000) -> bytes:
    pieces = [plain[i : i + piece] for i in range(0, len(plain), piece)]
    return b"".join(stream.encrypt(KEY, b"context", pieces))


def open_(sealed: bytes, key: bytes = KEY, context: bytes = b"context") -> bytes:
    return b"".join(stream.decrypt(key, context, io.BytesIO(sealed)))


@pytest.mark.parametrize("size", [0, 1, stream.CHUNK - 1, stream.CHUNK, stream.CHUNK + 1, 200_001])
def test_every_length_comes_back(size: int) -> None:
    plain = os.urandom(size)
    assert open_(seal(plain)) == plain


@given(st.lists(st.binary(max_size=300), max_size=6))
def test_pieces_of_any_size_come_back(pieces: list[bytes]) -> None:
    sealed = b"".join(stream.encrypt(KEY, b"", pieces))
    assert open_(sealed, context=b"") == b"".join(pieces)


@given(st.data())
@settings(max_examples=60)
def test_no_bit_can_flip(data: st.DataObject) -> None:
    sealed = bytearray(seal(bytes(stream.CHUNK + 500)))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(stream.StreamDamaged):
        open_(bytes(sealed))


def test_truncation_is_seen_even_at_a_chunk_edge() -> None:
    sealed = seal(bytes(3 * stream.CHUNK))
    for end in (0, 1, stream.CHUNK + stream.TAG, 2 * (stream.CHUNK + stream.TAG), len(sealed) - 1):
        with pytest.raises(stream.StreamDamaged):
            open_(sealed[:end])


def test_swapped_and_appended_chunks_are_seen() -> None:
    size = stream.CHUNK + stream.TAG
    sealed = seal(os.urandom(3 * stream.CHUNK))
    with pytest.raises(stream.StreamDamaged):
        open_(sealed[size : 2 * size] + sealed[:size] + sealed[2 * size :])
    with pytest.raises(stream.StreamDamaged):
        open_(sealed + sealed[:size])


def test_another_key_or_context_opens_nothing() -> None:
    sealed = seal(b"x")
    with pytest.raises(stream.StreamDamaged):
        open_(sealed, key=bytes(32))
    with pytest.raises(stream.StreamDamaged):
        open_(sealed, context=b"other")


def test_a_reader_serves_libraries_that_want_a_file() -> None:
    plain = os.urandom(150_000)
    reader = stream.Reader(stream.decrypt(KEY, b"context", io.BytesIO(seal(plain))))
    assert io.BufferedReader(reader).read() == plain


def opened_whole(sealed: bytes) -> bytes:
    target = bytearray(max(stream.plain_size(len(sealed)), 0))
    source = io.BytesIO(sealed)
    stream.decrypt_into(memoryview(target), KEY, b"context", source, len(sealed))
    return bytes(target)


LENGTHS = [0, 1, *(n * stream.CHUNK + near for n in (1, 15, 16, 17, 33) for near in (-1, 0, 1))]


@pytest.mark.parametrize("size", LENGTHS)
def test_through_one_buffer_it_is_the_same_stream(size: int) -> None:
    plain = os.urandom(size)
    file = io.BytesIO()
    stream.encrypt_to(file, KEY, b"context", [plain[:100], plain[100:70_000], plain[70_000:]])
    assert file.getvalue() == seal(plain)
    assert opened_whole(file.getvalue()) == plain


def test_the_whole_is_refused_where_its_chunks_are() -> None:
    size = stream.CHUNK + stream.TAG
    sealed = seal(os.urandom(3 * stream.CHUNK))
    swapped = sealed[size : 2 * size] + sealed[:size] + sealed[2 * size :]
    cuts = [sealed[:end] for end in (0, 1, 15, 16, size, size + 1, 2 * size, len(sealed) - 1)]
    for altered in (swapped, sealed + sealed[:size], sealed + b"x", *cuts):
        with pytest.raises(stream.StreamDamaged):
            opened_whole(altered)


def test_a_file_that_shrinks_while_it_is_read_is_refused() -> None:
    sealed = seal(bytes(40 * stream.CHUNK))
    target = memoryview(bytearray(stream.plain_size(len(sealed))))
    with pytest.raises(stream.StreamDamaged) as damage:
        stream.decrypt_into(target, KEY, b"context", io.BytesIO(sealed[:-1]), len(sealed))
    assert damage.value.number == 39
