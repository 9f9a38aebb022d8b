"""The data files of a folder, of a zip archive, or of a list of files."""

import contextlib
import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from app.core.errors import (
    FileMissing,
    FileProtected,
    FileTooLarge,
    FileUnreadable,
    GongkaiError,
)
from app.core.errors.system import system_reason
from app.core.files import safe_name
from app.core.intake.archive import DAMAGE, INCOMPLETE
from app.core.intake.sheet import Signature, readers
from app.core.intake.signature import signature
from app.core.intake.undisturbed import check_plain
from app.core.jobs import Job
from app.core.text import Text

MAX_ENTRIES = 10_000  # of an archive or a folder
MAX_RATIO = 1000  # inflated : packed, above 10 MB; deflate's own bound is 1032
MAX_TOTAL = 1 << 36  # bytes inflated
BLOCK = 1 << 20
ABANDONED = 60  # seconds; a younger temporary folder may not be locked yet

Collection = Literal["folder", "zip", "files"]

# Files that belong to another one, and what systems leave behind.
_COMPANIONS = frozenset(
    (".dbt", ".fpt", ".cpg", ".cdx", ".mdx", ".idx", ".shp", ".shx", ".prj", ".sbn", ".sbx", ".qpj")
)
_DEBRIS = re.compile(r"^(\.|~\$|__MACOSX$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_PREFIX = "gongkai-gather-"

COMPANION = Text("是另一个文件的附属文件", "it belongs to another file")
DEBRIS = Text("是系统或编辑软件留下的文件", "a system or a program left it behind")
NESTED = Text("是压缩包，其内容未打开", "it is an archive, which is not opened")
LINK = Text("是链接，未跟随", "it is a link, which is not followed")
NO_DATA = Text("不是支持的数据格式", "it is not of a format that holds data")
EMPTY = Text("是空文件", "it is empty")


@dataclass(frozen=True)
class Member:
    """One data file: its name within the collection, with ``/`` between folders, and its place."""

    name: str
    path: Path


@dataclass(frozen=True)
class Gathered:
    """The data files of a collection, in the order of their names, and what was left out and why."""

    name: str
    kind: Collection
    members: tuple[Member, ...]
    skipped: tuple[tuple[str, Text], ...]


@contextlib.contextmanager
def gather(
    paths: Sequence[Path], job: Job, password: str | None = None, scratch: Path | None = None
) -> Iterator[Gathered]:
    """The data files in folders, in zip archives, and given one by one.

    Archives are unpacked into a folder that only this user can enter and that goes when the block
    ends; a folder that a killed run has left goes with the next call. ``scratch``: where it is made,
    else the system's folder for such files. Raises FileMissing, FileUnreadable, FileProtected,
    FileTooLarge.
    """
    members: list[Member] = []
    skipped: list[tuple[str, Text]] = []
    with contextlib.ExitStack() as stack:
        for path in paths:
            prefix = f"{path.name}/" if len(paths) > 1 else ""
            if path.is_dir():
                found: Iterable[Member] = _in_folder(path, prefix, skipped)
            elif is_archive(path):
                folder = stack.enter_context(_private_folder(scratch))
                found = _unpacked(path, folder, prefix, password, skipped, job)
            else:
                found = [Member(path.name, path)]
            members += _data_files(found, skipped)
        if skipped == [(paths[0].name, INCOMPLETE)] and not members:
            raise FileUnreadable(name=paths[0].name, reason=INCOMPLETE)
        members.sort(key=lambda member: _natural(member.name))
        first = paths[0]
        kind: Collection = "files"
        if len(paths) == 1:
            kind = "folder" if first.is_dir() else "zip" if is_archive(first) else "files"
        yield Gathered(first.name, kind, tuple(members), tuple(skipped))


def is_archive(path: Path) -> bool:
    """Whether a file is a zip archive of files, and no workbook. Raises FileMissing."""
    return _is_plain_zip(_signature(path))


def _in_folder(path: Path, prefix: str, skipped: list[tuple[str, Text]]) -> Iterator[Member]:
    """Every file in a folder and the folders in it; links are not followed."""
    count = 0
    for folder, folders, files in os.walk(path):
        place = Path(folder)
        for name in [*folders, *files]:
            inner = (place / name).relative_to(path).as_posix()
            if _DEBRIS.match(name):
                skipped.append((prefix + inner, DEBRIS))
            elif (place / name).is_symlink():
                skipped.append((prefix + inner, LINK))
            elif name in files:
                count += 1
                yield Member(prefix + inner, place / name)
        folders[:] = [name for name in folders if not _DEBRIS.match(name)]
        if count > MAX_ENTRIES:
            raise _too_large(path, Text("文件过多", "it holds too many files"))


def _unpacked(
    path: Path,
    folder: Path,
    prefix: str,
    password: str | None,
    skipped: list[tuple[str, Text]],
    job: Job,
) -> Iterator[Member]:
    """Every file of an archive, written into ``folder``."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _entries(path, archive)
            total, done = sum(entry.file_size for entry, _ in entries), 0
            if total > shutil.disk_usage(folder).free:
                raise _too_large(
                    path, Text("磁盘空间不足以解压", "too little disk space to unpack it")
                )
            for entry, name in entries:
                if any(_DEBRIS.match(part) for part in name.parts):
                    skipped.append((prefix + str(name), DEBRIS))
                    continue
                if stat.S_ISLNK(entry.external_attr >> 16):
                    skipped.append((prefix + str(name), LINK))
                    continue
                target = folder.joinpath(*map(safe_name, name.parts))
                target.parent.mkdir(parents=True, exist_ok=True)
                _unpack(path, archive, entry, target, password, job, (done, total))
                done += entry.file_size
                yield Member(prefix + str(name), target)
    except GongkaiError:
        raise
    except DAMAGE as error:
        raise FileUnreadable(name=path.name, reason=INCOMPLETE) from error


def _entries(path: Path, archive: zipfile.ZipFile) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files of an archive with their names. Raises FileTooLarge, FileUnreadable."""
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    packed = sum(entry.compress_size for entry in files)
    swelling = any(
        entry.file_size > 10_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in files
    )
    if (
        len(files) > MAX_ENTRIES
        or sum(entry.file_size for entry in files) > MAX_TOTAL
        or swelling
        or packed > path.stat().st_size  # entries that share their bytes
    ):
        raise _too_large(path, Text("解压后过大", "it inflates beyond bound"))
    found: dict[str, tuple[zipfile.ZipInfo, PurePosixPath]] = {}
    for entry in files:
        name = entry_name(entry)
        parts = PurePosixPath(name).parts
        if name.startswith("/") or ".." in parts or re.match(r"^[A-Za-z]:", name) or not parts:
            reason = Text("其中有文件名指向压缩包之外", "a name in it points outside of it")
            raise FileUnreadable(name=path.name, reason=reason)
        key = "/".join(map(safe_name, parts)).casefold()
        if key in found:
            reason = Text("其中有重名的文件", "two files in it have the same name")
            raise FileUnreadable(name=path.name, reason=reason)
        found[key] = entry, PurePosixPath(name)
    return list(found.values())


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name of an archive's entry, with ``/`` between folders.

    Without flag bit 11 (APPNOTE 4.4.4) a name is of no stated encoding: UTF-8 or, as Windows in
    China writes it, GB18030. An Info-ZIP Unicode path (extra field 0x7075) goes before both.
    """
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437")
        name = _unicode_path(entry.extra, raw) or _decoded(raw)
    return name.split("\0")[0].replace("\\", "/")


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    while len(extra) >= 4:
        kind, size = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        checked = int.from_bytes(body[1:5], "little") == zlib.crc32(raw)
        if kind == 0x7075 and body[:1] == b"\x01" and checked:
            return body[5:].decode("utf-8", "replace")
    return None


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def _unpack(
    path: Path,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    target: Path,
    password: str | None,
    job: Job,
    progress: tuple[int, int],
) -> None:
    done, total = progress
    try:
        part = archive.open(entry, pwd=password.encode() if password else None)
    except NotImplementedError as error:
        reason = Text("压缩或加密方法不受支持", "it is packed or encrypted in an unsupported way")
        raise FileUnreadable(name=path.name, reason=reason) from error
    except RuntimeError as error:  # no password, or a wrong one
        raise FileProtected(name=path.name) from error
    with part, target.open("xb") as file:
        while block := part.read(BLOCK):
            job.report(done, total)
            file.write(block)
            done += len(block)


def _data_files(found: Iterable[Member], skipped: list[tuple[str, Text]]) -> Iterator[Member]:
    """The members that a reader takes; the others are noted with the reason."""
    for member in found:
        if member.path.suffix.lower() in _COMPANIONS:
            skipped.append((member.name, COMPANION))
            continue
        told = _signature(member.path)
        if not told.head:
            skipped.append((member.name, EMPTY))
        elif told.is_zip and not told.parts:
            skipped.append((member.name, INCOMPLETE))
        elif _is_plain_zip(told) or told.head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
            skipped.append((member.name, NESTED))
        elif any(reader.accepts(told) for reader in readers.all().values()):
            yield member
        else:
            skipped.append((member.name, NO_DATA))


def _signature(path: Path) -> Signature:
    check_plain(path)
    try:
        return signature(path)
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except OSError as error:
        raise FileUnreadable(name=path.name, reason=system_reason(error)) from error


def _is_plain_zip(told: Signature) -> bool:
    """A zip archive that is whole and no office file; an empty one begins with its end."""
    office = "[Content_Types].xml" in told.parts or "content.xml" in told.parts
    return (told.is_zip and bool(told.parts) and not office) or told.head.startswith(b"PK\x05\x06")


def _natural(name: str) -> list[tuple[int, int, str]]:
    """A key that puts 2月 before 10月."""
    return [
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in re.split(r"(\d+)", name)
        if piece
    ]


@contextlib.contextmanager
def _private_folder(scratch: Path | None) -> Iterator[Path]:
    """A folder that only this user can enter, locked while it is in use."""
    from filelock import FileLock

    place = scratch or Path(tempfile.gettempdir())
    _sweep(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))  # its mode is 0700
    lock = FileLock(folder / ".lock")
    try:
        with lock.acquire(timeout=0):
            inner = folder / "files"
            inner.mkdir()
            yield inner
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(place: Path) -> None:
    """Remove what killed runs have left: folders of ours that nobody holds a lock on."""
    from filelock import FileLock, Timeout

    for folder in place.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, Timeout):  # another run's, or gone by now
            told = folder.lstat()
            mine = not hasattr(os, "getuid") or told.st_uid == os.getuid()
            if not (stat.S_ISDIR(told.st_mode) and mine):
                continue
            if time.time() - told.st_mtime > ABANDONED:
                with FileLock(folder / ".lock").acquire(timeout=0):
                    shutil.rmtree(folder / "files", ignore_errors=True)
                shutil.rmtree(folder, ignore_errors=True)


def _too_large(path: Path, reason: Text) -> FileTooLarge:
    return FileTooLarge(name=path.name, reason=reason)
