"""What the columns of a table are to those beside them, where their names do not tell: ``F2`` that holds
the codes of firms keeps the company of a register of firms.

A column whose name may be of anything (a code, a number) or of anybody (户名, 当事人) is known beside its
own name by the name that its content would have, as the ``evidence`` pack lists them under ``content``.
Who acts for an office (负责人) tells nothing of those whom the table is about.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.core import resources
from app.core.review.column import folded_name
from app.core.review.fold import fold
from app.core.review.headers import is_of_nobody, tells_of
from app.core.review.names.column import name_cells, name_figures
from app.core.review.names.cue_words import role_of
from app.core.review.names.organisations import are_organisations
from app.core.review.names.scores import TITLED
from app.core.review.patterns import matches
from app.core.text_column import held

Parts = Mapping[int, slice]  # where the texts of a column stand, by its number
_ENOUGH = 2  # columns that tell of persons: then every column stands beside one
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROLE = re.compile("[人者主户民方]$")


def known_as(names: Sequence[str], columns: Sequence[pa.ChunkedArray]) -> list[tuple[str, ...]]:
    """The names that each column is known by to those beside it: its own, and that of its content."""
    known: list[tuple[str, ...]] = [(name,) for name in names]
    silent = [number for number, name in enumerate(names) if _is_silent(name)]
    samples = [_sample(columns[number]) for number in silent]
    if not any(map(len, samples)):
        return known
    values = fold(pa.concat_arrays(samples))
    edges = pairwise(np.cumsum([0, *map(len, samples)]).tolist())
    parts = {n: slice(*part) for n, part in zip(silent, edges, strict=True) if part[0] < part[1]}
    told = _alike(values, parts)
    if sum(tells_of("persons", name) for name in (*names, *told.values())) < _ENOUGH:
        told |= _names(names, values, _but(parts, told))
        varied = {n: part for n, part in _but(parts, told).items() if _is_varied(columns[n])}
        told |= _places(values, varied)
    for number, name in told.items():
        known[number] += (name,)
    return known


@lru_cache(1 << 14)
def _is_silent(name: str) -> bool:
    """Whether a name may be of anything or of anybody."""
    folded, rules = folded_name(name), _rules()
    role = role_of(name)
    if (role is not None and role.policy == "public") or is_of_nobody("persons", folded):
        return False
    if not _HAN.search(folded) or re.search(rules["numbered"], folded):
        return True
    return folded.endswith(tuple(rules["silent"]))


def _sample(column: pa.ChunkedArray) -> pa.StringArray:
    """A few of the texts, from all over the column."""
    texts = [part.drop_null() for part in held(column)]
    largest = max(texts, key=len, default=pa.array([], pa.string()))
    chosen = pa.array(np.unique(np.linspace(0, len(largest) - 1, _rules()["sample"], dtype=int)))
    return largest.take(chosen) if len(largest) else largest


def _alike(values: pa.StringArray, parts: Parts) -> dict[int, str]:
    """By the number of a column, the name of what most of its texts are."""
    rules, told = _rules(), dict[int, str]()
    tests = {rule["name"]: matches(values, rule["pattern"]) for rule in rules["kinds"]}
    tests[rules["organisations"]] = are_organisations(values)
    for number, part in parts.items():
        for name, mask in tests.items():
            if number not in told and mask[part].mean() >= rules["share"]:
                told[number] = name
    return told


def _names(names: Sequence[str], values: pa.StringArray, parts: Parts) -> dict[int, str]:
    """The columns of persons' names."""
    rules = _rules()
    others = matches(values, rf"{TITLED}|^\P{{Han}}*$")
    some = {n: part for n, part in parts.items() if 2 * others[part].mean() <= 1}
    if not some:
        return {}
    cells = name_cells(values)
    figures = {
        number: name_figures(cells[part.start + np.flatnonzero(~others[part])])
        for number, part in some.items()
    }
    return {
        number: _of_persons(names[number])
        for number, told in figures.items()
        if told.distinct >= rules["names"] and told.confidence() >= rules["sure"]
    }


def _places(values: pa.StringArray, parts: Parts) -> dict[int, str]:
    """The columns of places, each another one: stops, shops and schools stand at the points beside them,
    where a trace comes back to the same few.
    """
    rules, least = _rules()["places"], _rules()["names"]
    ending = matches(values, rules["pattern"])
    return {
        number: rules["name"]
        for number, part in parts.items()
        if len(ending[part]) >= least
        and ending[part].mean() >= rules["share"]
        and pc.count_distinct(values[part]).as_py() >= rules["varied"] * len(ending[part])
    }


def _is_varied(column: pa.ChunkedArray) -> bool:
    """Whether its texts may be different ones: if it is coded, its dictionary tells."""
    least: float = _rules()["places"]["varied"] * (len(column) - column.null_count)
    return bool(sum(map(len, held(column))) >= least)


def _but(parts: Parts, told: Mapping[int, str]) -> Parts:
    """The columns of which nothing is told."""
    return {number: part for number, part in parts.items() if number not in told}


def _of_persons(name: str) -> str:
    """What a column of persons' names is called: by what they are to the table's rows, if its own name
    says so (所有人姓名).
    """
    persons: str = _rules()["persons"]
    return name + persons if _ROLE.search(name) else persons


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = resources.pack("evidence").data["content"]
    return rules
