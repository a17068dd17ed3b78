"""Decode bytes: UTF-8, or an older encoding that can be told from it. Nothing else is changed."""

import codecs
import re
from typing import NamedTuple

from fact_check.errors import ReadError

LARGEST = 64 * 2**20
"""The most bytes of a plain text draft: as many as the parts of a Word file together."""
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
NO_WINDOWS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
"""Bytes that never occur in Windows-1252 text: control characters, and five unassigned ones."""


class Decoded(NamedTuple):
    text: str
    """Byte order mark and line ends kept."""
    note: str | None = None
    """A note about the encoding; None for UTF-8."""


def decode(raw: bytes, path: str) -> Decoded:
    """Return the text of a file's bytes, and a note if they aren't UTF-8.

    UTF-16 is recognised by its byte order mark; what is neither is taken for Windows-1252, the encoding of old editors.
    Raises ReadError for more than LARGEST bytes, for binary content, and, with the line, for bytes that aren't text in
    any of these encodings.
    """
    check_size(len(raw), path)
    for mark, encoding in UTF_16.items():
        if raw.startswith(mark):
            return _utf_16(raw, encoding, path)
    if b"\0" in raw:
        raise ReadError("is binary, not text", where=path, mend="save the draft as UTF-8 text")
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if NO_WINDOWS.search(raw) is None:
            return Decoded(raw.decode("windows-1252"), "not UTF-8: read as Windows-1252")
        line = raw.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"is not UTF-8: byte 0x{raw[error.start]:02x} on line {line}",
            where=path,
            mend="save the draft as UTF-8",
        ) from None


def check_size(size: int, path: str, most: int | None = None) -> None:
    """Raise ReadError for more bytes than a draft may have, unless said otherwise one of plain text."""
    most = LARGEST if most is None else most
    if size > most:
        raise ReadError(
            f"is too large to be a draft: {size / 2**20:,.0f} MB, of at most {most // 2**20}",
            where=path,
            mend="split it, or use fact-check batch",
        )


def _utf_16(raw: bytes, encoding: str, path: str) -> Decoded:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ReadError("is binary, not text", where=path, mend="save the draft as UTF-8 text")
    return Decoded(text, "not UTF-8: read as UTF-16")
