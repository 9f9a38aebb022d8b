"""A tagger of characters: a stacked bidirectional GRU and a CRF over its scores, run in NumPy.

Sentences of unlike lengths go side by side, the longest first, so that at each step those that have not
ended lie together: nothing is padded, and a sentence gets what it would get alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Places: TypeAlias = npt.NDArray[np.intp]

_LAYERS = 2


class Steps:
    """The order in which characters are read: the first of each sentence, then the second of each …

    ``edges``: where each step begins, and the end; ``forward``: of each place in this order, which
    character stands there when sentences are read from their first; ``backward``: from their last;
    ``turned``: where the character of each place stands in the other order.
    """

    def __init__(self, lengths: Places) -> None:
        """``lengths``: of the sentences, one after another; none longer than the one before."""
        left = np.searchsorted(-lengths, -np.arange(lengths[0]), "left")
        self.edges: Places = np.concatenate([[0], np.cumsum(left)])
        steps = np.repeat(np.arange(len(left)), left)
        sentences = np.arange(len(steps)) - self.edges[steps]
        begins = (np.cumsum(lengths) - lengths)[sentences]
        rest = lengths[sentences] - 1 - steps
        self.forward: Places = begins + steps
        self.backward: Places = begins + rest
        self.turned: Places = self.edges[rest] + sentences

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The bounds of each step."""
        edges: list[int] = self.edges.tolist()
        return pairwise(edges)


@dataclass(frozen=True)
class Layer:
    """One layer in both directions, one upon the other: what multiplies its input and its state, and
    the biases. Columns are of three gates: how much stays, how much of the state counts, what is new.

    The first two are halved once: a logistic function is half a hyperbolic tangent, which never overflows.
    """

    inputs: Floats
    states: Floats
    bias: Floats
    new_bias: Floats

    @classmethod
    def of(cls, inputs: Floats, states: Floats, input_bias: Floats, state_bias: Floats) -> "Layer":
        size = states.shape[1]
        halves = np.repeat(np.array([0.5, 0.5, 1], np.float32), size)
        is_new = np.arange(3 * size) >= 2 * size
        bias = (input_bias + np.where(is_new, 0, state_bias)) * halves
        return cls(inputs * halves, states * halves, bias[:, None], state_bias[:, None, 2 * size :])

    def states_after(self, given: Floats, steps: Steps) -> Floats:
        """The states after each place. ``given``: what the input gives the gates; both by direction."""
        size = self.states.shape[1]
        after = np.empty((*given.shape[:2], size), np.float32)
        state: Floats = np.zeros((len(given), steps.edges[1], size), np.float32)
        for start, end in steps:
            gates = state[:, : end - start] @ self.states
            seen = given[:, start:end]
            switches, new = np.split(gates, [2 * size], axis=2)  # views: computed in place
            switches += seen[..., : 2 * size]
            np.tanh(switches, out=switches)
            switches *= 0.5
            switches += 0.5
            stays, counts = np.split(switches, 2, axis=2)
            new += self.new_bias
            new *= counts
            new += seen[..., 2 * size :]
            np.tanh(new, out=new)
            state = state[:, : end - start] - new
            state *= stays
            state += new
            after[:, start:end] = state
        return after


@dataclass(frozen=True)
class Network:
    """``embedding``: of each row; ``projection`` with its ``bias``: states → tags; ``moves``: from tag
    × to tag, what it is worth that one follows the other."""

    embedding: Floats
    layers: Sequence[Layer]
    projection: Floats
    bias: Floats
    moves: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> "Network":
        """The network from its arrays, as ``resources/tables/lac.py`` writes them."""

        def wide(name: str) -> Floats:
            return arrays[name].astype(np.float32)

        parts = ("inputs", "states", "input_bias", "state_bias")
        return cls(
            wide("embedding"),
            [Layer.of(*(wide(f"{part}{number}") for part in parts)) for number in range(_LAYERS)],
            wide("projection"),
            wide("projection_bias"),
            wide("moves"),
        )

    def tags(self, rows: npt.NDArray[np.integer[Any]], lengths: Places) -> Places:
        """The tags of sentences, one after another, none longer than the one before.

        ``rows``: of the embedding, for each character.
        """
        steps = Steps(lengths)
        tags = np.empty(len(rows), np.intp)
        tags[steps.forward] = best_paths(self._scores(rows, steps), steps, self.moves)
        return tags

    def scores(self, rows: npt.NDArray[np.integer[Any]], lengths: Places) -> Floats:
        """How well each tag fits each character, its neighbours' tags not counted; as in ``tags``."""
        steps = Steps(lengths)
        scores = np.empty((len(rows), len(self.bias)), np.float32)
        scores[steps.forward] = self._scores(rows, steps)
        return scores

    def _scores(self, rows: npt.NDArray[np.integer[Any]], steps: Steps) -> Floats:
        first, *others = self.layers
        # What the embedding gives is computed once for each character that occurs.
        occurring, which = np.unique(rows, return_inverse=True)
        each = self.embedding[occurring] @ first.inputs + first.bias
        given = np.stack([each[0, which[steps.forward]], each[1, which[steps.backward]]])
        seen = _seen(first.states_after(given, steps), steps)
        for layer in others:
            given = np.stack([seen, seen[steps.turned]]) @ layer.inputs
            given += layer.bias
            seen = _seen(layer.states_after(given, steps), steps)
        scores: Floats = seen @ self.projection + self.bias
        return scores


def _seen(after: Floats, steps: Steps) -> Floats:
    """What both directions have seen of each character, in the order of the steps."""
    return np.concatenate([after[0], after[1, steps.turned]], axis=1)


def best_paths(scores: Floats, steps: Steps, moves: Floats) -> Places:
    """The likeliest tags of each sentence (Viterbi), in the order of the steps, as ``scores`` is."""
    best = scores.copy()  # of all ways to each tag
    before: Floats = best[:0]
    for start, end in steps:
        if start:
            ways = before[: end - start].T[:, :, None] + moves[:, None, :]
            best[start:end] += ways.max(axis=0)
        before = best[start:end]
    tags = np.empty(len(best), np.intp)
    after: Places = np.zeros(0, np.intp)
    for start, end in reversed(list(steps)):
        ways = best[start:end].copy()
        ways[: len(after)] += moves.T[after]  # the others end here
        after = tags[start:end] = ways.argmax(axis=1)
    return tags
