"""The platform's own commands beside serve and receive."""

import datetime
from pathlib import Path

from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.sandbox.portal.applications import Applications
from app.sandbox.server import Sandbox
from app.sandbox.vouching import Vouching
from tests.commands.conftest import Call
from tests.pki import Ca, text

DAY = datetime.timedelta(days=1)


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


def test_an_agencys_authority_is_taken_at_its_word(call: Call, tmp_path: Path) -> None:
    now = datetime.datetime.now(datetime.UTC)
    root = Ca(span=(now - DAY, now + DAY))
    who = Identity.new("张敏", "001", "clerk", "清溪县民政局", "p256")
    pems = {"ca": root.certificate, "clerk": root.issue(who, span=root.span)}
    for name, certificate in pems.items():
        (tmp_path / f"{name}.pem").write_text(text(certificate), encoding="ascii")
    (tmp_path / "stick" / "in").mkdir(parents=True)
    receive = ("sandbox", "receive", tmp_path / "stick", "--dir", tmp_path / "platform")
    status, said = call(*receive, "--authority", tmp_path / "ca.pem")
    assert (status, said["error"]["code"]) == (2, "parameter-invalid")
    vouched = ("--authority", f"清溪县民政局={tmp_path / 'ca.pem'}")
    assert call(*receive, *vouched, "--certificate", tmp_path / "clerk.pem")[0] == 0
    assert who.card in Vouching(tmp_path / "platform").trusted()
