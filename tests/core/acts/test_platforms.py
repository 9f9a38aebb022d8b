"""An entry is filed by the rules of the platform that the workspace writes for."""

from pathlib import Path

import pytest

from app.core import acts
from app.core.errors import EntryInvalid, PluginUnknown
from app.core.jobs import Job
from app.core.trust.identity import Identity
from app.core.workspace.store import Workspace
from tests.core.acts.conftest import Bring


def test_the_chosen_platform_counts(
    ws: Workspace, clerk: Identity, prepare: Bring, tmp_path: Path, job: Job
) -> None:
    source = tmp_path / "名录.csv"
    source.write_text("单位,数量\n甲,1\n乙,2\n", "utf-8")
    release = prepare(source)
    assert acts.platform(ws).id == "guide"
    acts.choose_platform(ws, clerk, "shandong")  # which asks whom to call
    assert acts.platform(ws).id == "shandong"
    entry = acts.propose_entry(ws, release)
    with pytest.raises(EntryInvalid) as told:
        acts.catalogue(ws, clerk, release, entry)
    assert "contact" in str(told.value.told("en"))
    with pytest.raises(PluginUnknown):
        acts.choose_platform(ws, clerk, "nowhere")
    assert acts.platform(ws).id == "shandong"
    assert ws.verify_log().valid
