"""The policy pack on the command line: from an administrator's folder to every office's computer."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from app.cli import run
from app.core.files import write_atomically
from app.core.fleet.places import FILE
from app.core.trust import canonical
from app.core.workspace.store import Workspace
from tests.commands.conftest import Call
from tests.policies import BUREAU, Bureau, write_source

TOML = f"""
organisation = "{BUREAU}"
version = %d
expires = 2099-12-31
locked = ["language", "retention_days"]

[settings]
language = "en"
retention_days = 180
upload_platform = "province"
route = "bureau"

[restrictions]
connectors = ["gateway"]
"""
PROFILE = {"name": "省平台", "connector": "gateway", "address": "https://p.invalid", "ca": "ca.pem"}
ROUTES = {
    "routes": [
        {
            "id": "bureau", "title": {"zh": "省局路线", "en": "the bureau's"}, "escalation": False,
            "levels": [{"title": {"zh": "审查", "en": "review"}, "role": "reviewer", "days": 3}],
        }
    ]
}  # fmt: skip
RULES = {"pack": "bureau", "version": "1", "source": "省局", "gates": {"plate": "block"}}
SOON = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=9)).isoformat()
FILES: dict[str, Any] = {
    "platforms__province__profile.json": PROFILE,
    "platforms__province__ca.pem": "-----BEGIN CERTIFICATE-----",
    "routes.json": ROUTES,
    "rules__bureau.json": RULES,
}


@pytest.fixture
def desk(tmp_path: Path, bureau: Bureau) -> Path:
    """A workspace with the administrators' keys."""
    folder = tmp_path / "desk"
    with Workspace.create(folder, "pw") as ws:
        for admin in bureau.admins:
            ws.add_identity(admin, "a")
    return folder


def built(call: Call, folder: Path, bureau: Bureau, toml: str, **files: Any) -> tuple[int, Any]:
    source = write_source(folder / "source", bureau.document, toml, **FILES | files)
    return call("pack", "build", source, "-o", folder / "new.json", "--force")


def signed(call: Call, folder: Path, bureau: Bureau, desk: Path, version: int) -> Path:
    status, told = built(call, folder, bureau, TOML % version)
    assert (status, told["signatures_missing"]) == (0, 2), told
    for admin in bureau.admins[1:]:
        who = ("--as", admin.card.name, "--workspace", desk)
        status, told = call("pack", "sign", folder / "new.json", *who)
    assert (status, told["signatures_missing"]) == (0, 0)
    return folder / "new.json"


def test_from_the_folder_to_every_computer(
    call: Call, tmp_path: Path, bureau: Bureau, desk: Path, computer: Path
) -> None:
    first = signed(call, tmp_path, bureau, desk, 1).read_bytes()
    second = signed(call, tmp_path, bureau, desk, 2)
    status, told = call("pack", "verify", second)
    assert (status, told["valid"], len(told["signers"])) == (0, True, 2)
    assert call("pack", "install", second, "--digest", "0" * 64)[0] == 2
    status, told = call("pack", "install", second, "--digest", told["issuer"])
    assert (status, told["version"]) == (0, 2)
    assert (computer / FILE).read_bytes() == second.read_bytes()

    status, told = call("pack", "show")
    assert (told["policy"]["origin"], told["warnings"]) == ("laid", [])
    sources = {name: (each["value"], each["source"]) for name, each in told["settings"].items()}
    assert sources["language"] == ("en", "locked")
    assert sources["route"] == ("bureau", "policy")
    assert sources["province"] == ("national", "built-in")
    status, told = call("self-check")
    assert (status, told["ok"], told["policy"]["version"]) == (0, True, 2)

    other = Bureau()
    write_atomically(second, [canonical.encode(other.sign(other.pack(7)))])
    status, told = call("pack", "install", second)
    assert (status, told["error"]["code"]) == (1, "policy-invalid")
    write_atomically(second, [first])
    status, told = call("pack", "verify", second)
    assert (status, told["valid"]) == (1, False)
    status, told = call("pack", "install", second)
    assert (status, told["error"]["code"]) == (1, "policy-older")
    write_atomically(computer / FILE, [first])
    status, told = call("self-check")
    assert (status, told["ok"], told["policy"]["version"]) == (1, False, 2)


@pytest.mark.parametrize(
    ("toml", "files"),
    [
        (TOML % 1 + "colour = 1", {}),
        ((TOML % 1).replace('["gateway"]', '["pigeon"]'), {}),
        ((TOML % 1).replace('"bureau"', '"nowhere"'), {}),
        ((TOML % 1).replace('"province"', '"city"'), {}),
        ((TOML % 1).replace("retention_days = 180", "retention_days = -1"), {}),
        ((TOML % 1).replace("180", '"long"'), {}),
        (TOML % 0, {}),
        (TOML % 1, {"platforms__province__profile.json": PROFILE | {"ca": "other.pem"}}),
        (TOML % 1, {"platforms__province__own.key": "-----BEGIN PRIVATE KEY-----"}),
        (TOML % 1, {"rules__bureau.json": RULES | {"gates": {"nothing": "block"}}}),
        (TOML % 1, {"routes.json": {"routes": [ROUTES["routes"][0] | {"levels": []}]}}),
        (TOML % 1, {"routes.json": {"ways": []}}),
        (TOML % 1, {"classes.csv": "分类码,类,项\n3,部门,\n201,,教育\n"}),
        ((TOML % 1).replace("[settings]", '[settings]\nupdate_source = "/srv/updates"'), {}),
    ],
)
def test_what_a_room_cannot_use_is_not_built(
    call: Call, tmp_path: Path, bureau: Bureau, toml: str, files: dict[str, Any]
) -> None:
    status, told = built(call, tmp_path, bureau, toml, **files)
    assert status in (1, 2), told
    assert "error" in told and not (tmp_path / "new.json").exists()


