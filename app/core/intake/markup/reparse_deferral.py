"""A parser of XML that is fed in portions, and takes a long tag at no more than its length.

expat looks at a tag that is not whole again from its beginning with every portion: a picture of
11 MB within one tag, in blocks of 16 kB, takes as long as 4 GB. Versions from 2.6.0 on wait by
themselves, where Python was built with one. Source: CVE-2023-52425.
"""

import sys
from xml.parsers import expat


class ReparseDeferral:
    """Keeps back what comes behind the beginning of a tag, until it is as much as waits already.

    ``waiting``: bytes that the parser has seen and not yet told of. ``most``: how many the caller
    allows; from there on the parser sees every portion, so that the caller hears of it.
    """

    def __init__(self, parser: expat.XMLParserType, most: int = sys.maxsize) -> None:
        self._parser, self._most = parser, most
        self._kept = bytearray()
        self._fed = 0
        self.waiting = 0

    def parse(self, data: bytes) -> None:
        """Raises what the parser and its handlers raise."""
        if self._kept or len(data) < self.waiting:
            self._kept += data
            if len(self._kept) < min(self.waiting, self._most + 1 - self.waiting):
                return
            data, self._kept = bytes(self._kept), bytearray()
        self._pass_on(data, final=False)

    def end(self, *, final: bool = True) -> None:
        """Parse what is kept back. ``final``: whether the document must end here."""
        data, self._kept = bytes(self._kept), bytearray()
        self._pass_on(data, final=final)

    def _pass_on(self, data: bytes, *, final: bool) -> None:
        self._fed += len(data)
        self._parser.Parse(data, final)
        self.waiting = self._fed - max(self._parser.CurrentByteIndex, 0)
