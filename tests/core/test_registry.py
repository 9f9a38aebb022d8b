"""Plug-in families: a gap in them is never mistaken for an all-clear."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.core import families, registry, resources
from app.core.errors import PluginUnknown, RegistryIncomplete
from app.core.registry import Registry
from app.core.review.detector import detectors
from app.core.text import Text


def test_every_family_of_the_policy_is_here_and_complete() -> None:
    names = {family.family for family in families.FAMILIES}
    assert names == set(resources.pack("policy").data["required"])
    assert families.check() == []


def test_a_family_that_found_nothing_fails_closed() -> None:
    empty: Registry[object] = Registry("detectors", Text("检测器", "detector"), "app.core.trust")
    with pytest.raises(RegistryIncomplete, match="resident-id"):
        empty.all()


def test_one_missing_detector_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "required", lambda family: ["resident-id", "of-tomorrow"])
    with pytest.raises(RegistryIncomplete, match="of-tomorrow"):
        detectors.all()
    assert [error.params["missing"] for error in families.check()] != []


def test_an_unknown_plugin_names_the_known_ones() -> None:
    with pytest.raises(PluginUnknown) as caught:
        detectors.get("residentid")
    assert "resident-id" in caught.value.advice("en")


def test_a_plugin_that_is_gone_is_called_by_its_id() -> None:
    assert detectors.title_of("resident-id").zh == "公民身份号码"
    assert detectors.title_of("of-yesterday").zh == "of-yesterday"


def test_a_name_is_taken_once() -> None:
    family: Registry[object] = Registry("x", Text("", ""), "app.core.trust")

    class Plugin:
        id = "a"
        title = Text("", "")
        version = "1"

    family.register(Plugin)
    with pytest.raises(ValueError, match="two x"):
        family.register(Plugin)


def test_a_start_waits_for_no_library_that_one_plug_in_needs() -> None:
    """The window, every command and the self-check look at all plug-ins; few of them are used that day."""
    rare = (
        "docx",
        "faker",
        "lxml",
        "openpyxl",
        "pandas",
        "paramiko",
        "rdflib",
        "requests",
        "typst",
    )
    code = (
        "import sys; from app.core import families; assert families.check() == [];"
        "print(*(name for name in sys.argv[1:] if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *rare],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
