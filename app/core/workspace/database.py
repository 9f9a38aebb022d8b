"""The workspace database: SQLCipher, every page encrypted and authenticated under a raw key.

Plain SQLite takes ``PRAGMA key`` without a word and writes in the clear, and so would a module that
stands in sqlcipher3's place. So the library is asked for its cipher, and the file is looked at.
"""

import contextlib
import functools
import importlib
import platform
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from app.core.errors import GongkaiError, OutputUnwritable, WorkspaceDamaged
from app.core.text import Text
from app.core.workspace.errors import CipherMissing

PLAIN = b"SQLite format 3\0"

_LIKE_A_FULL_DISK = ("database or disk is full", "disk I/O error")


def connect(path: Path, key: bytes, *, read_only: bool = False) -> Any:
    """A connection to the database of ``path``, made if it is not there.

    Raises :class:`CipherMissing`, and WorkspaceDamaged for a file that is plain, altered, or under
    another key.
    """
    library = cipher()
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    with failures_told():
        connection = library.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
        try:
            connection.execute(key_pragma(key))
            connection.set_authorizer(_authorize)
            connection.execute("SELECT count(*) FROM sqlite_master")  # the key is tried only now
            connection.execute("PRAGMA temp_store=MEMORY")
            if not read_only:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute("PRAGMA foreign_keys=ON")
                connection.execute("PRAGMA secure_delete=ON")  # what is deleted leaves no free page
            if is_plain(path):
                reason = Text("内容未加密", "it is not encrypted")
                raise WorkspaceDamaged(name=path.name, reason=reason)
        except BaseException:
            connection.close()
            raise
    return connection


def opens(path: Path, key: bytes) -> bool:
    """Whether a database is there and under this key."""
    try:
        connect(path, key, read_only=True).close()
    except WorkspaceDamaged:
        return False
    return True


def put_in_one_file(connection: Any) -> None:
    """Leave no write-ahead log beside the database, until it is opened for writing again."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")


@functools.cache
def cipher() -> ModuleType:
    """The library, once it has shown that it encrypts. Raises :class:`CipherMissing`."""
    try:
        dbapi2 = importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        raise CipherMissing(machine=platform.machine(), reason=str(error)) from error
    with contextlib.closing(dbapi2.connect(":memory:")) as connection:
        # It would write what it thinks of damaged pages to stderr; we tell it as errors.
        connection.execute("PRAGMA cipher_log_level=NONE")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            reason = Text(
                "名为 sqlcipher3 的模块不加密", "the module called sqlcipher3 does not encrypt"
            )
            raise CipherMissing(machine=platform.machine(), reason=reason)
    return dbapi2


def version() -> str:
    """SQLCipher's own version and SQLite's. Raises :class:`CipherMissing`."""
    library = cipher()
    with contextlib.closing(library.connect(":memory:")) as connection:
        (own,) = connection.execute("PRAGMA cipher_version").fetchone()
    return f"{own}, SQLite {library.sqlite_version}"


def key_pragma(key: bytes) -> str:
    """The statement that names the key as it is: nothing is stretched at every opening."""
    return f"PRAGMA key = \"x'{key.hex()}'\""


def is_plain(path: Path) -> bool:
    """Whether a file is a database in the clear."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


@contextlib.contextmanager
def failures_told() -> Iterator[None]:
    """What the library meets on the disk as errors that a person can act on; bugs stay bugs.

    Raises WorkspaceDamaged, and OutputUnwritable where the disk takes no more.
    """
    library = cipher()
    try:
        yield
    except GongkaiError:
        raise
    except library.DatabaseError as error:
        if type(error) not in (library.DatabaseError, library.OperationalError):
            raise  # a constraint, say
        kind = OutputUnwritable if str(error) in _LIKE_A_FULL_DISK else WorkspaceDamaged
        raise kind(name="workspace.db", reason=str(error)) from error


def _authorize(action: int, *_: object) -> int:
    """No other file beside this one: an attached database would be written in the clear."""
    library = cipher()
    return int(library.SQLITE_DENY if action == library.SQLITE_ATTACH else library.SQLITE_OK)
