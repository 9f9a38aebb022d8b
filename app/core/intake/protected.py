"""Workbooks with an opening password: their plain content, in memory and never on a disk.

OOXML workbooks (.xlsx, .xlsb) are an encrypted package in an OLE file; .xls workbooks encrypt the
records of their own stream by RC4, RC4 CryptoAPI or XOR. The ciphers are those of msoffcrypto-tool.
Its own way of putting an .xls back together is not used: it writes the plain file to a disk.
Source: [MS-OFFCRYPTO] 2.3, [MS-XLS] 2.2.10.
"""

import io
import struct
from collections.abc import Iterator
from typing import Any

import olefile
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.format.xls97 import _parse_header_RC4, _parse_header_RC4CryptoAPI
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from app.core.errors import FileProtected, FileTooLarge, FileUnreadable, PasswordWrong
from app.core.intake.content import Content, Held
from app.core.intake.sheet import Signature, Wish
from app.core.text import Text

# Excel encrypts with this one when only the structure of a workbook is protected, and opens such
# files without asking. Source: [MS-XLS] 2.2.10.
DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105 - known to everybody

MAX_SIZE = 512 << 20  # bytes; the file and its plain content are held in memory
MAX_SPINS = 1_000_000  # rounds of hashing a password; Office uses 100,000
MAX_INFO = 1 << 16  # bytes of the description of the encryption

INFO, PACKAGE = "EncryptionInfo", "EncryptedPackage"
STREAMS = ("Workbook", "Book")
BOUND_SHEET, FILE_PASS, END, INTERFACE_END, BOF = 0x85, 0x2F, 0x0A, 0xE2, 0x809
# Records that are never encrypted: BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead.
PLAIN = frozenset((BOF, FILE_PASS, 0x194, 0x195, 0xE1, 0x196, 0x138))
XOR = b"\0\0"  # the kind of encryption
_ROTATED = bytes((byte >> 5 | byte << 3) & 0xFF for byte in range(256))

NOT_WHOLE = Text("加密内容不完整", "its encrypted content is not whole")
UNKNOWN = Text("不支持这种加密方式", "its kind of encryption is not supported")


def unlock(path: Content, signature: Signature, wish: Wish) -> Content:
    """The file itself where it is not encrypted, else its plain content under the same name.

    The signature of what is returned differs from the file's, and must be taken anew.
    Raises FileProtected (no password was given), PasswordWrong, FileUnreadable, FileTooLarge.
    """
    if not signature.is_ole:
        return path
    if {INFO, PACKAGE} & signature.parts:
        return Held(path.name, _package(path, wish))
    for stream in STREAMS:
        if stream in signature.parts:
            data = _stream(path, stream)
            password = _file_pass(data, path)
            if password is not None:
                return Held(path.name, _records(data, password, path, wish))
    return path


def _tried(path: Content, wish: Wish, opens: Any) -> str:
    """The password that opens the file: the one given, else the one that Excel tries itself."""
    for password in (wish.password, DEFAULT_PASSWORD):
        if password and opens(password):
            return password
    raise PasswordWrong(name=path.name) if wish.password else FileProtected(name=path.name)


# ── OOXML ────────────────────────────────────────────────────────────────────────────────────


def _package(path: Content, wish: Wish) -> bytes:
    _check_info(path)
    plain = io.BytesIO()
    with path.open("rb") as file:
        try:
            package = OOXMLFile(file)
        except Exception as error:  # minidom, struct and base64 raise a dozen kinds
            raise FileUnreadable(name=path.name, reason=UNKNOWN) from error
        if package.type == "agile" and package.info["spinValue"] > MAX_SPINS:
            reason = Text("密码的散列次数过多", "its password is hashed too many times")
            raise FileTooLarge(name=path.name, reason=reason)

        def opens(password: str) -> bool:
            try:
                package.load_key(password=password, verify_password=True)
            except InvalidKeyError:
                return False
            except Exception as error:
                raise FileUnreadable(name=path.name, reason=NOT_WHOLE) from error
            return True

        _tried(path, wish, opens)
        try:
            package.decrypt(plain)
        except Exception as error:
            raise FileUnreadable(name=path.name, reason=NOT_WHOLE) from error
    return plain.getvalue()


def _check_info(path: Content) -> None:
    """Refuse what the XML of the description could do: msoffcrypto reads it without a guard."""
    info = _stream(path, INFO)
    if len(info) > MAX_INFO:
        raise FileTooLarge(name=path.name, reason=Text("加密说明过大", "its header is too large"))
    if b"<!" in info.replace(b"\0", b""):
        reason = Text("XML 自带文档类型定义", "its XML brings a document type of its own")
        raise FileUnreadable(name=path.name, reason=reason)


