"""The tagger of characters: many sentences at once get what each would get alone."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.review.names.network import Layer, Network, Steps, best_paths

TAGS, SIZE, WIDTH, KNOWN = 4, 5, 3, 20
SENTENCES = st.lists(st.lists(st.integers(0, KNOWN - 1), min_size=1, max_size=9), min_size=1)


@pytest.fixture(scope="module")
def arrays() -> dict[str, np.ndarray]:
    """Two layers of random weights."""
    chance = np.random.default_rng(7)
    shapes = {
        "embedding": (KNOWN, WIDTH),
        "projection": (2 * SIZE, TAGS),
        "projection_bias": (TAGS,),
        "moves": (TAGS, TAGS),
    }
    for layer, width in enumerate((WIDTH, 2 * SIZE)):
        shapes[f"inputs{layer}"] = (2, width, 3 * SIZE)
        shapes[f"states{layer}"] = (2, SIZE, 3 * SIZE)
        shapes[f"input_bias{layer}"] = shapes[f"state_bias{layer}"] = (2, 3 * SIZE)
    return {name: chance.normal(size=shape).astype("f4") for name, shape in shapes.items()}


def test_the_best_path_is_the_best_of_all() -> None:
    chance = np.random.default_rng(7)
    lengths = np.array([5, 3, 3, 1])
    steps = Steps(lengths)
    scores, moves = (chance.normal(size=size).astype("f4") for size in ((12, 3), (3, 3)))
    tags = np.empty(12, int)
    tags[steps.forward] = best_paths(scores[steps.forward], steps, moves)
    for found, worth in zip(
        np.split(tags, np.cumsum(lengths)[:-1]),
        np.split(scores, np.cumsum(lengths)[:-1]),
        strict=True,
    ):

        def total(path: tuple[int, ...], worth: np.ndarray = worth) -> float:
            moved = sum(moves[a, b] for a, b in itertools.pairwise(path))
            return float(moved + sum(worth[place, tag] for place, tag in enumerate(path)))

        best = max(itertools.product(range(3), repeat=len(found)), key=total)
        assert tuple(found.tolist()) == best


@given(SENTENCES)
def test_many_sentences_get_what_each_gets_alone(
    arrays: dict[str, np.ndarray], sentences: list[list[int]]
) -> None:
    network = Network.of(arrays)
    sentences.sort(key=len, reverse=True)
    lengths = np.array([len(each) for each in sentences])
    together = network.scores(np.concatenate(sentences), lengths)
    alone = [network.scores(np.array(each), np.array([len(each)])) for each in sentences]
    assert np.allclose(together, np.concatenate(alone), atol=1e-5)


def test_a_layer_is_the_gated_recurrent_unit_of_the_books(arrays: dict[str, np.ndarray]) -> None:
    """Step by step with the logistic function, the reset gate after the product (Cho et al. 2014)."""
    inputs, states, input_bias, state_bias = (
        arrays[name][0].astype(float)
        for name in ("inputs0", "states0", "input_bias0", "state_bias0")
    )
    read = np.random.default_rng(8).normal(size=(6, WIDTH))
    state, expected = np.zeros(SIZE), []
    for each in read:
        seen = np.split(each @ inputs + input_bias, 3)
        kept = np.split(state @ states + state_bias, 3)
        stays, counts = (1 / (1 + np.exp(-(seen[gate] + kept[gate]))) for gate in (0, 1))
        state = (1 - stays) * np.tanh(seen[2] + counts * kept[2]) + stays * state
        expected.append(state)
    layer = Layer.of(
        *(arrays[f"{part}0"] for part in ("inputs", "states", "input_bias", "state_bias"))
    )
    given = read.astype("f4") @ layer.inputs + layer.bias
    assert np.allclose(layer.states_after(given, Steps(np.array([6])))[0], expected, atol=1e-5)
