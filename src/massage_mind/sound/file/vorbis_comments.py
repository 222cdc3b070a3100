"""Putting our comments into a finished file in place of libsndfile's, which know no chapters."""

from __future__ import annotations

import struct
from typing import BinaryIO


def refilled(old: bytes, comments: bytes, after: bytes = b"") -> bytes:
    """The same encoder's name with other comments, and what has to stand after them. Raises OSError if there is no room."""
    vendor = 4 + int(struct.unpack_from("<I", old)[0])
    new = old[:vendor] + comments + after
    if len(new) > len(old):
        raise OSError("there's no room for its title and chapters")
    return new


def replace_ogg_comments(file: BinaryIO, comments: bytes) -> None:
    """Put our comments where libsndfile's are: in the first packet of the second page (RFC 3533, RFC 7845).

    Raises OSError for a file that is not as libsndfile writes it.
    """
    page = _read_page(file)
    start = file.tell()
    page = _read_page(file)
    body = 27 + page[26]
    laces = list(page[27:body])
    count = next((index for index, lace in enumerate(laces, 1) if lace < 255), 0)
    packet = bytes(page[body : body + sum(laces[:count])])
    magic = next((magic for magic in (b"\x03vorbis", b"OpusTags") if packet.startswith(magic)), b"")
    if not magic:
        raise OSError("libsndfile wrote comments that aren't where they should be")
    # Vorbis ends its comments with a set bit. What is left over is filled with zeros, as other programs do.
    new = magic + refilled(packet[len(magic) :], comments, b"\x01" if magic[0] == 3 else b"")
    page[body : body + len(packet)] = new.ljust(len(packet), b"\0")
    page[22:26] = bytes(4)
    page[22:26] = struct.pack("<I", _ogg_crc(page))
    file.seek(start)
    file.write(page)


def _read_page(file: BinaryIO) -> bytearray:
    page = bytearray(file.read(27))
    if len(page) < 27 or page[:4] != b"OggS":
        raise OSError("libsndfile wrote something that is no Ogg")
    page += file.read(page[26])
    page += file.read(sum(page[27:]))
    return page


def _crc_table() -> list[int]:
    table = []
    for value in range(256):
        crc = value << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(crc)
    return table


def _ogg_crc(page: bytes | bytearray) -> int:
    """The checksum of a page whose own is set to zero: CRC-32 unreflected, which zlib does not offer."""
    table, crc = _crc_table(), 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ table[crc >> 24 ^ byte]
    return crc
