"""Updates on the command line: off at first, from the policy's source, and back where they fail."""

from pathlib import Path

import pytest

from app.core.updates import applying
from installer import tree
from installer.repository import Repository, main
from tests.commands.conftest import Call
from tests.core.updates.conftest import FAILS, Tree, home, lay, repository  # noqa: F401 — fixtures
from tests.policies import Bureau


@pytest.fixture(autouse=True)
def installed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr(applying, "home", lambda: home)


def test_without_a_source_there_are_no_updates(call: Call, computer: Path) -> None:
    status, told = call("update", "check")
    assert (status, told["error"]["code"]) == (2, "updates-off")


def test_from_the_policys_source(
    call: Call, computer: Path, bureau: Bureau, tmp_path: Path,
    repository: Repository, lay: Tree, home: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    root = (repository.metadata / "1.root.json").read_text("utf-8")
    bureau.lay(
        computer, settings={"update_source": str(tmp_path / "share")}, locked=("update_source",),
        updates={"root.json": root},
    )  # fmt: skip
    status, told = call("update", "check")
    assert (status, told["available"]) == (0, None)
    payload = lay("v2", **{"program__main.py": "2"})
    assert main(["add", str(tmp_path / "share"), "--keys", str(tmp_path / "keys"), "--payload",
                 str(payload), "--system", "deb", "--version", "99.0"]) == 0  # fmt: skip
    assert capsys.readouterr().out == "1 of 1: program\n1 new pieces\n"
    status, told = call("update", "check")
    assert (status, told["available"], told["pieces"]) == (0, "99.0", 1)
    assert call("update", "fetch")[0] == 0
    status, told = call("update", "apply")
    assert (status, told["applied"]) == (0, True)
    assert tree.digests(home) == tree.digests(payload)
    status, told = call("update", "check", "--source", tmp_path / "elsewhere")
    assert (status, told["error"]["code"]) == (1, "setting-locked")


def test_back_where_it_fails(
    call: Call, computer: Path, tmp_path: Path, repository: Repository, lay: Tree, home: Path  # noqa: F811
) -> None:  # fmt: skip
    before = tree.digests(home)
    repository.add(lay("v2", FAILS), "deb", "99.0")
    asked = ("--source", tmp_path / "share", "--root", repository.metadata / "1.root.json")
    assert call("update", "fetch", *asked)[0] == 0
    status, told = call("update", "apply")
    assert (status, told["error"]["code"]) == (3, "update-failed")
    assert tree.digests(home) == before


def test_a_debian_package_for_the_package_manager(
    call: Call, computer: Path, tmp_path: Path, repository: Repository, home: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(applying, "PACKAGED", home)
    package = tmp_path / "gongkai_99.0_amd64.deb"
    package.write_bytes(b"!<arch>")
    assert main(["add", str(tmp_path / "share"), "--keys", str(tmp_path / "keys"),
                 "--deb", str(package), "--version", "99.0"]) == 0  # fmt: skip
    asked = ("--source", tmp_path / "share", "--root", repository.metadata / "1.root.json")
    status, told = call("update", "check", *asked)
    assert (status, told["available"], told["bytes"]) == (0, "99.0", 7)
    assert call("update", "fetch", *asked)[1]["error"]["code"] == "by-package-manager"
    status, told = call("update", "fetch", *asked, "-o", tmp_path / "out")
    assert (status, Path(told["file"]).read_bytes()) == (0, b"!<arch>")
