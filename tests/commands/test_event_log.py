"""The log on the command line: verified here, and elsewhere from a file."""

from pathlib import Path

import pytest

from tests.commands.conftest import Call


@pytest.fixture
def office(call: Call, tmp_path: Path) -> Path:
    """A workspace with one person."""
    folder = tmp_path / "office"
    made = ("--person", "001", "--role", "clerk", "--organisation", "清溪县民政局")
    assert call("key", "new", "--workspace", folder, "--name", "张敏", *made)[0] == 0
    return folder


def test_a_third_person_verifies_an_export_with_a_card(
    call: Call, office: Path, tmp_path: Path
) -> None:
    log, cards = tmp_path / "log.jsonl", tmp_path / "cards"
    where = ("--workspace", office)
    assert call("log", "verify", *where)[1]["events"] == 1
    exported = call("log", "export", *where, "-o", log, "--as", "张敏")
    assert exported == (0, {"file": str(log), "events": 1})
    assert call("key", "card", *where, "张敏", "-o", cards / "zhang.json")[0] == 0
    status, told = call("verify", log, "--trust", cards)
    assert (status, told["valid"], told["unchecked"]) == (0, True, [])
    log.write_bytes(
        log.read_bytes().replace(b'\\"act\\":\\"identity\\"', b'\\"act\\":\\"someelse\\"')
    )
    status, told = call("verify", log, "--trust", cards)
    assert (status, told["valid"]) == (1, False)
    assert told["problems"][0]["code"] == "altered"


def test_an_export_needs_a_file_and_a_name(call: Call, office: Path) -> None:
    status, told = call("log", "export", "--workspace", office)
    assert (status, told["error"]["code"]) == (2, "parameter-invalid")
