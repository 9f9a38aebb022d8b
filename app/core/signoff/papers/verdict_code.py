"""The code printed on a paper: enough to find the verdict's envelope, and to see that it is the one."""

import io

import segno

from app.core.model import Kind
from app.core.signoff.papers.evidence import Evidence


def text_of(evidence: Evidence) -> str:
    """``gongkai:KIND:sha256:HEX?release=ID`` of the last verdict, else of the request, else of the source."""
    if evidence.verdicts:
        kind, digest = Kind.VERDICT, evidence.verdicts[-1].digest
    elif evidence.request:
        kind, digest = Kind.REQUEST, evidence.request.digest
    else:
        kind, digest = Kind.SOURCE, evidence.source.sha256
    return f"gongkai:{kind}:sha256:{digest}?release={evidence.release}"


def drawing(text: str) -> str:
    """``text`` as a QR code (ISO/IEC 18004, level M) with its quiet zone, as SVG."""
    return segno.make_qr(text, error="m").svg_inline(border=4)


def picture(text: str) -> bytes:
    """The same as PNG."""
    image = io.BytesIO()
    segno.make_qr(text, error="m").save(image, kind="png", scale=8, border=4)
    return image.getvalue()
