"""What a camera writes into a picture: who, when, with what, and where.

Source: CIPA DC-008 (Exif 2.32), 4.6; TIFF 6.0.
"""

import struct

from app.core.intake.hidden.concealed import clean
from app.core.intake.hidden.readable import decoded

MAX_TAGS = 2_000
MAX_VALUE = 64 << 10  # bytes
MAX_DEPTH = 4

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_SUBDIRECTORIES = {0x8769: "Exif", 0x8825: "GPS", 0xA005: "Interoperability"}
_WIDE = {0x9C9B: "XPTitle", 0x9C9C: "XPComment", 0x9C9D: "XPAuthor", 0x9C9E: "XPKeywords",
         0x9C9F: "XPSubject"}  # fmt: skip
_NAMES = {
    0x010D: "DocumentName", 0x010E: "ImageDescription", 0x010F: "Make", 0x0110: "Model",
    0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist", 0x013C: "HostComputer",
    0x8298: "Copyright", 0x9003: "DateTimeOriginal", 0x9004: "DateTimeDigitized",
    0x927C: "MakerNote", 0x9286: "UserComment", 0xA420: "ImageUniqueID", 0xA430: "CameraOwnerName",
    0xA431: "BodySerialNumber", 0xA433: "LensMake", 0xA434: "LensModel", 0xA435: "LensSerialNumber",
}  # fmt: skip
_GPS_NAMES = {0x001B: "GPSProcessingMethod", 0x001C: "GPSAreaInformation", 0x001D: "GPSDateStamp"}

_Value = str | bytes | list[float]


def exif_lines(tiff: bytes) -> list[str]:
    """The telling tags of a TIFF structure as ``Name: value``; GPS in decimal degrees.

    What is damaged ends the list where the damage lies.
    """
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return []
    read = _Directories(tiff, order)
    read.walk(struct.unpack_from(f"{order}I", tiff, 4)[0], "")
    return [*read.lines, *_position(read.gps)]


class _Directories:
    """Image file directories, each walked once, however they refer to each other."""

    def __init__(self, tiff: bytes, order: str) -> None:
        self._tiff, self._order = tiff, order
        self._seen: set[int] = set()
        self._tags = self._depth = 0
        self.lines: list[str] = []
        self.gps: dict[int, _Value] = {}

    def walk(self, offset: int, name: str) -> None:
        while offset and offset not in self._seen and offset + 2 <= len(self._tiff):
            self._seen.add(offset)
            (count,) = struct.unpack_from(f"{self._order}H", self._tiff, offset)
            for number in range(count):
                entry = offset + 2 + 12 * number
                self._tags += 1
                if entry + 12 > len(self._tiff) or self._tags > MAX_TAGS:
                    return
                self._entry(entry, name)
            end = offset + 2 + 12 * count
            if name or end + 4 > len(self._tiff):
                return
            (offset,) = struct.unpack_from(f"{self._order}I", self._tiff, end)

    def _entry(self, entry: int, directory: str) -> None:
        tag, kind, count = struct.unpack_from(f"{self._order}HHI", self._tiff, entry)
        size = _SIZES.get(kind, 0) * count
        if not 0 < size <= MAX_VALUE:
            return
        place = entry + 8
        if size > 4:
            (place,) = struct.unpack_from(f"{self._order}I", self._tiff, place)
        data = self._tiff[place : place + size]
        if len(data) < size:
            return
        if tag in _SUBDIRECTORIES and kind == 4:
            self._enter(struct.unpack_from(f"{self._order}I", data)[0], _SUBDIRECTORIES[tag])
        elif directory == "GPS":
            self._gps(tag, kind, data)
        else:
            self._tell(tag, data)

    def _enter(self, offset: int, name: str) -> None:
        if self._depth < MAX_DEPTH:
            self._depth += 1
            self.walk(offset, name)
            self._depth -= 1

    def _gps(self, tag: int, kind: int, data: bytes) -> None:
        if kind == 5:
            parts = struct.unpack(f"{self._order}{len(data) // 4}I", data)
            pairs = zip(parts[::2], parts[1::2], strict=True)
            self.gps[tag] = [top / bottom if bottom else 0.0 for top, bottom in pairs]
        else:
            self.gps[tag] = data

    def _tell(self, tag: int, data: bytes) -> None:
        if tag in _WIDE:
            text = data.decode("utf-16-le", "replace")
            self._line(_WIDE[tag], text)
        elif tag == 0x9286:  # eight bytes say how the comment is encoded
            self._line(_NAMES[tag], _comment(data, self._order))
        elif tag in _NAMES:
            self._line(_NAMES[tag], _text(data))

    def _line(self, name: str, text: str) -> None:
        text = clean(text.strip("\0 "))
        if text:
            self.lines.append(f"{name}: {text}")


def _text(data: bytes) -> str:
    bare = data.rstrip(b"\0")
    return (decoded(bare) if b"\0" not in bare else None) or ""


def _comment(data: bytes, order: str) -> str:
    if data.startswith(b"UNICODE\0"):
        return data[8:].decode("utf-16-le" if order == "<" else "utf-16-be", "replace")
    return _text(data[8:])


def _position(gps: dict[int, _Value]) -> list[str]:
    found = []
    latitude, longitude = _degrees(gps, 1, 2, b"S"), _degrees(gps, 3, 4, b"W")
    if latitude is not None and longitude is not None:
        found.append(f"GPS: {latitude:.6f}, {longitude:.6f}")
    altitude = gps.get(6)
    if isinstance(altitude, list) and altitude:
        found.append(f"GPSAltitude: {altitude[0]:.1f} m")
    for tag, name in _GPS_NAMES.items():
        value = gps.get(tag)
        if isinstance(value, bytes):
            text = _text(value if tag == 0x001D else value[8:])
            found += [f"{name}: {clean(text)}"] if text else []
    return found


def _degrees(gps: dict[int, _Value], side: int, value: int, negative: bytes) -> float | None:
    parts, letter = gps.get(value), gps.get(side, b"")
    if not isinstance(parts, list) or not parts:
        return None
    degrees: float = sum(part / 60**place for place, part in enumerate(parts[:3]))
    return -degrees if isinstance(letter, bytes) and letter.startswith(negative) else degrees
