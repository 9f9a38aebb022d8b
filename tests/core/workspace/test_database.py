"""The encrypted database: what encrypts, what only looks so, and what damage looks like."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.core.errors import GongkaiError, WorkspaceDamaged
from app.core.workspace import database

ROOT = Path(__file__).resolve().parents[3]
KEY = bytes(range(32))
SECRET = "330199194912310020"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of some pages, closed."""
    path = tmp_path / "workspace.db"
    connection = database.connect(path, KEY)
    connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO t (text) VALUES (?)", [[SECRET * 50]] * 40)
    connection.close()
    return path


def read(path: Path) -> list[str]:
    connection = database.connect(path, KEY)
    with database.failures_told():
        try:
            return [text for (text,) in connection.execute("SELECT text FROM t")]
        finally:
            connection.close()


def test_what_is_written_lies_encrypted_and_comes_back(file: Path) -> None:
    content = file.read_bytes()
    assert not content.startswith(database.PLAIN)
    assert SECRET.encode() not in content
    assert read(file) == [SECRET * 50] * 40


def test_another_key_opens_nothing(file: Path) -> None:
    with pytest.raises(WorkspaceDamaged):
        database.connect(file, bytes(32))


def test_no_other_file_can_be_attached(file: Path, tmp_path: Path) -> None:
    connection = database.connect(file, KEY)
    with pytest.raises(database.cipher().DatabaseError, match="not authorized"):
        connection.execute("ATTACH ? AS plain KEY ''", [str(tmp_path / "plain.db")])
    connection.close()
    assert not (tmp_path / "plain.db").exists()


def test_what_is_deleted_leaves_no_free_page_behind(file: Path) -> None:
    connection = database.connect(file, KEY)
    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    connection.close()


def test_every_flipped_bit_is_an_error_and_never_another_content(file: Path) -> None:
    """One bit in every region: the salt, each page's front, middle, nonce and authentication code."""
    whole = file.read_bytes()
    page = 4096
    places = [0, 8, 15, 16]
    for start in range(0, len(whole), page):
        places += [start + 100, start + 2000, start + page - 70, start + page - 1]
    for place in places:
        altered = bytearray(whole)
        altered[place] ^= 1 << place % 8
        file.write_bytes(altered)
        with pytest.raises(WorkspaceDamaged):
            read(file)
    file.write_bytes(whole)
    assert len(read(file)) == 40


@pytest.mark.parametrize("length", [0, 100, 4096, 4096 * 3, 4096 * 3 + 1])
def test_a_cut_database_never_gives_what_it_did_not_hold(file: Path, length: int) -> None:
    file.write_bytes(file.read_bytes()[:length])
    try:
        found = read(file)
    except (GongkaiError, database.cipher().OperationalError):
        return
    assert set(found) <= {SECRET * 50}


def in_shadow(folder: Path, module: str) -> "subprocess.CompletedProcess[str]":
    """Open a database where a module stands in sqlcipher3's place."""
    package = folder / "sqlcipher3"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "dbapi2.py").write_text(textwrap.dedent(module))
    code = f"""
        from pathlib import Path
        from app.core.errors import GongkaiError
        from app.core.workspace import database
        try:
            database.connect(Path({str(folder / "workspace.db")!r}), bytes(32))
        except GongkaiError as error:
            print(error.code)
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
        capture_output=True,
        text=True,
        check=True,
    )


def test_plain_sqlite_in_its_place_is_refused(tmp_path: Path) -> None:
    assert in_shadow(tmp_path, "from sqlite3.dbapi2 import *").stdout == "cipher-missing\n"
    assert not (tmp_path / "workspace.db").exists()


def test_a_library_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    assert in_shadow(tmp_path, "raise ImportError('no wheel')").stdout == "cipher-missing\n"


def test_a_library_that_only_says_that_it_encrypts_is_found_out(tmp_path: Path) -> None:
    module = """
        import sqlite3
        from sqlite3 import *
        from sqlite3.dbapi2 import *

        class Boasting(sqlite3.Connection):
            def execute(self, sql, *rest):
                said = "SELECT '4.19.0'" if sql == "PRAGMA cipher_version" else sql
                return super().execute(said, *rest)

        def connect(*places, **options):
            return sqlite3.connect(*places, factory=Boasting, **options)
    """
    assert in_shadow(tmp_path, module).stdout == "workspace-damaged\n"
