"""Distinct values that each operator treats in a second of CPU: ``python -m tests.benchmarks.operators``.

Invented columns of distinct values; the best of three runs. ``fixed``: milliseconds that a batch costs
however few its values are; ``learn``: seconds to learn from the column before.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from app.core.desensitize.operation import (
    ColumnOperator,
    Context,
    Counted,
    Operator,
    RowFilter,
    RowOperator,
    operators,
    read_params,
)
from app.core.review.scan import WITHOUT_OWN
from app.core.review.within import finder

CONTEXT = Context(b"k" * 32, finder(WITHOUT_OWN))
TEXTS = 2000  # of running text, which takes longer by far
KINDS: dict[str, str] = {
    "date": "dates", "region": "addresses", "code": "codes", "coordinates": "points",
    "geohash": "points", "name": "names", "email": "mail", "id": "ids", "phone": "phones",
    "address": "addresses", "plate": "plates", "bank-card": "cards", "ssn": "ids", "uscc": "ids",
    "bank_card": "cards", "company": "names", "phone_number": "phones", "resident-id": "ids",
    "han": "names", "number": "numbers", "alphanumeric": "mail",
}  # fmt: skip
USUAL: dict[str, str] = {
    "generalise": "numbers", "round": "numbers", "microaggregate": "numbers", "noise": "numbers",
    "top-bottom-code": "numbers", "date-shift": "dates", "redact": "texts", "fpe": "phones",
}  # fmt: skip


def columns(count: int) -> dict[str, pa.StringArray]:
    """Invented values of every kind."""
    drawn = np.random.default_rng(1)

    def made(rule: Callable[[int, int], str], size: int = count) -> pa.StringArray:
        chance = drawn.integers(0, 1 << 40, size).tolist()
        return pa.array([rule(place, number) for place, number in enumerate(chance)], pa.string())

    return {
        "ids": made(lambda n, c: f"330199{1940 + c % 70}{c % 12 + 1:02d}1{n % 9}{n % 1000:03d}X"),
        "phones": made(lambda n, c: f"142{n:08d}"),
        "names": made(lambda n, c: f"王{chr(0x4E00 + c % 9000)}{chr(0x4E00 + n % 9000)}"),
        "addresses": made(lambda n, c: f"浙江省杭州市西湖区文三路{n}号{c % 99}室"),
        "mail": made(lambda n, c: f"user{n}@example.com"),
        "plates": made(lambda n, c: f"浙A{n:06d}"),
        "cards": made(lambda n, c: f"9999{n:015d}"),
        "numbers": made(lambda n, c: f"{c % 10_000_000 / 100:.2f}"),
        "dates": made(lambda n, c: f"{1940 + c % 84}-{c % 12 + 1:02d}-{c % 28 + 1:02d}"),
        "points": made(lambda n, c: f"{73 + c % 60}.{n:06d},{18 + c % 35}.{c % 1000000:06d}"),
        "codes": made(lambda n, c: f"{110000 + c % 540000}"),
        "texts": made(
            lambda n, c: f"申请人王伟来电1420000{n:04d}反映{c % 99}件事", min(count, TEXTS)
        ),
    }


def column_of(operator: Operator, example: dict[str, Any]) -> str:
    """The kind of column that an example is made for."""
    told = (example.get(name, "") for name in ("kind", "shape", "alphabet"))
    return next((KINDS[word] for word in told if word in KINDS), USUAL.get(operator.id, "names"))


def work(operator: Operator, values: pa.StringArray, params: Any) -> None:
    """One batch."""
    if isinstance(operator, RowOperator | ColumnOperator):
        others = tuple(values for _ in operator.beside(params))
        operator.apply(values, others, params, CONTEXT)
    elif isinstance(operator, RowFilter):
        operator.kept(values, params, CONTEXT)
    else:
        operator.apply(values, params, CONTEXT)  # type: ignore[attr-defined]


def seconds(operator: Operator, values: pa.StringArray, params: Any) -> float:
    """CPU time of the best of three runs."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        work(operator, values, params)
        spent.append(time.process_time() - started)
    return max(min(spent), 1e-6)


def main() -> None:
    """Print a line for each example of each operator."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--values", type=int, default=100_000)
    parser.add_argument("--only", default="", help="the id of one operator")
    arguments = parser.parse_args()
    every = columns(arguments.values)
    for operator in operators.all().values():
        for example in operator.examples if arguments.only in ("", operator.id) else ():
            kind, params, learnt = column_of(operator, example), read_params(operator, example), 0.0
            values = every[kind]
            if operator.learns(params):
                told = values.value_counts()
                counted = Counted(told.field("values"), told.field("counts").to_numpy())
                started = time.process_time()
                params = operator.learn(counted, params)
                learnt = time.process_time() - started
            spent = seconds(operator, values, params)
            fixed = seconds(operator, values.slice(0, 1), params)
            shown = ", ".join(f"{name}={value}" for name, value in example.items())
            print(  # noqa: T201
                f"{operator.id:16} {kind:10} {len(values) / spent / 1000:10,.0f} k/s  fixed "
                f"{1000 * fixed:6.2f} ms  learn {learnt:5.2f} s  {shown}"
            )


if __name__ == "__main__":
    main()
