"""Write results to stdout, to a device or pipe, or to a file, whole or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import RawIOBase, TextIOWrapper
from pathlib import Path
from typing import TextIO

from fact_check.errors import FactCheckError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""Errors that only writing raises."""
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
"""Errors of making a file in a folder that takes no new ones."""
STDOUT = {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}


class WriteError(FactCheckError):
    """A result that cannot be written."""


@contextmanager
def result(file: Path | None) -> Iterator[TextIO]:
    """Give a UTF-8 stream for a result: stdout, or a file that appears only when it is complete.

    Devices and pipes are written to directly, and links are followed. An existing file keeps its mode; a new one gets
    what the umask leaves. Raises WriteError for a folder, a place that can't be written to, and a full disk.
    """
    where = "standard output" if file is None else str(file)
    try:
        if file is None or str(file) in STDOUT:
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", errors="replace")
            yield sys.stdout
            sys.stdout.flush()
        elif _is_stream(file):
            with _text(os.open(file, os.O_WRONLY)) as stream:
                yield stream
        else:
            with _whole(Path(os.path.realpath(file)), where) as stream:
                yield stream
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise _full(error, where) from None


@contextmanager
def stdout_whole() -> Iterator[None]:
    """Raise WriteError if something that is printed inside doesn't reach standard output."""
    given = sys.stdout
    sys.stdout = _buffered(given)
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise _full(error, "standard output") from None
    finally:
        sys.stdout = given


def _buffered(out: TextIO) -> TextIO:
    """Return standard output with a buffer: without one (PYTHONUNBUFFERED) Python drops what a full disk won't take."""
    if out is not sys.__stdout__ or not isinstance(out, TextIOWrapper) or not isinstance(out.buffer, RawIOBase):
        return out
    buffered = open(out.fileno(), "w", encoding=out.encoding, errors=out.errors, closefd=False)  # noqa: SIM115
    buffered.reconfigure(line_buffering=True)
    return buffered


@contextmanager
def _whole(file: Path, where: str) -> Iterator[TextIO]:
    """Write to a temporary file beside the target, then move it into place."""
    old = _state(file, where)
    if old is not None and stat.S_ISDIR(old.st_mode):
        raise WriteError("is a folder", where=where, mend="name a file in it")
    if old is not None and not os.access(file, os.W_OK):
        raise WriteError("is read-only", where=where, mend="change its mode, or choose another place")
    part = file.with_name(f".{file.name[:200]}.{os.urandom(6).hex()}")
    try:
        # The system takes the umask off, as it does for a shell's `>`.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        if old is None or error.errno not in CLOSED:
            raise _cannot(error, where) from None
        # A single file that a container mounts: nothing can be beside it.
        with _text(os.open(file, os.O_WRONLY | os.O_TRUNC)) as stream:
            yield stream
        return
    try:
        if old is not None:
            part.chmod(stat.S_IMODE(old.st_mode))
        with _text(handle) as stream:
            yield stream
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _is_stream(file: Path) -> bool:
    """Tell whether a path is not a regular file but a device, a pipe or a shell's `>(command)`."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _state(file: Path, where: str) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot(error, where) from None


def _text(handle: int) -> TextIO:
    return os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n")


def _cannot(error: OSError, where: str) -> WriteError:
    if error.errno == errno.ENOENT:
        return WriteError("cannot be written: its folder does not exist", where=where, mend="make that folder first")
    return WriteError(f"cannot be written: {error.strerror}", where=where, mend="choose another place")


def _full(error: OSError, where: str) -> WriteError:
    if where == "standard output":
        # What is left in its buffer fails again when Python ends, with a message of its own.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return WriteError(f"cannot be written: {error.strerror}", where=where, mend="is the disk full?")
