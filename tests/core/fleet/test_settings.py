"""Each setting where it is used: the policy's lock, the workspace's choice, the policy's default, the program's."""

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core import acts, agency
from app.core.acts.classes import keep_classes, own_tree
from app.core.catalog.classes import editing
from app.core.catalog.classes.table import write_csv
from app.core.catalog.classes.tree import shipped
from app.core.catalog.platforms import NATIONAL, titles
from app.core.delivery.deliver import Limits
from app.core.errors import GongkaiError
from app.core.fleet.errors import PolicyExpired, PolicyForbids, PolicyInvalid, SettingLocked
from app.core.fleet.pack import OwnRoute, Settings
from app.core.fleet.places import FILE
from app.core.fleet.platforms import folder, laid_out
from app.core.fleet.settings import LANGUAGE, Source
from app.core.jobs import Job
from app.core.model import Findings, Kind, Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity
from app.core.workspace import retention
from app.core.workspace.authorities import (
    CardRefused,
    adopt_roles,
    bind,
    check_standing,
    roles,
)
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.authorities import agency as office_of
from tests.core.test_agency import RULE, packs
from tests.pki import Ca, text
from tests.policies import AT, BUREAU, FAR, Bureau

NOW, YEAR = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=365)
ROUTE = {
    "id": "bureau",
    "title": {"zh": "省局路线", "en": "the bureau's"},
    "escalation": False,
    "levels": [{"title": {"zh": "负责人", "en": "head"}, "role": "head", "days": 3}],
}


def laid(**content: Any) -> str:
    return json.dumps({"pack": "bureau", "version": "1", "source": "省局"} | content)


def test_every_setting_of_the_pack_is_resolved_and_listed(ws: Workspace) -> None:
    listed = [each.setting.name for each in acts.settings_in_force(ws)]
    assert sorted(listed) == sorted(Settings.__struct_fields__)
    assert {each.resolved.source for each in acts.settings_in_force(ws)} == {Source.BUILT_IN}


def test_a_default_gives_way_and_a_lock_does_not(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path
) -> None:
    assert retention.RETENTION.of(ws).source is Source.BUILT_IN
    bureau.lay(computer, 1, settings={"retention_days": 90})
    assert retention.retention(ws) == 90
    retention.set_retention(ws, clerk.card, None)
    assert (retention.retention(ws), retention.RETENTION.of(ws).source) == (None, Source.OWN)
    bureau.lay(computer, 2, settings={"retention_days": 30}, locked=("retention_days",))
    assert (retention.retention(ws), retention.RETENTION.of(ws).locked) == (30, True)
    with pytest.raises(SettingLocked, match=BUREAU):
        retention.set_retention(ws, clerk.card, 400)
    retention.set_retention(ws, clerk.card, 30)  # no change
    bureau.lay(computer, 3)
    assert retention.RETENTION.of(ws).source is Source.OWN


def test_province_and_route(ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path) -> None:
    bureau.lay(
        computer, settings={"province": "zhejiang", "route": "bureau"},
        locked=("province", "route"), routes=route_of(ROUTE),
    )  # fmt: skip
    assert agency.rules(ws).province == "zhejiang"
    assert [level.role for level in agency.route(ws).levels] == ["head"]
    assert "bureau" in {known.id for known in agency.known_routes(ws)}
    with pytest.raises(SettingLocked):
        agency.change(ws, clerk, province="national")
    with pytest.raises(SettingLocked):
        agency.choose_route(ws, clerk, "one")
    assert agency.choose_route(ws, clerk, "bureau").title.zh == "省局路线"


def test_rule_packs_of_the_policy_shape_every_scan(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path, tmp_path: Path, job: Job
) -> None:
    own = RULE | {
        "id": "ours",
        "words": ["白桦计划"],
        "tests": {"match": ["白桦计划"], "no_match": ["白桦"]},
    }
    agency.change(
        ws, clerk, packs=packs(tmp_path / "own", "ours", rules=[own], gates={"plate": "warn"})
    )
    bureau.lay(computer, 1, rules={"bureau.json": laid(rules=[RULE], gates={"plate": "block"})})
    source = tmp_path / "a.csv"
    source.write_text("编号,甲,乙\n1,青松计划第一期,白桦计划\n2,无,无\n", encoding="utf-8")
    release = acts.take_in(ws, clerk, source, job)
    findings = ws.load(release, Kind.FINDINGS, Findings)
    assert {"ours", "bureau"} <= set(findings.packs)
    assert [found.column for found in findings.columns] == ["甲", "乙"]
    assert set(agency.rules(ws).gates["plate"].values()) == {"block"}
    bureau.lay(
        computer, 2, rules={"bureau.json": laid(rules=[RULE])}, restrictions={"rules_only": True}
    )
    assert [pack.name for pack in agency.rules(ws).packs] == ["bureau"]
    with pytest.raises(PolicyForbids):
        agency.change(ws, clerk, packs=tmp_path / "own")