def _stream(path: Content, name: str) -> bytes:
    """One stream of an OLE file."""
    try:
        with path.open("rb") as file:
            if file.seek(0, io.SEEK_END) > MAX_SIZE:
                reason = Text("加密文件过大", "it is encrypted and too large")
                raise FileTooLarge(name=path.name, reason=reason)
            container = olefile.OleFileIO(file)
            with container.openstream(name) as stream:
                data: bytes = stream.read()
                return data
    except (OSError, ValueError, IndexError, struct.error) as error:  # olefile's, on damage
        raise FileUnreadable(name=path.name, reason=NOT_WHOLE) from error


# ── XLS ──────────────────────────────────────────────────────────────────────────────────────


def _walk(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Each record of a workbook stream: its number, and where its data begin and end."""
    at = 0
    while at + 4 <= len(data):
        number, size = struct.unpack_from("<HH", data, at)
        yield number, at + 4, min(at + 4 + size, len(data))
        at += 4 + size


def _file_pass(data: bytes, path: Content) -> bytes | None:
    """The record that says how a workbook is encrypted; None where it is not.

    It stands in the first substream, before the records that it speaks of.
    """
    for number, start, end in _walk(data):
        if number == FILE_PASS:
            if end - start < 4:
                raise FileUnreadable(name=path.name, reason=UNKNOWN)
            # Excel 5.0 and 95 knew one way, XOR, and did not name it.
            return data[start:end] if end - start > 4 else XOR + data[start:end]
        if number == END:
            return None
    return None


def _records(data: bytes, file_pass: bytes, path: Content, wish: Wish) -> bytes:
    """The workbook stream in plain; readers of .xls take it without an OLE file around it."""
    try:
        stream = _decrypted(data, file_pass, path, wish)
    except (struct.error, ValueError, IndexError, KeyError, TypeError) as error:
        raise FileUnreadable(name=path.name, reason=UNKNOWN) from error
    plain = bytearray(stream)
    for number, start, end in _walk(data):
        kept = end if number in PLAIN else start + 4 if number == BOUND_SHEET else start
        plain[start - 4 : kept] = data[start - 4 : kept]
        if number == FILE_PASS:
            plain[start - 4 : start - 2] = struct.pack("<H", INTERFACE_END)  # which says nothing
    return bytes(plain)


def _decrypted(data: bytes, file_pass: bytes, path: Content, wish: Wish) -> bytes:
    """The whole stream through the cipher, with the records that were plain spoilt."""
    (kind,) = struct.unpack_from("<H", file_pass)
    if kind == 0:
        (check,) = struct.unpack_from("<H", file_pass, 4)
        password = _tried(path, wish, lambda said: DocumentXOR.verifypw(said[:15], check))
        return _unmasked(data, bytes(DocumentXOR.create_xor_array_method1(password[:15])))
    major, minor = struct.unpack_from("<HH", file_pass, 2)
    rest = io.BytesIO(file_pass[6:])
    if (major, minor) == (1, 1):
        info = _parse_header_RC4(rest)
        proof = info["salt"], info["encryptedVerifier"], info["encryptedVerifierHash"]
        password = _tried(path, wish, lambda said: DocumentRC4.verifypw(said, *proof))
        stream = DocumentRC4.decrypt(password, info["salt"], io.BytesIO(data), blocksize=1024)
    elif minor == 2:
        info = _parse_header_RC4CryptoAPI(rest)
        salt, size = info["salt"], info["keySize"]
        checks = info["encryptedVerifier"], info["encryptedVerifierHash"]
        password = _tried(
            path, wish, lambda said: DocumentRC4CryptoAPI.verifypw(said, salt, size, *checks)
        )
        stream = DocumentRC4CryptoAPI.decrypt(
            password, salt, size, io.BytesIO(data), blocksize=1024
        )
    else:
        raise FileUnreadable(name=path.name, reason=UNKNOWN)
    plain: bytes = stream.read()
    return plain


def _unmasked(data: bytes, mask: bytes) -> bytes:
    """XOR obfuscation, method 1, which counts anew in every record: [MS-OFFCRYPTO] 2.3.7.3."""
    plain = bytearray(data)
    for _, start, end in _walk(data):
        size = end - start
        turn = (start + size) % 16
        key = ((mask[turn:] + mask[:turn]) * (size // 16 + 1))[:size]
        mixed = int.from_bytes(data[start:end], "big") ^ int.from_bytes(key, "big")
        plain[start:end] = mixed.to_bytes(size, "big").translate(_ROTATED)
    return bytes(plain)
