"""Set up and run, with nothing but Python 3.11 or newer: ``python tasks.py demo``.

demo     make .venv, install, run the demo to its verified receipts
run      the same, then open the window
test     make .venv, install with the test tools, pass the tests
lint     ruff, mypy and import-linter
i18n     refresh the window's translation files
guide    take the user guide's pictures anew from the running program
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main() -> int:
    """Run one task; its exit status is ours."""
    task = sys.argv[1] if len(sys.argv) > 1 else ""
    if task not in TASKS:
        print(__doc__)
        return 2
    extra, commands = TASKS[task]
    set_up(extra)
    for command in commands:
        status = subprocess.run([PYTHON, *command, *sys.argv[2:]], cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


def set_up(extra: str) -> None:
    """Make the environment once, and again whenever pyproject.toml has changed."""
    stamp = VENV / f"installed{extra}"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    if not PYTHON.exists():
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python lacks venv. On Debian: sudo apt-get install python3-venv")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-e", f".{extra}"], cwd=ROOT, check=False).returncode:
        sys.exit("The installation failed; see above. Is the package index reachable?")
    stamp.write_bytes(wanted)


def _qt_tool(name: str, *arguments: str) -> list[str]:
    """A command of PySide6's translation tools."""
    return ["-c", f"from PySide6.scripts.pyside_tool import {name} as run; run()", *arguments]


SOURCES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "app" / "ui").rglob("*.py"))
ENGLISH = "resources/translations/gongkai_en"
QTS_CHINESE = "resources/translations/qt_zh_CN"  # what Qt's own file lacks, written by hand
LANGUAGES = ["-source-language", "zh_CN", "-target-language", "en_US"]
UPDATE = [*LANGUAGES, "-no-obsolete", "-locations", "none", "-ts", f"{ENGLISH}.ts"]

TASKS: dict[str, tuple[str, list[list[str]]]] = {
    "demo": ("", [["main.py", "demo"]]),
    "run": ("", [["main.py"]]),
    "test": ("[test]", [["-m", "pytest", "-n", "2"]]),
    "lint": (
        "[test]",
        [
            ["-m", "ruff", "check", "."],
            ["-m", "ruff", "format", "--check", "."],
            ["-m", "mypy"],
            ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        ],
    ),
    "guide": ("[test]", [["-m", "tests.guide"]]),
    "i18n": (
        "",
        [
            _qt_tool("lupdate", *SOURCES, *UPDATE),
            _qt_tool("lrelease", f"{ENGLISH}.ts", "-qm", f"{ENGLISH}.qm"),
            _qt_tool("lrelease", f"{QTS_CHINESE}.ts", "-qm", f"{QTS_CHINESE}.qm"),
        ],
    ),
}

if __name__ == "__main__":
    sys.exit(main())
