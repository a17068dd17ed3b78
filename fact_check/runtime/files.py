"""Read files that anybody may have written, up to a limit and without waiting forever."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EAGAIN}
"""Errors of a system that has no files, memory, space or processes left; never our fault."""

LARGEST = 64 * 2**20
"""Bytes of any other file that is read whole, such as a journal: a hundred thousand decisions take less."""
SETTINGS = 4 * 2**20
"""The most bytes of a policy, a rule file or a word list: its tables take a hundred times as many while it is read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when last checked; all zeros if there was none."""

    inode: int = 0
    size: int = 0
    written: int = 0

    @classmethod
    def of(cls, path: Path) -> "Seen":
        """Return what a file is like now; no error is raised for one that cannot be read."""
        try:
            found = path.stat()
        except OSError:
            return cls()
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


def open_plain(path: Path, *, follow: bool = True) -> BinaryIO:
    """Open a regular file for reading; without `follow`, not through a link.

    Raises OSError as `open` does, and for anything but a regular file: a pipe could block forever, and a device may
    have no end.
    """
    straight = 0 if follow else getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | straight)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "not a regular file", str(path))


def whole(stream: BinaryIO, path: Path, most: int = LARGEST) -> bytes:
    """Return what a stream holds.

    Raises OSError for more than `most` bytes, and for a system file, regular by its mode, with nothing to read yet.
    """
    raw: bytes | None = stream.read(most + 1)
    if raw is None:
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    if len(raw) > most:
        raise _too_large(path, most)
    return raw


def _too_large(path: Path, most: int) -> OSError:
    return OSError(errno.EFBIG, f"larger than {most // 2**20} MB", str(path))


def refusal(error: OSError) -> dict[str, str]:
    """Return, for an error, what is wrong with a file that couldn't be opened, and what to do next."""
    if error.errno == errno.EFBIG:
        return {"what": f"is {error.strerror}", "mend": "split it"}
    if isinstance(error, IsADirectoryError):
        return {"what": "is a folder", "mend": "name a file"}
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return {"what": "no such file", "mend": "check the path"}
    return {"what": f"cannot be read: {error.strerror}", "mend": "check its path and its permissions"}


def plain_bytes(path: Path, most: int = LARGEST) -> bytes:
    """Return a regular file's bytes; raises OSError as `open_plain` does, and for more than `most` bytes."""
    with open_plain(path) as stream:
        if os.fstat(stream.fileno()).st_size > most:
            raise _too_large(path, most)
        return whole(stream, path, most)


def bytes_if_readable(path: Path) -> bytes | None:
    """Return a regular file's bytes, None for one that is missing or that `plain_bytes` refuses."""
    try:
        return plain_bytes(path)
    except OSError:
        return None


def settings_bytes(path: Path) -> bytes:
    """Return the bytes of a policy, rule file or word list; raises OSError as `open_plain` does, and for too many."""
    return plain_bytes(path, SETTINGS)
