"""The sealed letter: nothing of it can be read, and no byte of it changed, by whom it is not for.

    "GONGKAI-LETTER 1\\n"
    u32 length, header    canonical JSON: suite, letter id, the file key wrapped for each receiver
    payload to the end    STREAM ciphertext of a tar: the letter, then the files that it names

Unlike a package it has no seal outside: who writes to whom is nobody's business. Each chunk authenticates
the header, the letter inside is signed, and names its id and its receivers.
"""

import os
import re
import struct
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.delivery import archive
from app.core.delivery.archive import Content, Member
from app.core.delivery.package import MAX_HEADER, read_part
from app.core.errors import ChainBroken, FileMissing, FileUnreadable, SuiteRefused
from app.core.errors.system import system_reason
from app.core.files import atomic_file
from app.core.handover.address import opened
from app.core.handover.errors import SenderUnknown
from app.core.handover.letter import LETTER, Letter
from app.core.jobs import Job
from app.core.model import Card, Envelope, PackedFile
from app.core.trust import canonical, dsse, stream
from app.core.trust.canonical import Measured
from app.core.trust.recipients import Readers, Recipient, public_text, unwrap, wrap_for
from app.core.trust.sealing import SealingKey, sealings

MAGIC = b"GONGKAI-LETTER 1\n"
ID = re.compile("[0-9a-f]{32}")
MAX_LETTER = 1 << 20  # bytes; the letter itself, not what it comes with


@dataclass(frozen=True)
class Header:
    """The readable front: who can open it, by keys that name nobody."""

    suite: str
    letter: str
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True)
class Opened:
    """A letter whose sender is known; ``files`` are proven as they are read, each to its end."""

    letter: Letter
    files: Iterator[tuple[PackedFile, Iterator[bytes]]]


def write(
    path: Path, letter: str, contents: list[Content], readers: Readers, job: Job, *, overwrite: bool
) -> None:
    """Seal ``contents``, the letter first. Raises OutputExists, OutputUnwritable, ParameterInvalid."""
    suite = sealings.get(readers.suite)
    key = os.urandom(suite.key_size)
    header = canonical.encode(Header(suite.id, letter, wrap_for(readers, key, letter.encode())))
    plain = archive.pack(contents, job, sum(content.file.size for content in contents))
    with atomic_file(path, overwrite=overwrite) as file:
        file.write(MAGIC + struct.pack(">I", len(header)) + header)
        for chunk in stream.encrypt(key, suite.context(header), plain, suite.aead):
            file.write(chunk)


def open_letter(
    path: Path, keys: Collection[SealingKey], trusted: Collection[Card], job: Job
) -> Opened:
    """Open a letter with whichever of our keys it was sealed for.

    Raises FileMissing, FileUnreadable, :class:`ChainBroken`, SuiteRefused, and :class:`SenderUnknown` unless one of the
    ``trusted`` cards has signed it.
    """
    header, start, context = _front(path)
    mine = [key for key in keys if public_text(key) in {each.key for each in header.recipients}]
    key = next(iter(mine or keys))  # if none fits, to say so
    file_key = unwrap(header.suite, header.recipients, key, header.letter.encode())
    members = _members(path, start, header, context, file_key, job)
    first = next(members, None)
    if first is None or first.name != LETTER or first.size > MAX_LETTER:
        raise ChainBroken.at(LETTER, "不在最前", "it does not come first")
    envelope = read_part(b"".join(first.chunks), Envelope, LETTER)
    letter = dsse.verify(envelope, Letter, LETTER)
    if letter.signer not in trusted:
        raise SenderUnknown(name=letter.signer.name, organisation=letter.signer.organisation)
    dsse.verify(envelope, Letter, LETTER, trusted)  # by a roster's word, when it was signed
    sealed_for = tuple(each.key for each in header.recipients)
    if (letter.id, letter.receivers) != (header.letter, sealed_for):
        raise ChainBroken.at(LETTER, "收件人与封面不符", "its receivers are not those outside")
    if opened(letter.reply).signer != letter.signer:
        raise ChainBroken.at(LETTER, "回信地址是别人的", "its reply address is another's")
    return Opened(letter, _proven(letter.files, members))


def _front(path: Path) -> tuple[Header, int, bytes]:
    """The header, where the payload begins, and what every chunk authenticates."""
    if not path.is_file():
        raise FileMissing(name=path.name)
    try:
        with path.open("rb") as file:
            magic, length = file.read(len(MAGIC)), int.from_bytes(file.read(4), "big")
            data = file.read(min(length, MAX_HEADER))
            start = file.tell()
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error
    if magic != MAGIC:
        raise ChainBroken.at("letter", "不是移交文件", "this is not a letter")
    header = read_part(data, Header, "header")
    if header.suite not in sealings.all():
        raise SuiteRefused.of("header", header.suite, sealings.all())
    if len(data) != length or not ID.fullmatch(header.letter):
        raise ChainBroken.at("header", "不是规范形式", "it is not in canonical form")
    return header, start, sealings.get(header.suite).context(data)


def _members(
    path: Path, start: int, header: Header, context: bytes, key: bytes, job: Job
) -> Iterator[Member]:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(start)
        plain = stream.decrypt(key, context, file, aead=sealings.get(header.suite).aead)
        yield from archive.unpack(_told(plain, size, job), size)


def _told(chunks: Iterable[bytes], total: int, job: Job) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        job.report(done, total)
        done += len(chunk)
        yield chunk


def _proven(
    files: tuple[PackedFile, ...], members: Iterator[Member]
) -> Iterator[tuple[PackedFile, Iterator[bytes]]]:
    """The files that the letter names, and no others."""
    for file in files:
        member = next(members, None)
        if member is None or (member.name, member.size) != (file.name, file.size):
            raise ChainBroken.at(file.name, "与清单不符", "it is not what the letter names")
        measured = Measured(member.chunks, sm3=bool(file.sm3))
        yield file, measured
        for _ in measured:  # what the caller has left
            pass
        if (measured.sha256, measured.sm3) != (file.sha256, file.sm3):
            raise ChainBroken.at(file.name, "内容与清单不符", "its content is not what was signed")
    if next(members, None) is not None:
        raise ChainBroken.at("letter", "有清单之外的内容", "it holds more than the letter names")
