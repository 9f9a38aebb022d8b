"""Files and options that cannot work end in one clear JSON error, and nothing is left behind."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.odd_files import locked
from tests.commands.conftest import Call

TEXT = "名称,数\n甲,1\n乙,2\n"


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def sock(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("command", ["inspect", "scan", "convert"])
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (folder, "file-unreadable"),
        (pipe, "file-unreadable"),
        (sock, "file-unreadable"),
        (loop, "file-unreadable"),
        (endless, "file-unreadable"),
        (dangling, "file-missing"),
    ],
)
def test_what_is_no_plain_file(
    make: Callable[[Path], None],
    code: str,
    command: str,
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    make(tmp_path / "a.csv")
    output = ["-o", tmp_path / "b.csv"] if command == "convert" else []
    status, data = call(command, tmp_path / "a.csv", *output)
    if make is folder and command != "inspect":
        code = "table-missing"  # a folder is many files, of which it has none
    assert (status, data["error"]["code"]) == (2, code)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_in_gbk_is_told_as_such(call: Call, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + "/名单.csv".encode("gbk")))
    path.write_text(TEXT, "utf-8")
    status, data = call("inspect", path)
    assert (status, data["error"]["code"]) == (2, "file-unreadable")
    assert "名单.csv" in data["error"]["message"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--encoding", "zlib"], "parameter-invalid"),
        (["--encoding", "rot13"], "parameter-invalid"),
        (["--encoding", "utf-32"], "parameter-invalid"),
        (["--encoding", "nothing"], "parameter-invalid"),
        (["--delimiter", "ab"], "parameter-invalid"),
        (["--delimiter", '"'], "parameter-invalid"),
        (["--sheet", "无"], "sheet-missing"),
        (["--password-file", "none.txt"], "file-missing"),
        (["--password-file", "binary.txt"], "parameter-invalid"),
        (["-o", "a.doc"], "format-unknown"),
        (["-o", "长" * 300 + ".csv"], "output-unwritable"),
        (["-o", "b.csv/c.csv"], "output-unwritable"),
        (["-o", "b.csv"], "output-exists"),
    ],
)
def test_options_that_cannot_work(
    options: list[str],
    code: str,
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.csv").write_text(TEXT, "utf-8")
    Path("binary.txt").write_bytes(b"\xff\xfe\x00")
    before = sorted(tmp_path.iterdir())
    output = [] if "-o" in options else ["-o", "c.csv"]
    status, data = call("convert", "b.csv", *output, *options)
    assert (status, data["error"]["code"]) == (2, code)
    assert sorted(tmp_path.iterdir()) == before
    assert Path("b.csv").read_text("utf-8") == TEXT


def test_password(call: Call, tmp_path: Path) -> None:
    path, said = tmp_path / "a.xlsx", tmp_path / "said.txt"
    path.write_bytes(locked("清溪-2026"))
    status, data = call("inspect", path)
    assert (status, data["error"]["code"]) == (2, "file-protected")
    for password, expected in (("错", 2), ("清溪-2026", 0)):
        said.write_text(f"{password}\n", "utf-8-sig")  # as the Windows editor writes it
        status, data = call("convert", path, "-o", tmp_path / "b.csv", "--password-file", said)
        assert status == expected
        assert (tmp_path / "b.csv").exists() == (expected == 0)
    assert data["rows"] == 3
