"""Fixtures that every test may use: a workspace, its people, a platform, a small table."""

import csv
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from app.core import acts
from app.core.delivery import backoff
from app.core.fleet.places import VARIABLE
from app.core.intake import apart
from app.core.jobs import Job
from app.core.model import Profile
from app.core.trust import canonical
from app.core.trust.identity import Identity, Stretching
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests import releases
from tests.policies import Bureau

# How long a property takes is no behaviour: machines that are busy must not fail it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# No policy of the computer that runs the tests.
os.environ[VARIABLE] = os.devnull

USCC = "11330000002482090Q"
ROWS = [
    ["序号", "姓名", "公民身份号码", "乡镇"],
    ["1", "王小伟", "330199194912310020", "青石镇"],
    ["2", "李芳", "330199195001010013", "白沙乡"],
    ["3", "张建国", "330199196203040055", "青石镇"],
]


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same key derivation with small parameters: tests open many keys."""
    monkeypatch.setattr(Stretching, "MEMORY", 64)
    monkeypatch.setattr(Stretching, "ITERATIONS", 1)


@pytest.fixture(autouse=True)
def import_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same import without a process of its own, unless a test is marked ``apart``."""
    if "apart" not in request.keywords:
        monkeypatch.setattr(apart, "in_child", _at_once)


def _at_once(
    work: Callable[..., Any],
    args: tuple[Any, ...],
    job: Job,
    *,
    name: str,
    folder: Path | None = None,
) -> Any:
    return work(*args, job=job)


@pytest.fixture(scope="session")
def bureau() -> Bureau:
    """Whose policy it is."""
    return Bureau()


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this computer where administrators lay their policy."""
    folder = tmp_path / "computer"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def job() -> Job:
    return Job()


@pytest.fixture
def people_csv(tmp_path: Path) -> Path:
    """Three invented persons of a county that does not exist."""
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "ws", "pw") as workspace:
        workspace.set_setting("provider", "清溪县民政局")
        workspace.set_setting("provider_code", USCC)
        yield workspace


@pytest.fixture
def clerk(ws: Workspace) -> Identity:
    return ws.new_identity("张敏", "001", "clerk", "清溪县民政局", "a")


@pytest.fixture
def reviewer(ws: Workspace) -> Identity:
    return ws.new_identity("李静", "002", "reviewer", "清溪县民政局", "b")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    platform = Sandbox(tmp_path / "platform")
    platform.start()
    yield platform
    platform.stop()


@pytest.fixture
def profile(sandbox: Sandbox) -> Profile:
    return canonical.read_document(sandbox.profile, Profile)


@pytest.fixture
def submitted(ws: Workspace, clerk: Identity, people_csv: Path, job: Job) -> str:
    """A release that waits for its reviewer."""
    return releases.submitted(ws, clerk, people_csv, job)


@pytest.fixture
def approved(ws: Workspace, reviewer: Identity, submitted: str) -> str:
    acts.review(ws, reviewer, submitted, "公开", "条例第十九条", "")
    return submitted


@pytest.fixture
def package(ws: Workspace, clerk: Identity, approved: str, profile: Profile, job: Job) -> Path:
    """A sealed package of the approved release."""
    return acts.seal(ws, clerk, approved, profile, job)


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Attempts follow each other at once."""
    monkeypatch.setattr(backoff, "FIRST_PAUSE", 0.0)


@pytest.fixture
def delivered(
    ws: Workspace,
    clerk: Identity,
    reviewer: Identity,
    sandbox: Sandbox,
    approved: str,
    package: Path,
    job: Job,
) -> str:
    """A release with its receipt."""
    sandbox.platform.trust(clerk.card, reviewer.card)
    acts.deliver(ws, clerk, approved, sandbox.profile, job)
    return approved
