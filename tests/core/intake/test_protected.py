"""Workbooks with a password; msoffcrypto-tool encrypts, or checks what is encrypted here."""

import hashlib
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import msoffcrypto
import olefile
import pytest
import xlrd
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from app.core.errors import (
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
    PasswordWrong,
)
from app.core.intake import protected
from app.core.intake.content import Content
from app.core.intake.protected import DEFAULT_PASSWORD, PLAIN, unlock
from app.core.intake.sheet import NO_WISH, Wish
from app.core.intake.signature import signature
from tests.core.intake.books import write_xlsx

xlwt = pytest.importorskip("xlwt")
PASSWORD = "清溪-2026"
SALT = bytes(range(16))


def unlocked(path: Path, password: str | None = None) -> Content:
    return unlock(path, signature(path), Wish(password=password) if password else NO_WISH)


def data(content: Content) -> bytes:
    with content.open("rb") as file:
        return file.read()


# ── OOXML ────────────────────────────────────────────────────────────────────────────────────


def sealed(folder: Path, password: str = PASSWORD) -> Path:
    plain = write_xlsx(folder / "plain.xlsx", [["名称"], ["甲"]])
    path = folder / "a.xlsx"
    with plain.open("rb") as source:
        path.write_bytes(ECMA376Agile.encrypt(password, source, spin_count=1000))
    return path


def test_package_is_opened_in_memory(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    before = sorted(tmp_path.iterdir())
    content = unlocked(path, PASSWORD)
    assert data(content) == (tmp_path / "plain.xlsx").read_bytes()
    assert (content.name, content.stem) == ("a.xlsx", "a")
    assert sorted(tmp_path.iterdir()) == before


def test_package_asks_for_its_password(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    with pytest.raises(FileProtected):
        unlocked(path)
    with pytest.raises(PasswordWrong) as caught:
        unlocked(path, "错")
    assert caught.value.code == "password-wrong"


@pytest.mark.parametrize("password", [None, "另一个"])
def test_password_that_excel_tries_itself(password: str | None, tmp_path: Path) -> None:
    path = sealed(tmp_path, DEFAULT_PASSWORD)
    assert zipfile.is_zipfile(io.BytesIO(data(unlocked(path, password))))


def test_plain_files_are_left_alone(tmp_path: Path) -> None:
    zipped = write_xlsx(tmp_path / "a.xlsx", [["名称"]])
    old = tmp_path / "a.xls"
    old.write_bytes(plain_xls())
    assert unlocked(zipped) is zipped
    assert unlocked(old, PASSWORD) is old


def changed(path: Path, old: bytes, new: bytes) -> Path:
    whole = path.read_bytes()
    assert old in whole
    path.write_bytes(whole.replace(old, new))
    return path


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b'spinCount="1000"', b'spinCount="-100"', FileUnreadable),
        (b'hashAlgorithm="SHA512"', b'hashAlgorithm="SHA999"', FileUnreadable),
        (b"<encryption", b"<!cryption", FileUnreadable),
        (b"<keyData ", b"<keyDat/ ", FileUnreadable),
    ],
)
def test_package_with_a_hostile_description(
    old: bytes, new: bytes, error: type[GongkaiError], tmp_path: Path
) -> None:
    path = changed(sealed(tmp_path), old, new[: len(old)].ljust(len(old)))
    with pytest.raises(error):
        unlocked(path, PASSWORD)


def test_password_hashed_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protected, "MAX_SPINS", 999)
    with pytest.raises(FileTooLarge):
        unlocked(sealed(tmp_path), PASSWORD)


def test_every_cut_of_a_package_is_refused(tmp_path: Path) -> None:
    path = sealed(tmp_path)
    whole, told = path.read_bytes(), signature(path)
    for size in range(0, len(whole) - 512, 2048):
        path.write_bytes(whole[:size])
        with pytest.raises(GongkaiError):
            unlock(path, told, NO_WISH)


