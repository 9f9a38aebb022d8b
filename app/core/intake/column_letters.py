"""The names that spreadsheet programs give to columns: A to Z, AA to ZZ, and so on."""


def column_letters(column: int) -> str:
    """A column's letters; ``column`` counts from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
