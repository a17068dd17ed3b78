"""Seal cached entries, so that nobody without the key can write one that is accepted.

A seal is a keyed BLAKE2b (RFC 7693) of an entry's name and body. The key is in the user's own data folder, apart
from the cache, so that an archive of the cache does not hold it; `FACT_CHECK_CACHE_KEY` gives machines that share a
cache one key.
"""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from fact_check.runtime.files import open_plain

FORM = b"fact-check-2"
SIZE = 32


@dataclass(frozen=True, slots=True)
class Seal:
    """Seals entries with a key, and opens those that the same key sealed."""

    key: bytes

    def close(self, body: bytes, name: str) -> bytes:
        """Return a body with its seal. `name` is the entry's name, which is sealed too."""
        return b" ".join((FORM, self._whose(), self._mac(body, name))) + b"\n" + body

    def open(self, raw: bytes, name: str) -> bytes | None:
        """Return the body of an entry that this key sealed under this name; None for anything else."""
        head, _, body = raw.partition(b"\n")
        good = b" ".join((FORM, self._whose(), self._mac(body, name)))
        return body if secrets.compare_digest(head, good) else None

    def is_foreign(self, raw: bytes) -> bool:
        """Tell whether something was sealed with another key."""
        fields = raw.partition(b"\n")[0].split(b" ")
        return len(fields) == 3 and fields[0] == FORM and fields[1] != self._whose()

    def _whose(self) -> bytes:
        return hashlib.blake2b(b"whose", key=self.key, digest_size=4).hexdigest().encode()

    def _mac(self, body: bytes, name: str) -> bytes:
        named = name.encode("utf-8", "surrogatepass")
        mac = hashlib.blake2b(f"{len(named)}\0".encode() + named, key=self.key, digest_size=SIZE)
        mac.update(body)
        return mac.hexdigest().encode()


def own_key() -> bytes | None:
    """Return this user's key, created on first use; None if it cannot be stored."""
    given = os.environ.get("FACT_CHECK_CACHE_KEY")
    if given:
        return hashlib.sha256(given.encode("utf-8", "surrogateescape")).digest()
    named = os.environ.get("FACT_CHECK_DATA_DIR")
    if named:
        folder = Path(named)
    else:
        from platformdirs import user_data_path

        folder = user_data_path("fact-check", appauthor=False)
    file = folder / "cache.key"
    try:
        if not file.exists():
            _make_key(file)
        return _read_key(file)
    except OSError:
        return None


def _make_key(file: Path) -> None:
    """Write a new key, whole or not at all. If several processes do so at once, one wins."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(SIZE))
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _read_key(file: Path) -> bytes | None:
    with open_plain(file, follow=False) as stream:
        if not _is_private(os.fstat(stream.fileno())):
            return None
        key = stream.read(SIZE + 1)
    return key if len(key) == SIZE else None


def private_folder(folder: Path) -> bool:
    """Tell whether a folder is a real one, belongs to this user and is closed to everybody else."""
    try:
        had = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(had.st_mode) and _is_private(had)


def _is_private(had: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows: the user's profile folder is closed to others by the system
        return True
    return had.st_uid == os.geteuid() and not had.st_mode & 0o077
