"""Keyed digests by published vectors, and choices that are as good as chance."""

import hmac

import numpy as np
import pyarrow as pa
import pytest
from cryptography.hazmat.primitives import hashes

from app.core.desensitize import keyed
from app.core.desensitize.keyed import Draws, derived, digests, hexadecimal


@pytest.mark.parametrize(
    ("key", "text", "digest"),
    [
        # RFC 4231, test cases 1, 2 and 6.
        (
            b"\x0b" * 20,
            "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            b"Jefe",
            "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            b"\xaa" * 131,
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ],
)
def test_hmac_sha256(key: bytes, text: str, digest: str) -> None:
    assert hexadecimal(digests(pa.array([text, text]), key), 64).to_pylist() == [digest] * 2


def sm3(data: bytes) -> bytes:
    state = hashes.Hash(hashes.SM3())
    state.update(data)
    return state.finalize()


def test_hmac_sm3_is_rfc_2104_over_sm3() -> None:
    """GB/T 32905-2016, annex A, example 1; then the two hashes written out."""
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    key, text = bytes(range(32)), "汉字"
    inner, outer = (bytes(b ^ pad for b in key.ljust(64, b"\0")) for pad in (0x36, 0x5C))
    expected = sm3(outer + sm3(inner + text.encode()))
    assert digests(pa.array([text]), key, "sm3").tobytes() == expected


def test_null_has_a_digest_and_no_texts_have_none() -> None:
    assert digests(pa.array([None], pa.string()), b"k" * 32).shape == (1, 32)
    assert hexadecimal(digests(pa.array([], pa.string()), b"k" * 32), 32).to_pylist() == []


def test_long_columns_are_digested_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyed, "_AT_ONCE", 3)
    texts = [str(n) for n in range(7)]
    made = digests(pa.array(["", *texts]).slice(1), b"k" * 32)
    assert [row.tobytes() for row in made] == [
        hmac.digest(b"k" * 32, text.encode(), "sha256") for text in texts
    ]


def test_derived_keys_differ() -> None:
    assert len({derived(b"k" * 32, "a"), derived(b"k" * 32, "b"), derived(b"l" * 32, "a")}) == 3


def test_draws_are_fair_and_independent() -> None:
    """20,000 texts over ten values, twice: chi-squared below its 99.9th percentile."""
    draws = Draws(pa.array([str(n) for n in range(20_000)]), b"k" * 32, "test")
    first, second = draws.below(10), draws.below(10)
    for counts, freedom in (
        (np.bincount(first, minlength=10), 27.9),
        (np.bincount(10 * first + second, minlength=100), 148.2),
    ):
        expected = counts.sum() / len(counts)
        assert ((counts - expected) ** 2 / expected).sum() < freedom


def test_draws_go_on_when_a_digest_is_used_up() -> None:
    draws = Draws(pa.array(["a", "b"]), b"k" * 32, "test")
    drawn = np.stack([draws.below(1 << 20) for _ in range(40)])
    assert len(np.unique(drawn)) == drawn.size
    again = Draws(pa.array(["b"]), b"k" * 32, "test")
    assert [int(again.below(1 << 20)[0]) for _ in range(40)] == drawn[:, 1].tolist()


def test_uniform_lies_inside() -> None:
    share = Draws(pa.array([str(n) for n in range(5000)]), b"k" * 32, "test").uniform()
    assert 0 < share.min() < share.max() < 1
    assert share.mean() == pytest.approx(0.5, abs=0.02)
