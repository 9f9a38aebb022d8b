"""What custody costs: a table in the vault beside the same Arrow stream in a plain file.

``python -m tests.benchmarks.delivery_vault [rows]``: CPU time of 12 columns of text, half of them
coded, in turns. *Bare* is the file alone, flushed to the disk: encryption and nothing else. *Filed* is
what an act does on both sides: the table's digest (SHA-256 of its CSV form) is counted when it is
written, and compared when it is read. Both sides remove what they wrote, so that neither meets memory
that the system has never touched. Bounds: write 1.35, read 1.1; of *bare* what is left above them is
AES-GCM itself, at some 7 GB/s beside a copy into the page cache.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa

from tests.benchmarks.measure import Task, alternate

TABLE = """
import os
from pathlib import Path
import pyarrow as pa
from app.core import rfc4180
from app.core.model import Layout, Source, Table
from app.core.workspace import table_codec
from app.core.workspace.vault import Vault

folder = Path({folder!r})
with pa.memory_map(str(folder / "table.arrows")) as source:
    data = pa.ipc.open_stream(source).read_all()
data = pa.table({{name: pa.concat_arrays(data[name].chunks) for name in data.column_names}})
table = Table("t", data, Source("a.csv", "csv", 3, "0" * 64), Layout("s", (1,), 2, 3))
vault = Vault(folder, bytes(32))
file = str(folder / "plain.arrows")

def write_plain():
    with open(file, "wb") as sink, pa.ipc.new_stream(sink, data.schema) as stream:
        stream.write_table(data, max_chunksize=table_codec.BATCH)
        sink.flush()
        os.fsync(sink.fileno())

def remove_plain():
    os.unlink(file)

def read_plain():
    with pa.OSFile(file) as source:
        return pa.ipc.open_stream(source).read_all()

def write_vault():
    return vault.write(table_codec.encode(table))

def read_vault():
    return table_codec.decode(vault.read_whole(blob)).data
"""


def lay_table(rows: int, file: Path) -> None:
    """Six columns of eighteen digits, and six of two hundred places."""
    rng = np.random.default_rng(1)
    numbers = pa.array(rng.integers(10**17, 9 * 10**17, rows)).cast(pa.string())
    towns = pa.array([f"清溪县第{n}街道" for n in range(200)])
    columns = {f"plain{n}": numbers.take(pa.array(rng.permutation(rows))) for n in range(6)}
    for n in range(6):
        codes = pa.array(rng.integers(0, 200, rows), pa.int32())
        columns[f"coded{n}"] = pa.DictionaryArray.from_arrays(codes, towns)
    table = pa.table(columns)
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)


LAID = "blob = write_vault(); write_plain()"
CASES = {
    "bare write": ("", "vault.remove(write_vault().name)", "write_plain(); remove_plain()"),
    "bare read": (LAID, "read_vault()", "read_plain()"),
    "filed write": (
        "",
        "rfc4180.digest(data); vault.remove(write_vault().name)",
        "rfc4180.digest(data); write_plain(); remove_plain()",
    ),
    "filed read": (
        LAID,
        "rfc4180.digest(read_vault())",
        "rfc4180.digest(read_plain())",
    ),
}


def main(rows: int) -> None:
    folder = tempfile.mkdtemp()
    try:
        lay_table(rows, Path(folder) / "table.arrows")
        for name, (before, vault, plain) in CASES.items():
            setup = TABLE.format(folder=folder) + before
            ratios = alternate(Task(setup, vault), Task(setup, plain), rounds=5)
            print(  # noqa: T201
                f"{name:12}  vault {ratios.a.cpu:.3f} s  plain {ratios.b.cpu:.3f} s  "
                f"×{ratios.cpu:.2f}  memory ×{ratios.peak:.2f}"
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