# ── XLS ──────────────────────────────────────────────────────────────────────────────────────


def plain_xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for name in ("数据", "底稿"):
        sheet = book.add_sheet(name)
        for number in range(200):
            sheet.write(number, 0, f"清溪县第{number}小学")
            sheet.write(number, 1, number)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


Encrypt = Callable[[bytes, int, int], bytes]  # the stream and one record's data: start and end


def encrypted_xls(
    path: Path, file_pass: bytes, whole: Callable[[bytes], Encrypt], workbook: bytes = b""
) -> Path:
    """A workbook with its records encrypted, as [MS-XLS] 2.2.10 says; the plain one if no other."""
    workbook = workbook or olefile.OleFileIO(io.BytesIO(plain_xls())).openstream("Workbook").read()
    record = struct.pack("<HH", 0x2F, len(file_pass)) + file_pass
    size = 4 + struct.unpack_from("<H", workbook, 2)[0]
    last = max(end for number, _, end in records(workbook) if number == 0x0A)
    filler = -(last + len(record)) % 4  # what pads the stream then looks like whole records
    record += struct.pack("<HH", 0xE2, filler) + bytes(filler)
    stream = bytearray(workbook[:size] + record + workbook[size:last])
    for number, start, _ in records(bytes(stream)):
        if number == 0x85:
            (at,) = struct.unpack_from("<I", stream, start)
            struct.pack_into("<I", stream, start, at + len(record))
    plain = bytes(stream)
    encrypt = whole(plain)
    for number, start, end in records(plain):
        first = start + 4 if number == 0x85 else start
        if number not in PLAIN:
            stream[first:end] = encrypt(plain, start, end)[first - start :]
    document = xlwt.CompoundDoc.XlsDoc()
    document.save(str(path), bytes(stream))
    return path


def records(stream: bytes) -> list[tuple[int, int, int]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        found.append((number, at + 4, at + 4 + size))
        at += 4 + size
    return found


def rc4(path: Path, password: str) -> Path:
    def cipher(text: bytes) -> bytes:
        return DocumentRC4.decrypt(password, SALT, io.BytesIO(text), blocksize=1024).read()

    proof = bytes(16)
    proof = cipher(proof + hashlib.md5(proof, usedforsecurity=False).digest())
    head = struct.pack("<HHH", 1, 1, 1) + SALT + proof
    return encrypted_xls(path, head, lambda plain: _by_place(cipher(plain)))


def crypto_api(path: Path, password: str) -> Path:
    def cipher(text: bytes) -> bytes:
        return DocumentRC4CryptoAPI.decrypt(
            password, SALT, 128, io.BytesIO(text), blocksize=1024
        ).read()

    proof = bytes(16)
    proof = cipher(proof + hashlib.sha1(proof, usedforsecurity=False).digest())
    provider = "Microsoft Enhanced\0".encode("utf-16-le")
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, 128, 1, 0, 0) + provider
    head = struct.pack("<HHHII", 1, 4, 2, 4, len(header)) + header
    head += struct.pack("<I", 16) + SALT + proof[:16] + struct.pack("<I", 20) + proof[16:]
    return encrypted_xls(path, head, lambda plain: _by_place(cipher(plain)))


def xor(path: Path, password: str) -> Path:
    head = struct.pack("<H", 0) + _xor_check(password)
    return encrypted_xls(path, head, lambda plain: _xor_cipher(password))


def xor_95(path: Path, password: str) -> Path:
    """A workbook of Excel 95, which does not name the one way that it knows."""
    stream = b"".join(
        struct.pack("<HH", number, len(body)) + body
        for number, body in (
            (0x809, struct.pack("<4H", 0x500, 5, 0, 0)),
            (0x42, struct.pack("<H", 936)),
            (0x85, struct.pack("<IHB", PLACE_95, 0, 4) + "数据".encode("gbk")),
            (0x0A, b""),
            (0x809, struct.pack("<4H", 0x500, 0x10, 0, 0)),
            (0x204, struct.pack("<4H", 0, 0, 0, 6) + "清溪县".encode("gbk")),
            (0x203, struct.pack("<3Hd", 0, 1, 0, 199.0)),
            (0x0A, b""),
        )
    )
    return encrypted_xls(path, _xor_check(password), lambda plain: _xor_cipher(password), stream)


