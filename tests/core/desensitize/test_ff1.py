"""FF1 by NIST's samples, and beside a second writing of the standard, text by text."""

import numpy as np
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.desensitize.ff1 import FF1, BlockCipher, shortest

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
KEY = bytes.fromhex("2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94")
REVERSED, LONG = "39383736353433323130", "3737373770717273373737"
# NIST, Cryptographic Standards and Guidelines: examples with intermediate values, FF1samples.pdf.
SAMPLES = [
    (16, 10, "", "0123456789", "2433477484"),
    (16, 10, REVERSED, "0123456789", "6124200773"),
    (16, 36, LONG, "0123456789abcdefghi", "a9tv40mll9kdu509eum"),
    (24, 10, "", "0123456789", "2830668132"),
    (24, 10, REVERSED, "0123456789", "2496655549"),
    (24, 36, LONG, "0123456789abcdefghi", "xbj3kv35jrawxv32ysr"),
    (32, 10, "", "0123456789", "6657667009"),
    (32, 10, REVERSED, "0123456789", "1001623463"),
    (32, 36, LONG, "0123456789abcdefghi", "xs8a0azh2avyalyzuwd"),
]


@pytest.mark.parametrize(("size", "radix", "tweak", "plain", "secret"), SAMPLES)
def test_samples_of_the_standard(
    size: int, radix: int, tweak: str, plain: str, secret: str
) -> None:
    cipher = FF1(KEY[:size], radix, bytes.fromhex(tweak))
    numerals = np.array([[DIGITS.index(letter) for letter in plain]] * 3)
    encrypted = cipher.encrypt(numerals)
    assert {"".join(DIGITS[n] for n in row) for row in encrypted} == {secret}
    assert (cipher.decrypt(encrypted) == numerals).all()


def test_sm4_by_its_standard() -> None:
    """GB/T 32907-2016, annex A, example 1."""
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()  # noqa: S305
    assert encryptor.update(block).hex() == "681edf34d206965e86b3e94f536e4246"


def step_by_step(
    key: bytes, cipher: BlockCipher, radix: int, tweak: bytes, numerals: list[int]
) -> list[int]:
    """SP 800-38G, algorithm 7, with the names of its steps."""
    algorithm = {"aes": algorithms.AES, "sm4": algorithms.SM4}[cipher](key)

    def ciph(block: bytes) -> bytes:
        return Cipher(algorithm, modes.ECB()).encryptor().update(block)  # noqa: S305

    def num(digits: list[int]) -> int:
        total = 0
        for digit in digits:
            total = total * radix + digit
        return total

    n = len(numerals)
    u, v = n // 2, n - n // 2
    a, b = numerals[:u], numerals[u:]
    width = 0
    while 256**width < radix**v:
        width += 1
    d = 4 * -(-width // 4) + 4
    p = bytes([1, 2, 1, *radix.to_bytes(3, "big"), 10, u % 256])
    p += n.to_bytes(4, "big") + len(tweak).to_bytes(4, "big")
    for i in range(10):
        q = tweak + bytes((-len(tweak) - width - 1) % 16) + bytes([i])
        q += num(b).to_bytes(width, "big")
        r = bytes(16)
        for start in range(0, len(p + q), 16):
            block = (p + q)[start : start + 16]
            r = ciph(bytes(x ^ y for x, y in zip(r, block, strict=True)))
        s, j = r, 1
        while len(s) < d:
            s += ciph((int.from_bytes(r, "big") ^ j).to_bytes(16, "big"))
            j += 1
        m = u if i % 2 == 0 else v
        c = (num(a) + int.from_bytes(s[:d], "big")) % radix**m
        digits = []
        for _ in range(m):
            digits.append(c % radix)
            c //= radix
        a, b = b, digits[::-1]
    return a + b


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_many_at_once_are_as_one_by_one(data: st.DataObject) -> None:
    """Of every size of halves: bytes, machine words and Python's numbers; more blocks than one."""
    cipher: BlockCipher = data.draw(st.sampled_from(["aes", "sm4"]))
    radix = data.draw(st.sampled_from([2, 10, 36, 62, 20992, 65536]))
    length = data.draw(st.integers(shortest(radix), 60))
    tweak = data.draw(st.binary(max_size=40))
    rows = st.lists(st.integers(0, radix - 1), min_size=length, max_size=length)
    strings = data.draw(st.lists(rows, min_size=1, max_size=3))
    ours = FF1(KEY[:16], radix, tweak, cipher)
    encrypted = ours.encrypt(np.array(strings))
    assert encrypted.tolist() == [
        step_by_step(KEY[:16], cipher, radix, tweak, row) for row in strings
    ]
    assert ours.decrypt(encrypted).tolist() == strings


def test_is_a_permutation() -> None:
    """Of 100,000 of a million strings no two become one; among chance choices some 5,000 would."""
    some = np.indices((10,) * 5).reshape(5, -1).T
    strings = np.concatenate([some, np.full((len(some), 1), 7)], axis=1)
    encrypted = FF1(KEY[:16], 10).encrypt(strings) @ 10 ** np.arange(6)
    assert len(np.unique(encrypted)) == len(strings)


@pytest.mark.parametrize(("radix", "least"), [(2, 20), (10, 6), (36, 4), (62, 4), (20992, 2)])
def test_domain_must_be_large(radix: int, least: int) -> None:
    assert shortest(radix) == least
    with pytest.raises(ValueError, match="domain"):
        FF1(KEY[:16], radix).encrypt(np.zeros((1, least - 1), np.int64))
