"""Counting uses."""

import threading
from pathlib import Path

from app.sandbox.portal.usage import Usage, Uses


def test_counts_stay_and_none_is_lost_among_threads(tmp_path: Path) -> None:
    usage = Usage(tmp_path / "usage.db")
    threads = [
        threading.Thread(target=lambda: [usage.count("a", "views") for _ in range(10)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    usage.count("b", "downloads")
    again = Usage(tmp_path / "usage.db")
    assert again.by_dataset() == {"a": Uses(views=40), "b": Uses(downloads=1)}
    (month,) = again.by_month().values()
    assert month == Uses(40, 1)