def test_the_policys_pack_replaces_one_of_the_same_name(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path, tmp_path: Path
) -> None:
    agency.change(ws, clerk, packs=packs(tmp_path / "own", "bureau", gates={"plate": "warn"}))
    bureau.lay(computer, rules={"other.json": laid(gates={"plate": "block"})})
    assert [pack.data["gates"] for pack in agency.rules(ws).packs] == [{"plate": "block"}]


def test_the_catalogs_platform(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path
) -> None:
    other = next(id for id in titles() if id != NATIONAL)
    bureau.lay(computer, settings={"catalog_platform": other}, locked=("catalog_platform",))
    assert acts.platform(ws).id == other
    with pytest.raises(SettingLocked):
        acts.choose_platform(ws, clerk, "guide")


def test_the_policys_classes_take_the_place_of_the_agencys(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path
) -> None:
    keep_classes(ws, clerk, shipped())
    laid_down = editing.add(shipped(), "301", "民政")
    bureau.lay(computer, classes=write_csv(laid_down))
    assert own_tree(ws) == laid_down
    with pytest.raises(PolicyForbids):
        keep_classes(ws, clerk, shipped())
    bureau.lay(computer, 2)
    assert own_tree(ws) == shipped()


def test_limits_of_sending(ws: Workspace, bureau: Bureau, computer: Path) -> None:
    acts.limit_sending(ws, Limits(1 << 20, "18:00-08:00"))
    settings = {"upload_bytes_per_second": 1 << 18, "upload_hours": "20:00-06:00"}
    bureau.lay(computer, settings=settings, locked=("upload_hours",))
    assert acts.sending_limits(ws) == Limits(1 << 20, "20:00-06:00")
    assert acts.limits_asked(Limits()) == Limits(1 << 18, "20:00-06:00")
    assert acts.limits_asked(Limits(1 << 19), ws) == Limits(1 << 19, "20:00-06:00")
    for attempt in (Limits(None, ""), Limits(None, "19:00-06:00")):
        with pytest.raises(SettingLocked):
            acts.limits_asked(attempt, ws)
        with pytest.raises(SettingLocked):
            acts.limit_sending(ws, attempt)


def test_the_language(bureau: Bureau, computer: Path) -> None:
    bureau.lay(computer, 1, settings={"language": "en"})
    assert [LANGUAGE.resolve(own).value for own in ("", "zh")] == ["en", "zh"]
    bureau.lay(computer, 2, settings={"language": "en"}, locked=("language",))
    assert LANGUAGE.resolve("zh").value == "en"


def test_only_whom_the_policys_roles_name_acts(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path, people_csv: Path, job: Job
) -> None:
    office = office_of(clerk, end=FAR)
    bureau.lay(computer, agencies=(office.document,))
    assert list(roles(ws)) == [clerk.card.organisation]
    acts.take_in(ws, clerk, people_csv, job)
    stranger = ws.new_identity("王五", "009", "clerk", clerk.card.organisation, "x")
    with pytest.raises(CardRefused):
        acts.take_in(ws, stranger, people_csv, job)
    other = office_of(stranger, end=FAR)  # another document of the same organisation
    with pytest.raises(GongkaiError):
        adopt_roles(ws, clerk.card, other.document)


def test_an_authority_of_the_policy_vouches_for_cards(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path, tmp_path: Path
) -> None:
    ca = Ca(span=(NOW - YEAR, NOW + YEAR))
    bureau.lay(computer, authorities={clerk.card.organisation: (ca.pem,)})
    with pytest.raises(CardRefused):
        check_standing(ws, clerk.card, NOW.isoformat())
    file = tmp_path / "clerk.pem"
    file.write_text(text(ca.issue(clerk, span=(NOW - YEAR, NOW + YEAR))), encoding="utf-8")
    bind(ws, clerk.card, file)
    check_standing(ws, clerk.card, NOW.isoformat())
    bureau.lay(computer, 2, authorities={clerk.card.organisation: (Ca(span=ca.span).pem,)})
    with pytest.raises(CardRefused):  # the policy has another authority now
        check_standing(ws, clerk.card, NOW.isoformat())


