"""SHA256SUMS over what was built, in the form that ``sha256sum --check`` reads, and its signature."""

from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from installer import tree
from installer.errors import BuildStopped

FILE = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"


def write(out: Path, built: Iterable[Path]) -> Path:
    """Write the list beside the files."""
    lines = sorted(f"{tree.sha256(file)}  {file.name}\n" for file in built)
    (out / FILE).write_text("".join(lines), encoding="utf-8", newline="\n")
    return out / FILE


def signing_key(file: Path) -> Ed25519PrivateKey:
    """An Ed25519 key, as ``openssl genpkey -algorithm ed25519`` writes it."""
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BuildStopped(
            f"{file} is no private key that can be read", "see docs/admin.md"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BuildStopped(f"{file} is no Ed25519 key", "openssl genpkey -algorithm ed25519")
    return key


def sign(sums: Path, key: Ed25519PrivateKey) -> Path:
    """Write the 64 bytes of the signature beside the list."""
    signature = sums.with_name(SIGNATURE)
    signature.write_bytes(key.sign(sums.read_bytes()))
    return signature
