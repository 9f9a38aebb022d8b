"""Nodes packed into numbers compare as their levels do."""

import itertools

import pytest

from app.core.desensitize.anonymize.lattice import Lattice

HEIGHTS = [[3, 1, 1], [0, 2, 0, 4], [0], [1] * 6, [7, 8]]


@pytest.mark.parametrize("heights", HEIGHTS)
def test_below_and_above_compare_every_level(heights: list[int]) -> None:
    lattice = Lattice(heights)
    nodes = list(itertools.product(*(range(height + 1) for height in heights)))
    assert [lattice.pack(node) for node in nodes] == lattice.packed.tolist()
    for node in nodes:
        below = [all(map(int.__le__, other, node)) for other in nodes]
        above = [all(map(int.__ge__, other, node)) for other in nodes]
        assert lattice.below(node, lattice.packed).tolist() == below
        assert lattice.above(node, lattice.packed).tolist() == above


def test_the_largest_lattices_fit() -> None:
    lattice = Lattice([1] * 24 + [0] * 30)
    top = lattice.node(lattice.size - 1)
    assert lattice.below(top, lattice.packed).all()
    assert lattice.above(top, lattice.packed).sum() == 1
