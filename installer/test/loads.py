"""Loads every module of an installed program, and tells which do not. By the program's Python:

    …/runtime/bin/python3.13 -I -X utf8 loads.py [LIBRARY …]

LIBRARY: has no wheel for this system; a module that asks for it is excused.
"""

import pkgutil
import sys
from importlib import import_module

import app


def main(excused: list[str]) -> int:
    """The exit status: 0 if all could be loaded."""
    names = [module.name for module in pkgutil.walk_packages(app.__path__, "app.")]
    missing = []
    for name in names:
        try:
            import_module(name)
        except ImportError as error:
            if error.name not in excused:
                missing.append(f"{name}: {error}")
    print(*missing, f"{len(names)} modules, {len(missing)} not loaded", sep="\n")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
