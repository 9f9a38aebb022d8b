"""Withdrawals: the platform takes down what was published, and its word for it is filed."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from app.core import acts
from app.core.acts import publish as room
from app.core.errors import ActRefused, ParameterInvalid, PlatformRefused
from app.core.jobs import Job
from app.core.model import Kind, Profile, Recall, TakenDown, Withdrawal
from app.core.pipeline import State
from app.core.trust import dsse
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from app.sandbox.server import Sandbox
from tests.core.acts.conftest import Bring
from tests.dying import die, forked, needs_fork


def test_what_is_withdrawn_is_public_no_more(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, publish: Bring, people_csv: Path
) -> None:
    release = publish(people_csv)
    assert len(sandbox.platform.catalog()) == 1
    acts.withdraw(ws, clerk, release, "发现身份证号", sandbox.profile)
    assert sandbox.platform.catalog() == []
    assert ws.release(release).state is State.WITHDRAWN
    recall = ws.load(release, Kind.WITHDRAWAL, Recall)
    asked = dsse.verify(recall.notice, Withdrawal, "notice", (clerk.card,))
    said = dsse.verify(recall.answer, TakenDown, "answer", (sandbox.platform.identity.card,))
    assert (asked.reason, asked.sha256) == ("发现身份证号", said.sha256)
    assert "身份证" not in str(ws.events())
    assert ws.verify_log().valid
    with pytest.raises(ActRefused):
        acts.withdraw(ws, clerk, release, "再撤一次", sandbox.profile)


def test_a_withdrawal_needs_a_reason_and_someone_whom_the_platform_knows(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, publish: Bring, people_csv: Path
) -> None:
    release = publish(people_csv)
    with pytest.raises(ParameterInvalid):
        acts.withdraw(ws, clerk, release, " ", sandbox.profile)
    stranger = ws.new_identity("王芳", "009", "clerk", "清溪县民政局", "x")
    with pytest.raises(PlatformRefused):
        acts.withdraw(ws, stranger, release, "不认识我", sandbox.profile)
    assert (ws.release(release).state, len(sandbox.platform.catalog())) == (State.DELIVERED, 1)


def test_a_lost_answer_is_asked_for_again(
    ws: Workspace, clerk: Identity, sandbox: Sandbox, publish: Bring, people_csv: Path
) -> None:
    release = publish(people_csv)
    real = room.take_down

    def lost(*args: Any) -> Recall:
        real(*args)
        raise ConnectionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "take_down", lost)
        with pytest.raises(ConnectionError):
            acts.withdraw(ws, clerk, release, "误发", sandbox.profile)
    assert (ws.release(release).state, sandbox.platform.catalog()) == (State.DELIVERED, [])
    acts.withdraw(ws, clerk, release, "误发", sandbox.profile)
    assert ws.release(release).state is State.WITHDRAWN


@needs_fork
def test_a_package_whose_sealing_was_killed_once_it_was_filed_is_sent(
    ws: Workspace, clerk: Identity, approved: str, sandbox: Sandbox, profile: Profile, job: Job
) -> None:
    ws.close()
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path.suffix == ".sealing":
            die()
        return real(path, target)

    def work() -> None:
        with Workspace.open(ws.folder, "pw") as opened:
            Path.replace = replace  # type: ignore[method-assign, assignment]
            acts.seal(opened, clerk, approved, profile, job)

    assert os.waitpid(forked(work), 0)[1] == signal.SIGKILL
    with Workspace.open(ws.folder, "pw") as again:
        assert again.release(approved).state is State.SEALED and not again.outbox(approved).exists()
        sandbox.platform.trust(*again.identities().values())
        acts.deliver(again, clerk, approved, sandbox.profile, job)
        assert again.release(approved).state is State.DELIVERED
        assert again.verify_log().valid
