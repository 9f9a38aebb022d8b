"""What a command waits for before its first line."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_who_imports_the_acts_waits_for_no_library_of_one_file_format() -> None:
    rare = ("docx", "docxtpl", "jinja2", "lxml", "openpyxl")
    code = (
        "import sys; import app.core.acts;"
        "print(*(name for name in sys.argv[1:] if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *rare], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    assert done.stdout.split() == []
