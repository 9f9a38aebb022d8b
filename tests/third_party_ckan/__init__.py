"""CKAN's own rules for package_create, run in an environment of its own: it pins what we use, too.

``GONGKAI_CKAN`` names the Python of that environment (``pip install "ckan[requirements]"``).
"""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

VARIABLE = "GONGKAI_CKAN"
_HERE = Path(__file__).parent


class NotAvailable(Exception):
    """There is no CKAN here; the message says what to do."""


def errors(packages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What CKAN says of each body, by key; empty where it takes it. Raises :class:`NotAvailable`."""
    python = os.environ.get(VARIABLE)
    if not python:
        raise NotAvailable(f"{VARIABLE} names no Python with ckan[requirements]")
    done = subprocess.run(
        [python, str(_HERE / "validate_packages.py")],
        input=json.dumps(list(packages)), capture_output=True, text=True, check=False, timeout=300,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
    )  # fmt: skip
    if done.returncode:
        raise NotAvailable(f"{python} cannot run CKAN: {done.stderr.strip()[-300:]}")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
