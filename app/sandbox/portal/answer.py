"""What a page's code says, for a door to send."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What our own pages may load: a style sheet of ours, and no script at all."""

GUARDS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class Answer:
    """One answer. ``file``: a body of ``size`` bytes that is read to its end and closed, instead of ``body``."""

    status: int = HTTPStatus.OK
    type: str = "text/html; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    file: IO[bytes] | None = None
    size: int = 0


def document(kind: str, body: bytes) -> Answer:
    """Something that a program reads."""
    return Answer(type=kind, body=body, headers={"Access-Control-Allow-Origin": "*"})
