"""A file key wrapped for its readers, in every suite."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import ChainBroken, ParameterInvalid, SuiteRefused
from app.core.trust.recipients import Readers, Recipient, public_text, unwrap, wrap_for
from app.core.trust.sealing import sealings

SUITES = sorted(sealings.all())


@pytest.mark.parametrize("suite", SUITES)
def test_each_reader_unwraps_the_same_key_and_nobody_else(suite: str) -> None:
    readers = [sealings.get(suite).key(bytes([n]) * 32) for n in range(3)]
    key = bytes(range(sealings.get(suite).key_size))
    wrapped = wrap_for(Readers(suite, tuple(map(public_text, readers[:2]))), key, b"id")
    assert [unwrap(suite, wrapped, reader, b"id") for reader in readers[:2]] == [key, key]
    with pytest.raises(ChainBroken, match="someone else"):
        unwrap(suite, wrapped, readers[2], b"id")


@pytest.mark.parametrize("suite", SUITES)
@given(wrapped=st.binary(max_size=150))
@settings(max_examples=30)
def test_a_wrapped_key_of_any_bytes_is_a_clear_answer(suite: str, wrapped: bytes) -> None:
    key = sealings.get(suite).key(bytes(range(32)))
    recipient = Recipient(public_text(key), base64.b64encode(wrapped).decode())
    with pytest.raises(ChainBroken, match="unwrapped"):
        unwrap(suite, [recipient], key, b"id")


@pytest.mark.parametrize("suite", SUITES)
def test_a_wrapped_key_of_another_length_is_refused(suite: str) -> None:
    key = sealings.get(suite).key(bytes(range(32)))
    wrapped = wrap_for(Readers(suite, (public_text(key),)), bytes(17), b"id")
    with pytest.raises(ChainBroken, match="length"):
        unwrap(suite, wrapped, key, b"id")


def test_a_key_of_another_suite_is_refused() -> None:
    first, second = (sealings.get(suite).key(bytes(32)) for suite in SUITES[:2])
    with pytest.raises(ParameterInvalid):
        wrap_for(Readers(SUITES[1], (public_text(first),)), bytes(32), b"id")
    with pytest.raises(SuiteRefused):
        unwrap(SUITES[0], [], second, b"id")
