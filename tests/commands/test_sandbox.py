"""The platform's own commands beside serve and receive."""

from pathlib import Path

from app.core.model import Profile
from app.core.trust import canonical
from app.sandbox.portal.applications import Applications
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call


def test_a_department_is_enrolled_with_a_certificate_of_its_own(
    call: Call, sandbox: Sandbox
) -> None:
    status, said = call("sandbox", "enrol", "清溪县交通局", "--dir", sandbox.platform.folder)
    assert status == 0
    file = Path(said["profile"])
    profile = canonical.read_document(file, Profile)
    assert profile.address == sandbox.address
    first = sandbox.profile.with_name(profile.client_certificate)
    assert (file.parent / profile.client_certificate).read_bytes() != first.read_bytes()


def test_nobody_is_enrolled_where_no_platform_has_been(call: Call, tmp_path: Path) -> None:
    status, said = call("sandbox", "enrol", "x", "--dir", tmp_path)
    assert (status, said["error"]["code"]) == (2, "file-missing")


def test_applications_are_listed_and_shown(call: Call, tmp_path: Path) -> None:
    register = Applications(tmp_path / "applications")
    id = register.register("养老地图", "某公司", "", "", ("k",))
    where = ("--dir", tmp_path)
    assert call("sandbox", "applications", *where)[1]["waiting"][0]["name"] == "养老地图"
    assert call("sandbox", "applications", *where, "--show", id) == (0, {"waiting": []})
    assert [made.id for made in register.shown()] == [id]
    status, said = call("sandbox", "applications", *where, "--show", "0" * 32)
    assert (status, said["error"]["code"]) == (2, "file-missing")
