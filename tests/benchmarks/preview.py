"""What the first rows of a big file cost, until they could stand on the screen.

CPU seconds with modules loaded, and how many times less that is than importing the whole file. Run
as ``python -m tests.benchmarks.preview [--rows N]``.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import intake_csv, intake_xlsx
from tests.benchmarks.measure import Task, alternate

SETUP = """
from pathlib import Path
import pandas  # pyarrow imports it when it first converts
from app.core.intake.preview import preview_file
from app.core.intake.table import import_file
from app.core.jobs import Job
preview_file(Path({small!r}), Job())  # loads what the first preview of a process loads
path = Path({path!r})
"""
PREVIEW = "(shown,) = preview_file(path, Job())\nassert shown.data.num_rows == 200"
IMPORT = "import_file(path, Job())"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_048_575)
    parser.add_argument("--columns", type=int, default=20, help="of the xlsx files")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.xlsx")
        intake_xlsx.write_excel(small, intake_xlsx.records("mixed", 300, args.columns))
        for name in ("utf-8.csv", "gb18030.csv", "excel.xlsx", "xlsxwriter.xlsx"):
            path = Path(folder, name)
            if path.suffix == ".csv":
                intake_csv.make(path, args.rows, path.stem)
            else:
                _, write = intake_xlsx.PROGRAMS[path.stem]
                write(path, intake_xlsx.records("mixed", args.rows, args.columns))
            setup = SETUP.format(small=str(small), path=str(path))
            found = alternate(Task(setup, PREVIEW), Task(setup, IMPORT), args.rounds)
            sys.stdout.write(
                f"{name}: preview {found.a.cpu:.3f} s CPU, 1 : {1 / found.cpu:.0f} of import "
                f"({found.b.cpu:.1f} s), peak {found.a.peak:.0f} and {found.b.peak:.0f} MiB\n"
            )
            path.unlink()


if __name__ == "__main__":
    main()
