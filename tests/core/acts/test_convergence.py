"""A release beside what was published before: filed, weighed, and signed for."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.core import acts
from app.core.acts.convergence import ConvergenceOutdated, ReasonMissing
from app.core.errors import ActRefused, Cancelled, ChainBroken, RoleRefused
from app.core.jobs import Job
from app.core.model import Kind, Profile
from app.core.pipeline import State
from app.core.review.linkage.converge import Convergence
from app.core.review.linkage.sketch import Sketch
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring, write
from tests.core.review.linkage import example

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def month_1(tmp_path: Path) -> Path:
    return write(example.grantees(), tmp_path / "一月.csv")


@pytest.fixture
def month_2(tmp_path: Path) -> Path:
    return write(example.next_month(), tmp_path / "二月.csv")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    return write(example.team(), tmp_path / "门球队名单.csv")


def report_of(ws: Workspace, release: str) -> Convergence:
    return ws.load(release, Kind.CONVERGENCE, Convergence)


def test_a_delivery_leaves_a_sketch_and_no_value_of_it_in_the_clear(
    ws: Workspace, publish: Bring, month_1: Path
) -> None:
    release = publish(month_1)
    kept = ws.load(release, Kind.SKETCH, Sketch)
    assert (kept.dataset, kept.rows) == ("低保发放名单", example.ROWS)
    assert ws.events(release)[-1]["produced"].keys() == {"receipt", "sketch"}
    ws.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in ws.folder.rglob("*"):
        assert not path.is_file() or "东河镇".encode() not in path.read_bytes()
    assert ws.verify_log().valid


def test_what_was_published_before_lies_beside_the_next_release(
    ws: Workspace,
    clerk: Identity,
    publish: Bring,
    prepare: Bring,
    job: Job,
    month_1: Path,
    team: Path,
) -> None:
    first = publish(month_1)
    later = prepare(team, "门球队名单")
    report = acts.submit(ws, clerk, later, job)
    (beside,) = report.beside
    assert beside.known.release == first
    assert beside.differs is None
    (link,) = beside.links
    assert (link.rows_made_unique, link.gate) == (37, "hold")
    assert report.gate == "hold"
    assert report_of(ws, later) == report
    event = ws.events(later)[-1]
    assert (event["gate"], event["earlier"], event["files"]) == ("hold", 1, 0)
    assert "门球" not in str(ws.events()) and "低保" not in str(ws.events())


def test_the_next_release_of_a_dataset_tells_who_came_and_went(
    ws: Workspace, publish: Bring, prepare: Bring, job: Job, month_1: Path, month_2: Path
) -> None:
    publish(month_1)
    (beside,) = acts.look_around(ws, prepare(month_2), [], job).beside
    assert beside.differs is not None
    assert (beside.differs.added, beside.differs.removed) == (4, 12)
    assert beside.differs.message in beside.messages
    assert beside.gate == "hold"


def test_a_dataset_is_known_again_by_the_table_that_it_continues(
    ws: Workspace, clerk: Identity, publish: Bring, job: Job, month_1: Path, month_2: Path
) -> None:
    """Also before it has a name, and under another one."""
    first = publish(month_1)
    later = acts.take_in_next(ws, clerk, first, month_2, job)
    (beside,) = acts.look_around(ws, later, [], job).beside
    assert beside.differs is not None
    assert beside.differs.added == example.ROWS - 8


def test_columns_that_changed_are_told_and_do_not_stop_the_review(
    ws: Workspace, publish: Bring, prepare: Bring, job: Job, month_1: Path, tmp_path: Path
) -> None:
    publish(month_1)
    later = prepare(write(example.by_year(), tmp_path / "按年.csv"))
    (beside,) = acts.look_around(ws, later, [], job).beside
    assert beside.differs is None
    assert beside.gate in ("warn", "hold")
    assert "出生年月" in beside.messages[-1].zh


def test_a_reviewer_names_files_and_signs_for_what_came_of_it(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    prepare: Bring,
    job: Job,
    month_1: Path,
    team: Path,
) -> None:
    release = prepare(month_1)
    assert acts.submit(ws, clerk, release, job).beside == ()
    with pytest.raises(RoleRefused):
        acts.compare(ws, clerk, release, [team], job)
    report = acts.compare(ws, reviewer, release, [team], job)
    (beside,) = report.beside
    assert (beside.known.name, beside.known.release) == ("门球队名单.csv", "")
    assert (beside.links[0].rows_made_unique, beside.gate) == (37, "hold")
    with pytest.raises(ReasonMissing):
        acts.review(ws, reviewer, release, "公开", "条例第十九条", " ")
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "球队已解散，名单已下架")
    given = acts.answers(ws, release)
    assert given is not None
    assert given.convergence == ws.standing(release)[Kind.CONVERGENCE]
    with pytest.raises(ActRefused):  # what was signed for stands
        acts.compare(ws, reviewer, release, [], job)
    assert ws.verify_log().valid


def test_to_compare_once_more_loses_no_warning(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    prepare: Bring,
    job: Job,
    month_1: Path,
    team: Path,
) -> None:
    """What the clerk, or the reviewer before, has named."""
    release = prepare(month_1)
    filed = acts.submit(ws, clerk, release, job, [team])
    assert (filed.gate, len(filed.beside)) == ("hold", 1)
    again = acts.compare(ws, reviewer, release, [], job)
    assert (again.gate, again.beside, again.message) == ("hold", filed.beside, filed.message)
    twice = acts.compare(ws, reviewer, release, [team, month_1], job)
    assert [each.known.name for each in twice.beside] == ["门球队名单.csv", "一月.csv"]


def test_an_approval_knows_all_that_is_public(
    ws: Workspace, clerk: Identity, reviewer: Identity, publish: Bring, prepare: Bring, job: Job,
    month_1: Path, team: Path,
) -> None:  # fmt: skip
    waiting = prepare(team, "门球队名单")
    acts.submit(ws, clerk, waiting, job)
    publish(month_1)
    with pytest.raises(ConvergenceOutdated):
        acts.review(ws, reviewer, waiting, "公开", "条例第十九条", "无妨")
    assert acts.compare(ws, reviewer, waiting, [], job).gate == "hold"
    acts.review(ws, reviewer, waiting, "公开", "条例第十九条", "无妨")
    assert ws.release(waiting).state is State.APPROVED


def test_a_report_that_was_exchanged_is_not_what_was_signed(
    ws: Workspace, clerk: Identity, reviewer: Identity, prepare: Bring, profile: Profile, job: Job,
    month_1: Path,
) -> None:  # fmt: skip
    release = prepare(month_1)
    acts.submit(ws, clerk, release, job)
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    ws.db.execute("UPDATE artefacts SET digest = ? WHERE kind = 'convergence'", ["0" * 64])
    with pytest.raises(ChainBroken) as broken:
        acts.seal(ws, clerk, release, profile, job)
    assert broken.value.params["link"] == Kind.CONVERGENCE


def test_what_was_withdrawn_was_public_and_is_remembered_so(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, publish: Bring, prepare: Bring, job: Job,
    month_1: Path, team: Path,
) -> None:  # fmt: skip
    first = publish(month_1)
    acts.withdraw(ws, clerk, first, "列错了名单", sandbox.profile)
    (known,) = acts.published(ws)
    assert (known.release, known.withdrawn) == (first, True)
    (beside,) = acts.look_around(ws, prepare(team, "门球队名单"), [], job).beside
    assert (beside.known, beside.gate) == (known, "hold")


def test_a_cancelled_comparison_files_nothing(
    ws: Workspace, clerk: Identity, prepare: Bring, job: Job, month_1: Path
) -> None:
    release = prepare(month_1)
    stopped = Job()
    stopped.cancel()
    before = ws.vault.names()
    with pytest.raises(Cancelled):
        acts.submit(ws, clerk, release, stopped)
    assert (ws.release(release).state, ws.vault.names()) == (State.CHECKED, before)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_after_the_platforms_word_the_sketch_is_filed_at_the_next_try(
    ws: Workspace, clerk: Identity, reviewer: Identity, sandbox: Sandbox, profile: Profile,
    prepare: Bring, job: Job, month_1: Path,
) -> None:  # fmt: skip
    sandbox.platform.trust(clerk.card, reviewer.card)
    release = prepare(month_1)
    acts.submit(ws, clerk, release, job)
    acts.review(ws, reviewer, release, "公开", "条例第十九条", "")
    acts.seal(ws, clerk, release, profile, job)
    ws.close()
    code = f"""
        import os, signal
        from pathlib import Path
        from app.core import acts
        from app.core.jobs import Job
        from app.core.workspace import store
        ws = store.Workspace.open(Path({str(ws.folder)!r}), "pw")
        ws._commit = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        acts.deliver(ws, ws.unlock("张敏", "a"), {release!r}, Path({str(sandbox.profile)!r}), Job())
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    with Workspace.open(ws.folder, "pw") as again:
        assert again.release(release).state is State.SEALED
        assert acts.published(again) == ()
        assert Kind.SKETCH not in again.standing(release)
        acts.deliver(again, again.unlock("张敏", "a"), release, sandbox.profile, job)
        assert [known.release for known in acts.published(again)] == [release]
        assert again.verify_log().valid
