"""Unpacking: everything, proven, under its final name; or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.delivery import archive
from app.core.delivery import package as packaging
from app.core.delivery.archive import Content
from app.core.delivery.unpack import unpack
from app.core.delivery.verify import CONTENTS, DATA
from app.core.errors import ChainBroken, FileMissing, OutputExists, SuiteRefused
from app.core.jobs import Job
from app.core.model import PackedFile
from app.core.trust.identity import Identity
from app.core.trust.sealing import sealings
from app.core.workspace.store import Workspace
from tests.core.delivery.test_verify import reseal


def test_everything_comes_out(ws: Workspace, package: Path, tmp_path: Path, job: Job) -> None:
    out = tmp_path / "out"
    opened = unpack(package, out, ws.vault.sealing_key(), tuple(ws.identities().values()), job)
    assert {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} == {*CONTENTS}
    listed = {file.name: file.size for file in opened.manifest.files}
    assert (out / DATA).stat().st_size == listed[DATA]


def test_nothing_stands_where_a_link_breaks(
    ws: Workspace, clerk: Identity, package: Path, tmp_path: Path, job: Job
) -> None:
    """The data is decrypted before the verdict turns out to be for other data."""
    forged = reseal(ws, clerk, package, lambda d: d | {DATA: d[DATA] + b"x\r\n"})
    with pytest.raises(ChainBroken):
        unpack(forged, tmp_path / "out", ws.vault.sealing_key(), None, job)
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))


def test_a_folder_that_stands_is_left_alone(
    ws: Workspace, package: Path, tmp_path: Path, job: Job
) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputExists):
        unpack(package, tmp_path / "out", ws.vault.sealing_key(), None, job)
    with pytest.raises(FileMissing):
        unpack(tmp_path / "none.gkp", tmp_path / "new", ws.vault.sealing_key(), None, job)


def test_a_key_of_another_suite_is_refused(
    ws: Workspace, package: Path, tmp_path: Path, job: Job
) -> None:
    with pytest.raises(SuiteRefused):
        unpack(package, tmp_path / "out", ws.vault.sealing_key("sm2-sm4gcm-sm3"), None, job)


def test_strangers_are_not_unpacked(ws: Workspace, package: Path, tmp_path: Path, job: Job) -> None:
    stranger = Identity.new("王芳", "9", "clerk", "")
    with pytest.raises(ChainBroken):
        unpack(package, tmp_path / "out", ws.vault.sealing_key(), (stranger.card,), job)


def _without_manifest(contents: list[Content]) -> list[Content]:
    return contents[1:]


def _data_first(contents: list[Content]) -> list[Content]:
    return contents[::-1]


def _larger_data(contents: list[Content]) -> list[Content]:
    """As its tar header says; the signed manifest says otherwise."""
    data = contents[-1]
    size = data.file.size + 1
    return [*contents[:-1], Content(PackedFile(DATA, size, "", ""), lambda: [bytes(size)])]


@pytest.mark.parametrize("change", [_without_manifest, _data_first, _larger_data])
def test_only_what_the_signed_manifest_has_announced_is_written(
    ws: Workspace,
    clerk: Identity,
    package: Path,
    tmp_path: Path,
    job: Job,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[list[Content]], list[Content]],
) -> None:
    real = archive.pack
    monkeypatch.setattr(archive, "pack", lambda contents, *rest: real(change(contents), *rest))
    forged = reseal(ws, clerk, package, lambda documents: documents)
    written: list[str] = []
    monkeypatch.setattr(
        "app.core.delivery.unpack.write_atomically", lambda path, chunks: written.append(path)
    )
    with pytest.raises(ChainBroken):
        unpack(forged, tmp_path / "out", ws.vault.sealing_key(), None, job)
    assert written == []


@pytest.mark.parametrize("name", ["../x", "/x", "CON", "a:b", "A\u0301"])
def test_a_name_that_is_not_safe_ends_it(tmp_path: Path, name: str, job: Job) -> None:
    key = sealings.get("sm2-sm4gcm-sm3").key(bytes(range(32)))
    readers = packaging.Readers(key.suite, (packaging.public_text(key),))
    content = packaging.measured(name, "x", lambda: [b"x"], key.suite)
    clerk = Identity.new("张敏", "001", "clerk", "民政局")
    packaging.write(tmp_path / "p.gkp", "0" * 32, [content], readers, clerk, job)
    with pytest.raises(ChainBroken, match="not safe"):
        unpack(tmp_path / "p.gkp", tmp_path / "out", key, None, job)
