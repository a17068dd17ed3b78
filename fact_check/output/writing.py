"""Results leave here: to stdout, or whole or not at all into a file."""

import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from fact_check.errors import FactCheckError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""What only writing fails with."""


class WriteError(FactCheckError):
    """A result that cannot be written."""


@contextmanager
def result(file: Path | None) -> Iterator[TextIO]:
    """Give a UTF-8 stream for a result: stdout, or a file that appears only when all of it is written.

    Raises WriteError when the file's folder is missing or read-only, or the disk is full.
    """
    if file is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        return
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", where=str(file), mend="choose another place") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            yield stream
        part.chmod(0o644)
        part.replace(file)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in FULL:
            mend = "is the disk full?"
            raise WriteError(f"cannot be written: {error.strerror}", where=str(file), mend=mend) from None
        raise