def test_the_log_tells_of_a_new_policy_once(
    ws: Workspace, clerk: Identity, bureau: Bureau, computer: Path
) -> None:
    for version in (1, 2):
        bureau.lay(computer, version)
        for _ in range(2):
            ws.unlock(clerk.card.name, "a")
    noted = [event["version"] for event in ws.events() if event["act"] == "policy-in-force"]
    assert noted == [1, 2] and ws.verify_log().valid


def test_without_a_good_pack_nothing_is_resolved(ws: Workspace, computer: Path) -> None:
    computer.mkdir()
    (computer / FILE).write_bytes(b"{}")
    for use in (
        agency.rules,
        agency.route,
        retention.retention,
        acts.sending_limits,
        acts.platform,
    ):
        with pytest.raises(PolicyInvalid):
            use(ws)


def test_a_drill_knows_no_policy(
    ws: Workspace, bureau: Bureau, computer: Path, sandbox: Sandbox
) -> None:
    agency.mark_as_drill(ws)
    bureau.lay(
        computer, settings={"route": "three"}, locked=("route",), restrictions={"connectors": ()}
    )
    assert agency.route(ws).id == "one"
    acts.choose_upload_profile(ws, sandbox.profile)


def route_of(told: dict[str, Any]) -> tuple[Any, ...]:
    return (msgspec.convert(told, OwnRoute),)


@pytest.fixture
def beside(profile: Profile, sandbox: Sandbox) -> dict[str, str]:
    """The sandbox's profile and authority as an administrator puts them into a pack."""
    told = canonical.as_json(profile)
    for key in ("client_certificate", "client_key"):
        told[key] = str(sandbox.profile.parent / told[key])
    ca = (sandbox.profile.parent / profile.ca).read_text(encoding="utf-8")
    return {"profile.json": json.dumps(told), profile.ca: ca}


def test_a_release_goes_to_the_policys_platform(
    ws: Workspace, clerk: Identity, reviewer: Identity, approved: str, bureau: Bureau,
    computer: Path, beside: dict[str, str], sandbox: Sandbox, profile: Profile, job: Job,
) -> None:  # fmt: skip
    bureau.lay(
        computer, platforms={"province": beside}, settings={"upload_platform": "province"},
        locked=("upload_platform",), restrictions={"platforms_only": True, "connectors": ("gateway",)},
    )  # fmt: skip
    chosen = acts.upload_profile(ws)
    assert chosen == folder() / "province" / "profile.json"
    with pytest.raises(SettingLocked):
        acts.choose_upload_profile(ws, sandbox.profile)
    elsewhere = replace(profile, sealing_key="AAAA")
    with pytest.raises(PolicyForbids):
        acts.seal(ws, clerk, approved, elsewhere, job)
    acts.seal(ws, clerk, approved, profile, job)
    for refused in (acts.deliver, acts.hand_over, acts.enqueue):
        actor = clerk.card if refused is acts.enqueue else clerk
        rest = () if refused is acts.enqueue else (job,)
        with pytest.raises(PolicyForbids):
            refused(ws, actor, approved, sandbox.profile, *rest)  # type: ignore[operator]
    with pytest.raises(PolicyForbids, match="media"):
        acts.export(ws, clerk, approved, computer, job)
    chosen.write_text(
        json.dumps(canonical.as_json(replace(profile, address="https://evil.invalid")))
    )
    sandbox.platform.trust(clerk.card, reviewer.card)
    delivery = acts.hand_over(ws, clerk, approved, chosen, job)
    assert delivery.receipt.signer == profile.platform  # type: ignore[union-attr]


def test_nothing_is_sent_after_the_policys_end(
    ws: Workspace, clerk: Identity, package: Path, approved: str, bureau: Bureau,
    computer: Path, sandbox: Sandbox, job: Job,
) -> None:  # fmt: skip
    bureau.lay(computer, at=AT, expires="2026-03-02T00:00:00+00:00")
    with pytest.raises(PolicyExpired):
        acts.deliver(ws, clerk, approved, sandbox.profile, job)
    with pytest.raises(PolicyExpired):
        acts.export(ws, clerk, approved, computer, job)


def test_a_rotated_certificate_reaches_what_waits(bureau: Bureau, computer: Path) -> None:
    told = json.dumps({"name": "省", "connector": "https", "address": "https://a.invalid",
                       "ca": "ca.pem", "client_certificate": "own.pem", "client_key": "own.key"})  # fmt: skip
    for version, ca in ((1, "old"), (2, "new")):
        bureau.lay(computer, version, platforms={"p": {"profile.json": told, "ca.pem": ca}})
        path = laid_out()["p"]
        assert path.with_name("ca.pem").read_text() == ca
    profile = canonical.read_document(path, Profile)
    assert profile.client_key == str(computer / "own.key")
