"""The client against tus servers that others wrote, over a line that is cut.

tests/benchmarks/delivery_faults.py does the same some hundred times.
"""

import os
from pathlib import Path

import pytest

from tests import third_party_tus
from tests.cutting import CHUNK, Cut, edges, random_cuts, try_cuts

pytestmark = pytest.mark.npm


@pytest.mark.parametrize("name", third_party_tus.SERVERS)
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    file = tmp_path / "upload.bin"
    file.write_bytes(os.urandom(3 * CHUNK + 1234))
    try:
        with third_party_tus.running(name, tmp_path) as server:
            total = edges(server, file)[-1]
            cuts = random_cuts(total, 30, seed=2)
            cuts += [Cut(back=(place,)) for place in range(total[1] - 400, total[1], 80)]
            tally = try_cuts(server, file, cuts)
    except third_party_tus.NotAvailable as reason:
        pytest.skip(f"{name} is NOT tested: {reason}")
    assert (tally.lost, tally.failures) == (0, [])
    assert tally.hit > 30
