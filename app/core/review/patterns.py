"""The expressions of packs, compiled once."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression of a pack for Python, which cuts out what RE2 has found."""
    return re.compile(pattern, re.ASCII)
