"""The demo, as a newcomer runs it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def demo(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", "demo", "--dir", str(folder), "--json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_demo_proves_itself_and_can_be_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        done = demo(tmp_path / "demo")
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["log_verified"] is True
        assert [d["verified"] for d in answer["datasets"]] == [True, True]
        assert {f["type"] for f in answer["datasets"][0]["findings"]} == {
            "person-name", "resident-id", "mobile", "address", "bank-card",
        }  # fmt: skip
        assert answer["datasets"][1]["findings"] == []
        for dataset in answer["datasets"]:
            assert Path(dataset["package"]).is_file()
            assert Path(dataset["receipt"]).is_file()


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    done = demo(tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "output-exists"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_in_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("x")
    done = demo(tmp_path / "demo")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "output-exists")
