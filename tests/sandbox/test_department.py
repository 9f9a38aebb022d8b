"""What a department is told: its deliveries, and every refusal by its rule and in words."""

import html
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core import acts
from app.core.approval.routes import route
from app.core.delivery.deliver import deliver
from app.core.delivery.transport import Transport
from app.core.errors import PlatformRefused
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.admission import Admission
from app.sandbox.clients import enrol
from app.sandbox.open_platform import Platform, Refusal
from app.sandbox.server import Sandbox


def page(profile_file: Path, path: str = "") -> str:
    transport = Transport(canonical.read_document(profile_file, Profile), profile_file.parent)
    try:
        return html.unescape(transport.call("GET", path).content.decode())
    finally:
        transport.close()


def own_rules(platform: Platform, **changed: object) -> None:
    """Rules that this platform alone has."""
    rules = Admission(platform.folder)._data() | changed
    (platform.folder / "admission.json").write_text(json.dumps(rules), encoding="utf-8")


def nobody_is_known(platform: Platform) -> None:
    for card in (platform.folder / "trusted").iterdir():
        card.unlink()


BREAK: dict[str, Callable[[Platform], None]] = {
    "signer": nobody_is_known,
    "route": lambda platform: platform.demand(route("three")),
    "fields": lambda platform: own_rules(platform, required_fields=["name", "secrecy_period"]),
    "opening": lambda platform: own_rules(platform, open_types=["有条件开放"]),
    "size": lambda platform: own_rules(platform, max_bytes=100),
}


@pytest.mark.parametrize("rule", BREAK)
def test_a_refusal_names_its_rule_and_the_page_says_it_in_words(
    ws: Workspace, sandbox: Sandbox, package: Path, job: Job, rule: str
) -> None:
    sandbox.platform.trust(*ws.identities().values())
    BREAK[rule](sandbox.platform)
    with pytest.raises(PlatformRefused) as refused:
        deliver(package, sandbox.profile, job)
    answer = sandbox.platform.answer(canonical.digest_file(package))
    assert isinstance(answer, Refusal)
    assert answer.rule == rule
    assert answer.zh in refused.value.told("zh")
    assert sandbox.platform.catalog() == []
    told = page(sandbox.profile)
    assert answer.zh in told
    assert sandbox.platform.admission.rules()[rule].mend.zh in told
    assert sandbox.platform.admission.rules()[rule].mend.en in page(sandbox.profile, "en/")


def test_what_was_mended_is_published_and_the_page_says_so(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, package: Path, job: Job
) -> None:
    with pytest.raises(PlatformRefused):
        deliver(package, sandbox.profile, job)
    sandbox.platform.trust(*ws.identities().values())
    acts.deliver(ws, clerk, "R0001", sandbox.profile, job)
    (delivered,) = sandbox.platform.deliveries.of(_uploader(sandbox))
    assert (delivered.rule, delivered.dataset) == ("", "301/000001")
    assert "拒收" not in page(sandbox.profile)
    acts.withdraw(ws, clerk, "R0001", "误发", sandbox.profile)
    assert "已发布，后撤回" in page(sandbox.profile)


def test_departments_see_their_own_deliveries_only(
    ws: Workspace, sandbox: Sandbox, package: Path, job: Job
) -> None:
    with pytest.raises(PlatformRefused):
        deliver(package, sandbox.profile, job)
    other = enrol(sandbox.platform.folder, "交通局/../x")
    assert other.parent.parent == sandbox.platform.folder / "clients"
    assert "拒收" in page(sandbox.profile)
    assert "拒收" not in page(other)
    assert "还没有送过" in page(other)


def _uploader(sandbox: Sandbox) -> str:
    (file,) = (sandbox.platform.folder / "deliveries").glob("*.json")
    return str(json.loads(file.read_bytes())["uploader"])


def test_every_rule_has_words_in_both_languages(tmp_path: Path) -> None:
    rules = Admission(tmp_path).rules()
    assert set(BREAK) < set(rules)
    for rule in rules.values():
        assert all((rule.demand.zh, rule.demand.en, rule.mend.zh, rule.mend.en)), rule.id
