"""What the certificates of a profile say, and how long they still hold."""

import datetime
import math
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from app.core import span
from app.core.errors import DocumentInvalid
from app.core.model import Profile
from app.core.text import Text
from app.core.trust import canonical

WARNINGS = (30, 7, 1)  # days before the end


@dataclass(frozen=True)
class Term:
    """Until when something holds, UTC; ``days``: whole days left, below 0 once over.

    ``file``: how it is called to a person.
    """

    file: str
    ends: datetime.datetime
    days: int

    @classmethod
    def until(cls, ends: datetime.datetime, file: str, now: datetime.datetime) -> "Term":
        """The term that is over at ``ends``."""
        return cls(file, ends, math.floor((ends - now) / datetime.timedelta(days=1)))

    @property
    def warning(self) -> int | None:
        """The narrowest of the warnings that is reached, 0 once it is over; None before them all."""
        if self.days < 0:
            return 0
        return min((limit for limit in WARNINGS if self.days <= limit), default=None)

    def told(self) -> Text:
        """The state in one sentence."""
        end = span.last_day(self.ends.isoformat())
        if self.days < 0:
            return Text(f"{self.file} 已于 {end} 过期", f"{self.file} expired on {end}")
        return Text(
            f"{self.file} 还有 {self.days} 天到期（{end}）",
            f"{self.file} expires in {self.days} days ({end})",
        )


@dataclass(frozen=True)
class Validity(Term):
    """From when to when a certificate holds, UTC."""

    starts: datetime.datetime


def client_validity(profile: Profile, folder: Path, now: datetime.datetime) -> Validity:
    """How long the office's own certificate holds. Raises FileMissing, DocumentInvalid."""
    name = profile.client_certificate
    return validity(read_certificate(folder / name), name, now)


def read_certificate(path: Path) -> x509.Certificate:
    """The first certificate of a PEM file. Raises FileMissing, FileUnreadable, DocumentInvalid."""
    try:
        return x509.load_pem_x509_certificate(canonical.read_bytes(path))
    except ValueError as error:
        reason = Text("不是 PEM 证书", "it is no PEM certificate")
        raise DocumentInvalid(name=path.name, kind=CERTIFICATE, reason=reason) from error


def validity(certificate: x509.Certificate, file: str, now: datetime.datetime) -> Validity:
    """What a certificate says of its time. ``file``: how it is called to a person."""
    term = Term.until(certificate.not_valid_after_utc, file, now)
    return Validity(file, term.ends, term.days, certificate.not_valid_before_utc)


CERTIFICATE = Text("证书", "certificate")
