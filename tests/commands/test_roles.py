"""The roles document on the command line: a ceremony of two offices, to the platform and back."""

import datetime
from pathlib import Path

import pytest

from app.cli import run
from app.commands.roles import read_document
from app.core.trust.roles.history import Document
from app.sandbox.open_platform import Platform
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call

WHO = ("--organisation", "清溪县文化局", "--organisation-code", "11330000002482090Q")
PEOPLE = (
    ("张敏", "001", "clerk"), ("李静", "002", "reviewer"),
    ("甲", "901", "admin"), ("乙", "902", "admin"), ("丙", "903", "admin"),
)  # fmt: skip


class Office:
    """A workspace with everybody's keys, their cards as files, and the roles document."""

    def __init__(self, folder: Path, call: Call) -> None:
        self.folder, self.call = folder, call
        self.where = ("--workspace", folder / "own")
        self.roles = folder / "roles.json"
        for person in PEOPLE:
            self.card(*person)
        admins = [folder / f"{name}.json" for name in "甲乙丙"]
        status, told = call(
            "key", "roles", "new", self.roles, "--organisation", WHO[1],
            "--expires", "2099-12-31", "--admin", *admins,
        )  # fmt: skip
        assert (status, told["version"], told["signatures_missing"]) == (0, 0, 2)

    def card(self, name: str, person: str, role: str, file: str = "") -> Path:
        said = ("--name", name, "--person", person, "--role", role)
        assert self.call("key", "new", *said, *WHO, *self.where)[0] == 0
        path = self.folder / f"{file or name}.json"
        assert self.call("key", "card", name, "-o", path, *self.where)[0] == 0
        return path

    def sign(self, *names: str) -> int:
        for name in names:
            status, told = self.call("key", "roles", "sign", self.roles, "--as", name, *self.where)
            assert status == 0
        return int(told["signatures_missing"])

    def adopt(self) -> tuple[int, dict[str, object]]:
        return self.call("key", "roles", "import", self.roles, "--as", "甲", *self.where)


@pytest.fixture
def office(tmp_path: Path, call: Call) -> Office:
    return Office(tmp_path, call)


def test_only_whom_the_document_names_signs(
    office: Office, call: Call, tmp_path: Path, sandbox: Sandbox
) -> None:
    for name in ("张敏", "李静"):
        card = tmp_path / f"{name}.json"
        assert call("key", "issue", office.roles, "--card", card)[0] == 0
    assert office.adopt()[1]["error"]["code"] == "roles-invalid"  # type: ignore[index]
    assert office.sign("甲", "乙") == 0
    assert office.adopt()[0] == 0
    old = office.roles.read_bytes()

    table = tmp_path / "设施.csv"
    table.write_text("名称,图书数量\n图书馆,300\n文化馆,200\n", encoding="utf-8")
    release = call("review", "new", table, "--as", "张敏", *office.where)[1]["release"]
    basis = ("--basis", "条例", *office.where)
    assert call("review", "sign", release, "--as", "李静", *basis)[1]["state"] == "approved"
    package = tmp_path / "p.gkp"
    sealing = ("--profile", sandbox.profile, "-o", package, *office.where)
    assert call("seal", release, "--as", "张敏", *sealing)[0] == 0
    sandbox.platform.vouching.adopt(read(office))
    uploaded = call("upload", release, "--profile", sandbox.profile, "--as", "张敏", *office.where)
    assert uploaded[0] == 0

    log = tmp_path / "log.jsonl"
    assert call("log", "export", "--as", "张敏", "-o", log, *office.where)[0] == 0
    told = call("verify", log, "--trust", office.roles)[1]
    assert (told["valid"], told["unchecked"]) == (True, [])

    since = ("--since", datetime.datetime.now(datetime.UTC).isoformat(), "--reason", "失窃")
    assert call("key", "revoke", office.roles, "--card", "张敏", *since)[0] == 0
    assert office.sign("乙", "丙") == 0
    assert office.adopt()[0] == 0
    refused = call("review", "new", table, "--as", "张敏", *office.where)
    assert (refused[0], refused[1]["error"]["code"]) == (1, "card-refused")

    (receipt,) = (tmp_path / "own" / "outbox").glob("*.receipt.json")
    opening = ("unpack", package, "-o", tmp_path / "opened", *office.where)
    told = call(*opening)  # a stolen key may have dated back, but for what the platform had seen
    assert (told[0], told[1]["error"]["code"]) == (1, "chain-broken")
    assert call(*opening, "--receipt", receipt, "--profile", sandbox.profile)[0] == 0
    office.roles.write_bytes(old)
    refused = office.adopt()
    assert (refused[0], refused[1]["error"]["code"]) == (1, "roles-invalid")  # type: ignore[index]


def read(office: Office) -> Document:
    return read_document(office.roles)


def test_rotation_renewal_and_leaving(
    office: Office, call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("key", "roles", "add", office.roles, "--card", tmp_path / "张敏.json")[0] == 0
    assert office.sign("甲", "丙") == 0
    fresh = office.card("张敏二", "001", "clerk", "新")
    until = ("--since", "2098-01-01")
    status, told = call("key", "rotate", office.roles, "--card", "张敏", "--to", fresh, *until)
    assert (status, told["draft"]["version"], told["version"]) == (0, 2, 1)
    spans = {each["card"]["name"]: (each["since"][:4], each["until"][:4]) for each in told["cards"]}
    assert spans["张敏"][1] in ("2097", "2098") and spans["张敏二"][0] in ("2097", "2098")
    assert call("key", "roles", "remove", office.roles, "--card", "张敏二")[0] == 0
    renewed = call("key", "roles", "renew", office.roles, "--expires", "2098-12-31")
    assert renewed[1]["expires"].startswith(("2098-12-31", "2099-01-01"))
    assert call("key", "roles", "show", office.roles)[1]["signatures_missing"] == 2
    assert run(["key", "roles", "show", str(office.roles)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "→ 2098-12-31 " in told[0]
    assert any(" 张敏  " in line and "– 2097-12-31" in line for line in told)
    missing = call("key", "roles", "remove", office.roles, "--card", "无此人")
    assert (missing[0], missing[1]["error"]["code"]) == (2, "parameter-invalid")
    other = call("key", "rotate", office.roles, "--card", "张敏", "--to", tmp_path / "李静.json")
    assert (other[0], other[1]["error"]["code"]) == (2, "parameter-invalid")


def test_the_first_version_overwrites_nothing(office: Office, call: Call, tmp_path: Path) -> None:
    again = call(
        "key", "roles", "new", office.roles, "--organisation", WHO[1], "--expires", "2099-12-31",
        "--admin", tmp_path / "甲.json", "--threshold", "1",
    )  # fmt: skip
    assert (again[0], again[1]["error"]["code"]) == (2, "output-exists")


def test_a_platform_serves_by_the_document(office: Office, call: Call, tmp_path: Path) -> None:
    assert office.sign("甲", "乙") == 0
    newer = office.roles.read_bytes()
    platform = Platform(tmp_path / "platform")
    platform.vouching.adopt(read(office))
    office.roles.write_bytes(newer)
    assert len(platform.trusted()) == 3
    empty = tmp_path / "none.json"
    empty.write_text("[]", encoding="utf-8")
    serving = ("sandbox", "serve", "--dir", tmp_path / "platform", "--roles", empty)
    assert call(*serving)[1]["error"]["code"] == "roles-invalid"
