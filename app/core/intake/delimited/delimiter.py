"""The delimiter of delimited text, told from its first lines."""

import csv

DELIMITERS = (",", "\t", ";", "|", "，")


def guess(head: str) -> str:
    """The mark that splits the first lines into the most equal numbers of cells."""
    lines = head.splitlines()[:200]

    def evenness(mark: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark) if row]
        wide = [count for count in counts if count > 1]
        common = max(set(wide), key=wide.count) if wide else 1
        return (wide.count(common) if wide else 0), common

    return max(DELIMITERS, key=evenness)
