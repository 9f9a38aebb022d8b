"""SM3 (GB/T 32905-2016) in the manner of :mod:`hashlib`, which knows it only where OpenSSL lends it."""

from cryptography.hazmat.primitives import hashes


class Sm3:
    """A digest of 32 bytes."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes | memoryview) -> None:
        self._hash.update(data)

    def digest(self) -> bytes:
        """Of what has come so far."""
        return self._hash.copy().finalize()

    def hexdigest(self) -> str:
        return self.digest().hex()
