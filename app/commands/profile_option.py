"""The option that says which platform: the file of its profile, or its id in the administrators' policy."""

import argparse
from pathlib import Path

from app.core import acts
from app.core.errors import ParameterInvalid
from app.core.fleet.platforms import laid_out
from app.core.text import Text


def add_profile(parser: argparse.ArgumentParser, *, told: str = "the platform") -> None:
    """``--profile``; where the policy chooses a platform it need not be given."""
    parser.add_argument(
        "--profile", type=profile_file, default="", metavar="FILE|ID",
        help=f"{told}: its profile, or its id in the policy; else the one that the policy chooses",
    )  # fmt: skip


def profile_file(named: str) -> Path:
    """What ``--profile`` means, "" where it was not given. Raises ParameterInvalid where nothing says it."""
    if named:
        file = Path(named)
        return file if file.exists() else laid_out().get(named, file)
    chosen = acts.policys_profile()
    if chosen is None:
        raise ParameterInvalid(name="--profile", reason=Text("未指定", "is missing"))
    return chosen