PLACE_95 = 12 + 6 + 15 + 4  # bytes before the sheet


def _xor_check(password: str) -> bytes:
    """The key, which nobody looks at, and what a password is checked by."""
    check = 0
    for byte in reversed(bytes([len(password)]) + password.encode()):
        check = ((check >> 14 & 1) | (check << 1 & 0x7FFF)) ^ byte
    return struct.pack("<HH", 0, check ^ 0xCE4B)


def _xor_cipher(password: str) -> Encrypt:
    mask = DocumentXOR.create_xor_array_method1(password)

    def encrypt(plain: bytes, start: int, end: int) -> bytes:
        return bytes(
            ((byte << 5 | byte >> 3) & 0xFF) ^ mask[(end + place) % 16]
            for place, byte in enumerate(plain[start:end])
        )

    return encrypt


def _by_place(cipher: bytes) -> Encrypt:
    return lambda plain, start, end: cipher[start:end]


WAYS = pytest.mark.parametrize("way", [rc4, crypto_api, xor])


@WAYS
def test_old_workbook(way: Callable[[Path, str], Path], tmp_path: Path) -> None:
    path = way(tmp_path / "a.xls", "qingxi-2026")
    book = xlrd.open_workbook(file_contents=data(unlocked(path, "qingxi-2026")))
    assert [sheet.name for sheet in book.sheets()] == ["数据", "底稿"]
    assert book.sheet_by_index(1).row_values(199) == ["清溪县第199小学", 199.0]
    with path.open("rb") as file:  # the oracle
        theirs, whole = msoffcrypto.OfficeFile(file), io.BytesIO()
        theirs.load_key(password="qingxi-2026")
        theirs.decrypt(whole)
    assert xlrd.open_workbook(file_contents=whole.getvalue()).sheet_names() == ["数据", "底稿"]


@pytest.mark.parametrize("password", ["qingxi-2026", DEFAULT_PASSWORD])
def test_workbook_of_excel_95(password: str, tmp_path: Path) -> None:
    path = xor_95(tmp_path / "a.xls", password)
    wanted = None if password == DEFAULT_PASSWORD else password
    sheet = xlrd.open_workbook(file_contents=data(unlocked(path, wanted))).sheet_by_name("数据")
    assert sheet.row_values(0) == ["清溪县", 199.0]


ASKING = pytest.mark.parametrize("way", [rc4, crypto_api, xor, xor_95])


@ASKING
def test_old_workbook_asks_for_its_password(
    way: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = way(tmp_path / "a.xls", "qingxi-2026")
    with pytest.raises(FileProtected):
        unlocked(path)
    with pytest.raises(PasswordWrong):
        unlocked(path, "other")


@WAYS
def test_old_workbook_with_the_password_that_excel_tries(
    way: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = way(tmp_path / "a.xls", DEFAULT_PASSWORD)
    assert xlrd.open_workbook(file_contents=data(unlocked(path))).sheet_names() == ["数据", "底稿"]


@pytest.mark.parametrize(
    "file_pass",
    [b"", b"\0" * 4, b"\1\0\1\0\1\0", b"\1\0\4\0\3\0" + bytes(60), b"\1\0\4\0\2\0" + b"\xff" * 60],
)
def test_unknown_ways_are_refused(file_pass: bytes, tmp_path: Path) -> None:
    path = encrypted_xls(tmp_path / "a.xls", file_pass, _by_place)
    with pytest.raises((FileUnreadable, FileProtected)):
        unlocked(path)
