"""IP 地址, version 4 (RFC 791) and 6 (RFC 4291)."""

import re
import string
from functools import partial

import numpy as np
import pyarrow as pa

from app.core.model import Level
from app.core.review.column import Column
from app.core.review.detector import PatternDetector, detectors
from app.core.review.evidence import Told
from app.core.review.patterns import matches
from app.core.review.signs import sought
from app.core.review.spans import Places, Spans
from app.core.text import Text

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_FIRST = r"(?:22[0-3]|2[01][0-9]|1[0-9]{2}|[1-9][0-9]?)"  # what follows is no host's
_V4 = rf"{_FIRST}(?:\.{_OCTET}){{3}}"
_GROUP = "[0-9A-Fa-f]{1,4}"
_HEAD = r"(?:[23][0-9A-Fa-f]{3}|[Ff][Ee]80|[Ff][CcDd][0-9A-Fa-f]{2})"  # RFC 4291 §2.4, RFC 4193
_V6 = rf"{_HEAD}(?:(?::{_GROUP}){{7}}|(?::{_GROUP}){{0,6}}::(?:{_GROUP}(?::{_GROUP}){{0,5}})?)"
_INNER = (
    r"(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\."
    r"|[Ff][Ee]80:|[Ff][CcDd])"
)


# A web server's address, before a path or a scheme's slashes, is as public as its name. Of a browser's version
# "Chrome 142.0.0.0" tells the first part only, and so would a whole network's address (RFC 950 §2.1).
_NO_SERVER = (
    rf"(?![0-9]+\.0\.0\.0(?![0-9]))(?:(?={_INNER})|(?<!//)(?!{_V4}(?::[0-9]{{1,5}})?/[A-Za-z_]))"
)
_POINTS = sought(digit + "." for digit in string.digits)
_COLON = sought(":")
_is_point, _is_colon = (partial(np.equal, ord(sign)) for sign in ".:")


@detectors.register
class IpDetector(PatternDetector):
    """Addresses of an inner network tell how it is built, not who somebody is (RFC 1918, 6598).

    A version or a section is four small numbers; an address hardly ever. Behind the name of a program and
    a slash (RFC 9110 §10.1.5) stands its version.
    """

    id = "ip"
    title = Text("IP 地址", "IP address")
    precedence = 56
    needs = ".:"
    whole = rf"^(?:{_V4}|{_V6})$"
    prefilter = rf"(?:^|[^0-9A-Za-z.:\-])(?:{_V4}|{_V6})(?:[^0-9A-Za-z]|$)"
    pattern = re.compile(
        r"(?<![0-9A-Za-z.:\-])(?<![A-Za-z]/)(?<!版本)(?<!版本号)(?<!版本[:： ])(?<!版本号[:： ])"
        rf"{_NO_SERVER}(?:{_V6}|{_V4})(?![0-9A-Za-z:]|\.[0-9])"
        rf"|(?<![0-9A-Za-z.:\-]){_NO_SERVER}{_V4}(?=:[0-9]{{2,5}}(?![0-9:]))"
    )

    def among(self, column: Column) -> Places:
        """Values with three points, digits before them, or two colons."""
        points, colons = (
            column.with_many(column.holding(sign), least, sign_is)
            for sign, least, sign_is in ((_POINTS, 3, _is_point), (_COLON, 2, _is_colon))
        )
        return column.distinct(np.concatenate([points, colons]))

    def tests(self, texts: pa.StringArray) -> dict[str, Told]:
        large = matches(texts, r":|(?:^|\.)[12][0-9]{2}(?:\.|$)")
        inner = matches(texts, r"^10\.") & ~large
        return {"large": np.where(inner, np.int8(-1), large)}

    def level(self, column: Column, spans: Spans) -> Level | None:
        return "internal" if column.match_all(spans, rf"^{_INNER}") else None
