"""Pearson's r between all columns of numbers at once, before and after."""

from collections.abc import Sequence

import numpy as np

from app.core.desensitize.utility.recoding import Floats, Recoding
from app.core.jobs import Job

_CHUNK = 1 << 16  # rows at a time


def correlations(columns: Sequence[Recoding], job: Job, *, after: bool) -> Floats:
    """r of each two columns, over the rows in which both are numbers; NaN where there is none.

    After: a label by its own number, else by the mean of the values that it stands for.
    """
    size = len(columns)
    read = [_centred(column, after=after) for column in columns]
    codes = [column.new if after else column.every for column in columns]
    rows = len(codes[0]) if columns else 0
    count, sums, squares, products = (np.zeros((size, size)) for _ in range(4))
    for start in range(0, rows, _CHUNK):
        job.report(start, rows)
        part = slice(start, start + _CHUNK)
        cells = np.stack([number[code[part]] for number, code in zip(read, codes, strict=True)])
        known = ~np.isnan(cells)
        cells[~known] = 0
        mask = known.astype(np.float64)
        count += mask @ mask.T
        sums += cells @ mask.T
        squares += cells**2 @ mask.T
        products += cells @ cells.T
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = products - sums * sums.T / count
        spread = squares - sums**2 / count
        found: Floats = covariance / np.sqrt(spread * spread.T)
    found[(spread <= 0) | (spread.T <= 0)] = np.nan
    return np.clip(found, -1, 1)


def _centred(column: Recoding, *, after: bool) -> Floats:
    """Numbers by code, less their mean, so that sums of squares lose no digits; NaN for none."""
    numbers = column.label_numbers if after else column.numbers
    if numbers is None:
        return np.full(len(column.labels if after else column.values), np.nan)
    _, label, paired = column.pairs
    counts = np.bincount(label, paired, len(numbers)) if after else column.rows_before
    known = ~np.isnan(numbers) & (counts > 0)
    mean = np.average(numbers[known], weights=counts[known]) if known.any() else 0.0
    centred: Floats = numbers - mean
    return centred
