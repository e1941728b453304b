"""Files too long to be held: an open file stands for their bytes, and is gone through piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

PIECE = 1 << 20  # bytes
Data = bytes | BinaryIO  # what is to be written


def pieces(data: Data, overlap: int = 0) -> Iterator[bytes]:
    """The bytes, in order; each piece of a file begins with so many bytes of the one before."""
    if isinstance(data, bytes):
        yield data
        return
    data.seek(0)
    tail = b""
    while piece := data.read(PIECE):
        yield tail + piece
        tail = (tail + piece)[-overlap:] if overlap else b""


def measured(data: Data) -> tuple[str, int]:
    """SHA-256 and length."""
    if isinstance(data, bytes):
        return sha256(data).hexdigest(), len(data)
    total, length = sha256(), 0
    for piece in pieces(data):
        total.update(piece)
        length += len(piece)
    return total.hexdigest(), length
