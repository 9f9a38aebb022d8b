"""An installation that is not what was built says so."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from app.core import built
from app.core.built import Contents


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / built.FILE


def write(file: Path, contents: Contents) -> Path:
    file.write_bytes(msgspec.json.encode(contents))
    return file


def test_source_tree_without_a_build_has_nothing_to_compare(file: Path) -> None:
    assert built.check("1.0", file) == []


def test_what_was_built_is_here(file: Path) -> None:
    assert built.check("1.0", write(file, built.contents("1.0"))) == []


def test_lost_detector_is_named(file: Path) -> None:
    here = built.contents("1.0")
    detectors = {**here.plugins["detectors"], "gone": "1"}
    plugins = {**here.plugins, "detectors": detectors}
    (wrong,) = built.check("1.0", write(file, msgspec.structs.replace(here, plugins=plugins)))
    assert wrong.params == {"family": "detectors", "names": "gone"}


@dataclass
class Change:
    family: str
    contents: Contents


def test_added_changed_and_vanished_are_all_differences(file: Path) -> None:
    here = built.contents("1.0")
    suites = here.plugins["suites"]
    changes = [
        Change("version", msgspec.structs.replace(here, version="0.9")),
        Change("rules", msgspec.structs.replace(here, rules={**here.rules, "levels.json": "0"})),
        Change("rules", msgspec.structs.replace(here, rules={})),
        Change("suites", with_family(here, "suites", {**suites, "sm2": "0"})),
        Change("suites", with_family(here, "suites", dict(list(suites.items())[1:]))),
        Change("unheard-of", with_family(here, "unheard-of", {"a": "1"})),
    ]
    for change in changes:
        wrong = built.check("1.0", write(file, change.contents))
        assert [error.params["family"] for error in wrong] == [change.family]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version": "1.0", "plugins": [], "rules": {}}'])
def test_damaged_file_is_no_clean_answer(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert [error.code for error in built.check("1.0", file)] == ["not-as-built"]


def with_family(contents: Contents, family: str, versions: dict[str, str]) -> Contents:
    return msgspec.structs.replace(contents, plugins={**contents.plugins, family: versions})
