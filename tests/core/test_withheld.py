"""pandas is loaded where it is used, and only there."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

COMMAND = """
import sys
import main
sys.argv = ["gongkai", "apply", "--help"]
try:
    main.main()
finally:
    import pyarrow as pa
    pa.array(["甲"])  # where Arrow asks
    assert "pandas" not in sys.modules
"""

JOIN = """
import sys
from app.core.withheld import withhold
withhold()
withhold()
import pyarrow as pa
from app.core.jobs import Job
from app.core.quality.drift.rows import row_changes
from tests.core.tables import table
before, after = (table({"号": ["1", "2"], "名": ["甲", name]}) for name in ("乙", "丙"))
assert "pandas" not in sys.modules
assert row_changes(before, after, ["号"], Job()).changed == (2,)
"""


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_a_command_starts_without_it() -> None:
    run(COMMAND)


def test_a_join_of_two_periods_gets_it() -> None:
    run(JOIN)
