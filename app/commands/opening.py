"""Opening a workspace and the keys in it.

Without a passphrase in the environment a workspace opens by the system's keyring, where it has such a
slot. Passphrases come from ``GONGKAI_PASSPHRASE`` (the workspace) and ``GONGKAI_KEY_PASSPHRASE`` (the
signing key; ``GONGKAI_TOKEN_PIN`` if it lies on a token), or are asked for on a terminal; never from the
command's arguments.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from app import paths
from app.core.errors import PassphraseMissing
from app.core.text import Text
from app.core.trust.identity import Identity
from app.core.workspace import keys
from app.core.workspace.store import Workspace

VARIABLE = "GONGKAI_PASSPHRASE"


def add_places(
    common: argparse.ArgumentParser,
) -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Options of commands in a workspace, and of those in which somebody signs."""
    here = argparse.ArgumentParser(add_help=False, parents=[common])
    here.add_argument("--workspace", type=Path, default=paths.default_workspace())
    signing = argparse.ArgumentParser(add_help=False, parents=[here])
    signing.add_argument("--as", dest="name", required=True, help="who signs")
    return here, signing


def open_workspace(args: argparse.Namespace) -> Workspace:
    return Workspace.open(args.workspace, *workspace_secret(args.workspace))


def workspace_secret(folder: Path) -> tuple[str, str]:
    """What opens a workspace, and the kind of key slot that it opens."""
    if VARIABLE not in os.environ and keys.has(folder, "keyring"):
        return "", "keyring"
    return workspace_passphrase(), keys.PASSPHRASE


def unlock(ws: Workspace, name: str) -> Identity:
    if ws.is_on_token(name):
        return ws.unlock(name, token_pin(name))
    return ws.unlock(name, passphrase("GONGKAI_KEY_PASSPHRASE", Text(name, name)))


def token_pin(name: str) -> str:
    return passphrase("GONGKAI_TOKEN_PIN", Text(f"{name}（PIN）", f"{name} (PIN)"))


def workspace_passphrase() -> str:
    return passphrase(VARIABLE, Text("工作区", "the workspace"))


def passphrase(variable: str, name: Text) -> str:
    """From the environment, or asked for without echo. Raises PassphraseMissing."""
    value = os.environ.get(variable)
    if value:
        return value
    if not sys.stdin.isatty():
        raise PassphraseMissing(name=name, variable=variable)
    return getpass.getpass(f"{name.zh} / {name.en}: ", stream=sys.stderr)