def test_whoever_makes_a_pack_is_told_to_mend_its_folder(
    call: Call, tmp_path: Path, bureau: Bureau
) -> None:
    wrong = (TOML % 1).replace('"province"', '"city"')
    _, told = built(call, tmp_path, bureau, wrong)
    assert told["error"]["code"] == "policy-invalid"
    assert "管理员" not in told["error"]["hint"]  # that is who reads it


def test_whoever_signs_a_pack_has_seen_all_that_it_brings(
    call: Call, tmp_path: Path, bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "agencies__county.json": canonical.as_json(bureau.document),
        "classes.csv": "分类码,类,项\n3,部门,\n301,,教育\n",
        "updates__root.json": "{}",
    }
    toml = (TOML % 1).replace("[restrictions]", "[restrictions]\nrules_only = true")
    status, told = built(call, tmp_path, bureau, toml, **files)
    assert status == 0, told
    capsys.readouterr()
    assert run(["pack", "show", str(tmp_path / "new.json"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].endswith("→ 2099-12-31")
    for line in (
        "✱ retention_days = 180", "  route = bureau",
        "✗ connectors that may be used: gateway", "✗ rule packs that count, and no others: bureau.json",
        "  platforms: province", "  routes: bureau", f"  agencies: {BUREAU}",
        "  classes: 2", "  updates: root.json",
    ):  # fmt: skip
        assert line in said.splitlines()


def test_one_file_is_a_source_too(call: Call, tmp_path: Path, bureau: Bureau) -> None:
    toml = f'organisation = "{BUREAU}"\nversion = 1\nexpires = 2099-12-31\n'
    source = write_source(tmp_path / "s", bureau.document, toml) / "policy.toml"
    status, told = call("pack", "build", source, "-o", tmp_path / "p.json")
    assert (status, told["pack"]["version"]) == (0, 1)
    assert call("pack", "build", source, "-o", tmp_path / "p.json")[0] == 2  # there already


def test_a_policy_that_never_held_stops_every_command_but_those_that_mend_it(
    call: Call, computer: Path, people_csv: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_atomically(computer / FILE, [b"{}"])
    status, told = call("scan", people_csv)
    assert (status, told["error"]["code"]) == (1, "policy-invalid")
    status, told = call("self-check")
    assert (status, told["ok"], told["policy"]) == (1, False, None)
    assert call("self-check", "--program")[0] == 0
    assert call("pack", "verify", computer / FILE)[0] == 1


def test_commands_without_a_workspace_keep_to_the_policy(
    call: Call, computer: Path, bureau: Bureau, people_csv: Path, tmp_path: Path
) -> None:
    rules = {"bureau.json": canonical.encode(RULES).decode()}
    bureau.lay(
        computer, rules=rules, settings={"province": "zhejiang", "language": "en"},
        locked=("province", "language"), restrictions={"rules_only": True, "connectors": ("sftp",)},
    )  # fmt: skip
    status, told = call("scan", people_csv)
    assert status == 1 and {"bureau", "zhejiang"} <= set(told["packs"])
    status, told = call("scan", people_csv, "--province", "national")
    assert (status, told["error"]["code"]) == (1, "setting-locked")
    assert "locked" in told["error"]["message"]  # in the language of the policy
    status, told = call("scan", people_csv, "--pack", tmp_path)
    assert (status, told["error"]["code"]) == (1, "policy-forbids")
    package, profile = tmp_path / "a.gkp", tmp_path / "profile.json"
    package.write_bytes(b"")
    profile.write_bytes(canonical.encode(PROFILE))
    status, told = call("upload", package, "--profile", profile)
    assert (status, told["error"]["code"]) == (1, "policy-forbids")


def test_the_policys_platform_need_not_be_named(
    call: Call, computer: Path, bureau: Bureau, tmp_path: Path, desk: Path
) -> None:
    package = tmp_path / "a.gkp"
    package.write_bytes(b"")
    status, told = call("upload", package)
    assert (status, told["error"]["code"]) == (2, "parameter-invalid")
    told_of = {
        name: {"profile.json": canonical.encode(PROFILE | {"connector": way, "ca": ""}).decode()}
        for name, way in (("province", "gateway"), ("city", "sftp"))
    }
    bureau.lay(
        computer, platforms=told_of, settings={"upload_platform": "city"}, expires=SOON,
        restrictions={"connectors": ("gateway",)},
    )  # fmt: skip
    status, told = call("upload", package)  # to the city, by a way that is not allowed
    assert (status, told["error"]["code"]) == (1, "policy-forbids")
    status, told = call("upload", package, "--profile", "province")
    assert told["error"]["code"] == "profile-unusable"  # which names no key to seal for
    status, told = call("upload", package, "--profile", "nowhere")
    assert told["error"]["code"] == "file-missing"
    assert len(call("status", "--workspace", desk)[1]["policy"]) == 1  # it ends soon


def test_what_is_chosen_in_a_workspace_is_told_too(
    call: Call, computer: Path, bureau: Bureau, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau.lay(computer, settings={"retention_days": 30})
    with Workspace.open(desk, "pw") as ws:
        ws.set_setting("retention-days", "7")
    where = ("--settings-of-workspace", "--workspace", str(desk))
    told = call("pack", "show", *where)[1]["settings"]["retention_days"]
    assert told == {"value": 7, "source": "own"}
    assert run(["pack", "show"]) == 0
    assert "策略默认" in capsys.readouterr().out
