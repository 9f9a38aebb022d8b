"""Province and own rules in the window, and what the review page and the evidence say of grades."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.core import acts, agency
from app.core.jobs import Job
from app.core.model import Recipe, Treatment
from app.ui.dialogs.agency import AgencyDialog
from app.ui.main_window import MainWindow
from app.ui.pages.review_page import ReviewPage
from app.ui.session import Session
from app.ui.widgets.evidence_tree import EvidenceTree

RULE: dict[str, Any] = {
    "id": "streets",
    "type": "street-code",
    "title": {"zh": "街道代号", "en": "street code"},
    "level": "internal",
    "pattern": "第[0-9]街道",
    "tests": {"match": ["第1街道"], "no_match": ["街道"]},
}


def packs(folder: Path, rule: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    document = {"pack": "ours", "version": "1", "source": "本单位", "rules": [rule]}
    (folder / "ours.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def choose(dialog: AgencyDialog, province: str, folder: Path | str) -> None:
    dialog.province.setCurrentIndex(dialog.province.findData(province))
    dialog.folder.setText(str(folder))
    dialog.submit()


def test_a_province_and_own_rules_from_the_menu(
    window: MainWindow, session: Session, tmp_path: Path, messy: Path, idle: Callable[[], None]
) -> None:
    dialog = window.open_agency()
    assert dialog.province.currentData() == "national"
    choose(dialog, "zhejiang", packs(tmp_path / "p", RULE))
    idle()
    assert not dialog.isVisible()
    window.take_in(messy)
    idle()
    (review,) = window.findChildren(ReviewPage)
    rows = {
        (review.findings.item(row, 0).text(), review.findings.item(row, 2).text())
        for row in range(review.findings.rowCount())
    }
    assert ("姓名", "个人信息（L3 较敏感）") in rows
    assert ("所在街道", "内部信息（L3 较敏感）") in rows
    assert "数据分级：L3 较敏感（受限开放）" in review.summary.text()
    (release,) = session.ws.releases()
    tree = EvidenceTree(session)
    tree.show_release(release)
    group = tree.topLevelItem(0)
    assert (group.child(0).text(0), group.child(0).text(1)) == ("数据分级", "L3 较敏感（受限开放）")
    again = window.open_agency()
    assert again.province.currentData() == "zhejiang"
    assert "ours" in again.folder.placeholderText()
    again.drop.setChecked(True)
    again.submit()
    idle()
    assert agency.rules(session.ws).packs == ()


def test_rules_that_fail_their_own_examples_are_told_in_the_dialog(
    window: MainWindow, session: Session, tmp_path: Path, idle: Callable[[], None]
) -> None:
    dialog = window.open_agency()
    bad = RULE | {"tests": {"match": ["街道"], "no_match": ["第1街道"]}}
    choose(dialog, "zhejiang", packs(tmp_path / "p", bad))
    idle()
    assert dialog.isVisible()
    assert "streets" in dialog.problem.text()
    assert agency.rules(session.ws).province == "national"
    dialog.reject()


def test_the_reviewer_sees_what_is_opened_further_than_its_grade(
    session: Session, tmp_path: Path, job: Job
) -> None:
    source = tmp_path / "车辆.csv"
    source.write_text("号牌号码,品牌\n浙A12345,甲牌\n浙A23456,乙牌\n", encoding="utf-8")
    ws, actor = session.ws, session.actor
    release = acts.take_in(ws, actor, source, job)
    keep = Recipe((Treatment("号牌号码", "keep", {"reason": "公务用车"}),))
    acts.desensitize(ws, actor, release, keep, job)
    entry = acts.propose_entry(ws, release)
    fields = entry.fields | {"theme": "交通运输"}
    acts.catalogue(ws, actor, release, replace(entry, fields=fields))
    tree = EvidenceTree(session)
    tree.show_release(ws.release(release))
    groups = (tree.topLevelItem(n) for n in range(tree.topLevelItemCount()))
    lines = [group.child(n) for group in groups for n in range(group.childCount())]
    told = {line.text(0): line.text(1) for line in lines}
    assert told["开放类型"] == "无条件开放（数据分级为“3级”，只能有条件开放）"


def test_a_route_from_the_same_dialog(
    window: MainWindow, session: Session, idle: Callable[[], None]
) -> None:
    dialog = window.open_agency()
    assert dialog.route.currentData() == "one"
    dialog.route.setCurrentIndex(dialog.route.findData("three"))
    dialog.submit()
    idle()
    assert agency.route(session.ws).id == "three"
