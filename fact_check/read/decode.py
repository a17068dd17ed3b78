"""Bytes to text: UTF-8 and nothing else, and nothing altered."""

from fact_check.errors import ReadError


def decode(raw: bytes, path: str) -> str:
    """Return the text of UTF-8 bytes, byte order mark and line ends kept.

    Raises ReadError for binary content and for bytes that are not UTF-8, with their line.
    """
    if b"\0" in raw:
        raise ReadError("is binary, not a text", where=path, mend="save the draft as UTF-8 text")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"is not UTF-8: byte 0x{raw[error.start]:02x} on line {line}",
            where=path,
            mend="save the draft as UTF-8",
        ) from None
