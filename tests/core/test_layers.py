"""The core and the command line work where there is no Qt."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CODE = """
import importlib, pkgutil, sys
import app.cli, app.commands, app.core, app.demo, app.sandbox
for package in (app.core, app.commands, app.sandbox):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
found = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "app.ui"))]
sys.exit(f"imported: {found}" if found else 0)
"""


def test_nothing_but_the_window_imports_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_module_is_named_after_the_standard_library() -> None:
    names = {path.stem for path in (ROOT / "app").rglob("*.py")} - {"__init__"}
    assert not names & sys.stdlib_module_names
