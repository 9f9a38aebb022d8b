"""置换: the cells of a column change rows, all of them or within groups.

What the column holds altogether stays true, by group if there are any; what it says of a row does
not. No row keeps its own cell, though another one may hold the same value. The order follows from the
key and from the column as it was, so that even the key's holder cannot undo it without the original.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.core.desensitize import lists
from app.core.desensitize.keyed import derived
from app.core.desensitize.operation import ColumnOperator, Context, Unfit, operators
from app.core.text import Text
from app.core.text_bytes import offsets_and_bytes

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ShuffleParams:
    """``within``: the columns that make groups, by 、 or ；; empty for one group. ``smallest``: cells of
    groups with fewer of them are blanked, as they could be guessed.
    """

    within: str = ""
    smallest: int = 5

    def __post_init__(self) -> None:
        if self.smallest < 2:
            raise Unfit("smallest 至少为 2", "smallest must be 2 or more")


@operators.register
class ShuffleOperator(ColumnOperator):
    """Blank cells stay where they are."""

    id = "shuffle"
    title = Text("置换", "shuffle")
    version = "1"
    strength = "irreversible"
    keyed = True
    leaves = True
    keeps = Text(
        "整列（或各组）的值，不再属于原来的行", "the values of the column or group, in other rows"
    )
    source = (
        "GB/T 37964-2019 (随机化), by its title and secondary sources; Hundepool et al., Statistical "
        "Disclosure Control, Wiley 2012 (data swapping, recalled)"
    )
    Params = ShuffleParams
    examples = ({}, {"within": "组", "smallest": 2})

    def beside(self, params: ShuffleParams) -> tuple[str, ...]:
        return lists.items(params.within)

    def apply(
        self,
        values: pa.StringArray,
        beside: tuple[pa.StringArray, ...],
        params: ShuffleParams,
        context: Context,
    ) -> pa.StringArray:
        group = _groups(len(values), beside)
        rows = np.flatnonzero(values.is_valid().to_numpy(zero_copy_only=False))
        chance = _stream(derived(context.key, f"shuffle/{_digest(values)}"), len(values))
        ordered = rows[np.lexsort((chance[rows], group[rows]))]
        # In a random order within its group, each row takes the cell of the next one, the last of
        # the first: a cycle leaves none in its place.
        _, starts, sizes = np.unique(group[ordered], return_index=True, return_counts=True)
        following = np.arange(1, len(ordered) + 1)
        following[starts + sizes - 1] = starts
        large = np.repeat(sizes >= params.smallest, sizes)
        places = np.full(len(values), -1, np.int64)
        places[ordered[large]] = ordered[following[large]]
        return values.take(pa.array(places, mask=places < 0))

    def describe(self, params: ShuffleParams) -> Text:
        if params.within:
            said = Text("在“{by}”相同的行之间打乱", "cells change rows within equal {by}")
        else:
            said = Text("在所有行之间打乱", "cells change rows")
        return said.format(by=params.within)


def _groups(rows: int, columns: tuple[pa.StringArray, ...]) -> Codes:
    """A number for each row, the same where all columns agree."""
    group: Codes = np.zeros(rows, np.int64)
    for column in columns:
        codes = pc.dictionary_encode(column, null_encoding="encode").indices.to_numpy()
        group = np.unique(group * (rows + 1) + codes, return_inverse=True)[1]
    return group


def _digest(values: pa.StringArray) -> str:
    """Of the cells in their order."""
    offsets, text = offsets_and_bytes(values.fill_null(""))
    return hashlib.sha256(offsets.tobytes() + text.tobytes()).hexdigest()


def _stream(key: bytes, count: int) -> npt.NDArray[np.uint64]:
    """As many numbers as there are rows: the key stream of AES in counter mode (NIST SP 800-38A)."""
    encryptor = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor()
    return np.frombuffer(encryptor.update(bytes(8 * count)), np.uint64)
