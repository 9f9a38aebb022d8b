"""Write the vectors anew: after a change of the format that is meant."""

import hashlib
from unittest import mock

from app.core.delivery import package as packaging
from app.core.jobs import Job
from app.core.trust import canonical
from app.core.trust.sealing import sealings
from tests.core.delivery.vectors import FILES, FOLDER, PACKAGE, Vector, clerk

SIGNERS = {
    "hpke-x25519-sha256-aes256gcm": "ed25519",
    "hpke-p256-sha256-aes256gcm": "p256",
    "sm2-sm4gcm-sm3": "sm2",
}


def make(suite: str) -> None:
    """One package, and the document that tells its keys."""
    seed, secret = (hashlib.sha256(f"{use} {suite}".encode()).digest() for use in ("read", "sign"))
    file_key = hashlib.sha256(f"file {suite}".encode()).digest()[: sealings.get(suite).key_size]
    reader = packaging.public_text(sealings.get(suite).key(seed))
    contents = [
        packaging.measured(name, "x", lambda data=data: [data], suite)
        for name, data in FILES.items()
    ]
    path = FOLDER / f"{suite}.gkp"
    signer = clerk(SIGNERS[suite], secret)
    with mock.patch.object(packaging.os, "urandom", lambda _: file_key):
        readers = packaging.Readers(suite, (reader,))
        packaging.write(path, PACKAGE, contents, readers, signer, Job())
    vector = Vector(
        suite=suite,
        reader_seed=seed.hex(),
        reader_public=reader,
        file_key=file_key.hex(),
        signer_suite=SIGNERS[suite],
        signer_secret=secret.hex(),
        sha256=canonical.digest_file(path),
        contents={name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()},
    )
    path.with_suffix(".json").write_bytes(canonical.pretty(vector))


if __name__ == "__main__":
    for each in SIGNERS:
        make(each)
