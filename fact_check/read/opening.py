"""Open files as articles with the right reader."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from fact_check.errors import ReadError
from fact_check.read import decode
from fact_check.read.article import Article
from fact_check.read.formats import txt
from fact_check.read.languages import Others, without_others
from fact_check.read.text import article
from fact_check.registry import Registry, in_folder
from fact_check.rules import Rule
from fact_check.runtime.files import open_plain, whole

Reader = Callable[[str, bytes, tuple[Rule, ...]], Article]
READERS: Registry[Reader] = Registry(
    "fact_check.readers",
    "reader for",
    {
        **{f".{name}": target for name, target in in_folder("fact_check.read.formats", "read").items()},
        ".markdown": "fact_check.read.formats.md:read",
        ".htm": "fact_check.read.formats.html:read",
    },
    canonical=lambda extension: "." + extension.lower().removeprefix("."),
)
"""By file extension: (path as typed, the file's bytes, furniture rules) → Article.

Ours are one file each, named by the extension; what is listed here is a second extension of one of them.
"""

PICTURED = frozenset({".docx", ".odt", ".rtf"})
"""Formats whose files may be large because of pictures: their text is bounded by itself."""
LARGEST_PICTURED = 256 * 2**20
"""The most bytes of such a file."""


def read(
    path: str, furniture: tuple[Rule, ...] = (), *, stdin_filename: str | None = None, others: Others = "skip"
) -> Article:
    """Read one draft; "-" is standard input, taken for the format of `stdin_filename` (plain text without).

    `others` says what becomes of text in other languages. Raises ReadError for a file that is missing, unreadable,
    binary, or in an encoding that cannot be told.
    """
    return read_bytes(
        path, raw_bytes(path, stdin_filename=stdin_filename), furniture, stdin_filename=stdin_filename, others=others
    )


def raw_bytes(path: str, *, stdin_filename: str | None = None) -> bytes:
    """Return a draft's bytes; "-" is standard input, in the format of `stdin_filename`.

    No more is read than a draft may have. Raises ReadError for a file that is missing, unreadable or too large.
    """
    name = stdin_filename or "stdin.txt" if path == "-" else path
    most = LARGEST_PICTURED if Path(name).suffix.lower() in PICTURED else decode.LARGEST
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(most + 1)
            if len(raw) <= most:
                return raw
            said = f"is too large to be a draft: more than {most // 2**20} MB"
            raise ReadError(said, where=path, mend="split it, or use fact-check batch")
        with open_plain(Path(path)) as stream:
            decode.check_size(os.fstat(stream.fileno()).st_size, path, most)
            return whole(stream, Path(path), most)
    except FileNotFoundError:
        raise ReadError("no such file", where=path, mend="check the path") from None
    except IsADirectoryError:
        raise ReadError("is a folder", where=path, mend="name a draft") from None
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", where=path, mend="check its permissions") from None


def read_bytes(
    path: str,
    raw: bytes,
    furniture: tuple[Rule, ...] = (),
    *,
    stdin_filename: str | None = None,
    others: Others = "skip",
) -> Article:
    """Make an article of a draft's bytes; the format is that of `path`. Raises ReadError as `read` does."""
    name = stdin_filename or "stdin.txt" if path == "-" else path
    extension = Path(name).suffix
    reader = READERS.get(extension, where=name) if extension in READERS else txt.read
    return without_others(reader(path, raw, furniture), others)


def read_text(content: str, furniture: tuple[Rule, ...] = (), *, path: str = "-", others: Others = "skip") -> Article:
    """Make an article of plain text that is already in memory."""
    return without_others(article(path, content, furniture), others)
