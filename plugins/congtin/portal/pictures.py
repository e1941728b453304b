"""Pictures: type and size in pixels from their first bytes (PNG, JPEG, GIF, WebP, SVG; of AVIF the type alone)."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from congtin.portal.assets import media_path, open_file
from congtin.portal.failure import Failure
from congtin.story import Image, Story

HEAD = 256 * 1024  # bytes looked at; EXIF and colour profiles stand before a JPEG's size
_SVG = re.compile(rb"\A\s*(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->|\s)*<svg\b[^>]*>", re.DOTALL)
_VIEW_BOX = re.compile(rb"""\bviewBox\s*=\s*["']0[ ,]+0[ ,]+(\d{1,5})(?:\.\d+)?[ ,]+(\d{1,5})(?:\.\d+)?["']""")
Measured = tuple[str, int | None, int | None]


def measured(story: Story, content: Path) -> Story:
    """The story with type, length and size of its picture filled in, as far as the file tells them."""
    image = story.image
    path = media_path(image.src) if image else None
    if image is None or path is None:
        return story
    try:
        with os.fdopen(open_file(content, path), "rb") as file:
            kind, width, height = measure(file.read(HEAD))
            length = os.fstat(file.fileno()).st_size
    except (OSError, Failure):
        return story  # that it is missing is a finding elsewhere
    return replace(story, image=_filled(image, kind, width, height, length))


def _filled(image: Image, kind: str, width: int | None, height: int | None, length: int) -> Image:
    return replace(
        image,
        type=image.type or kind,
        width=image.width or width,
        height=image.height or height,
        length=image.length or length,
    )


def measure(head: bytes) -> Measured:
    """Media type, width and height; an empty type for what is none of the known formats."""
    try:
        if head.startswith(b"\x89PNG\r\n\x1a\n"):
            return ("image/png", *struct.unpack(">II", head[16:24]))
        if head[:6] in (b"GIF87a", b"GIF89a"):
            return ("image/gif", *struct.unpack("<HH", head[6:10]))
        if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
            return ("image/webp", *_webp(head))
    except struct.error:
        return ("", None, None)
    if head[4:12] == b"ftypavif":
        return ("image/avif", None, None)
    if head.startswith(b"\xff\xd8"):
        return ("image/jpeg", *next(_jpeg_sizes(head), (None, None)))
    svg = _SVG.search(head[:4096])
    if svg:
        box = _VIEW_BOX.search(svg[0])
        return ("image/svg+xml", *((int(box[1]), int(box[2])) if box else (None, None)))
    return ("", None, None)


def _webp(head: bytes) -> tuple[int | None, int | None]:
    match head[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", head[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack("<I", head[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            low, high, low2, high2 = struct.unpack("<HBHB", head[24:30])
            return (low | high << 16) + 1, (low2 | high2 << 16) + 1
    return None, None


def _jpeg_sizes(head: bytes) -> Iterator[tuple[int, int]]:
    """The sizes in a JPEG's frame headers (SOF0–SOF15 but for DHT, JPG and DAC), following its segments."""
    at = 2
    while at + 9 <= len(head) and head[at] == 0xFF:
        marker = head[at + 1]
        (length,) = struct.unpack(">H", head[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            yield width, height
        at += 2 + length
