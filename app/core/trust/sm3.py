"""SM3 (GB/T 32905-2016) in the manner of :mod:`hashlib`, which knows it only where OpenSSL lends it.

The library is loaded by whoever computes one: the process that reads a stranger's file never does.
"""


class Sm3:
    """A digest of 32 bytes."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives import hashes

        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes | memoryview) -> None:
        self._hash.update(data)

    def digest(self) -> bytes:
        """Of what has come so far."""
        return self._hash.copy().finalize()

    def hexdigest(self) -> str:
        return self.digest().hex()
