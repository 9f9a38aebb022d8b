"""The inbox on the command line."""

from pathlib import Path

import requests

from app.core.model import Card
from app.core.trust import canonical
from app.sandbox.server import Sandbox
from tests.commands.conftest import Call


def test_pull_list_reply_close(call: Call, sandbox: Sandbox, tmp_path: Path) -> None:
    where = ("--workspace", tmp_path / "office")
    made = ("--person", "001", "--role", "clerk", "--organisation", "清溪县民政局")
    card = call("key", "new", *where, "--name", "张敏", *made)[1]
    card.pop("fingerprint")
    sandbox.platform.trust(canonical.decode(canonical.encode(card), Card, "card"))
    ids = []
    for text in ("请开放养老机构名单", "广告"):
        response = requests.post(
            f"{sandbox.public_address}/enquiries",
            json={"kind": "request", "to": "清溪县民政局", "text": text},
            verify=sandbox.profile.with_name("ca.pem"),
            timeout=9,
        )
        ids.append(response.json()["id"])
    profile = ("--profile", sandbox.profile, "--as", "张敏")
    assert call("inbox", "pull", *where, *profile) == (0, {"new": 2})
    said = ("--outcome", "accepted", "--text", "下季度开放")
    assert call("inbox", "reply", *where, ids[0], *said, *profile)[0] == 0
    closed = call("inbox", "close", *where, ids[1], "--reason", "广告", "--as", "张敏")
    assert closed[0] == 0
    status, told = call("inbox", "list", *where)
    assert status == 0
    assert {row["id"]: row["state"] for row in told["letters"]} == {
        ids[0]: "answered",
        ids[1]: "closed",
    }
    assert call("inbox", "list", *where, "--open")[1]["letters"] == []
