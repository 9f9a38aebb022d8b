"""SM4-GCM (GB/T 32907-2016 in the mode of GB/T 36624-2018), in the manner of AESGCM."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

TAG = 16


class Sm4Gcm:
    """Authenticated encryption under a 16-byte key; the tag follows the ciphertext."""

    def __init__(self, key: bytes) -> None:
        self._key = SM4(key)

    def encrypt(self, nonce: bytes, data: bytes | bytearray | memoryview, context: bytes) -> bytes:
        encryptor = Cipher(self._key, GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(context)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes | bytearray | memoryview, context: bytes) -> bytes:
        """Raises :class:`~cryptography.exceptions.InvalidTag`."""
        if len(data) < TAG:
            raise InvalidTag
        decryptor = Cipher(self._key, GCM(nonce, bytes(data[-TAG:]))).decryptor()
        decryptor.authenticate_additional_data(context)
        return decryptor.update(data[:-TAG]) + decryptor.finalize()
