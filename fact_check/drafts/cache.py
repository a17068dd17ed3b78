"""What earlier runs worked out: `.fact-check-cache/`.

An entry is named by all that it depends on: the draft's bytes and format, this program, the pipeline, the rules. It is
JSON under its own checksum, written whole or not at all; one that is damaged is as good as none. Nothing here is
needed: the folder can be deleted at any time. Importing this costs no pydantic.
"""

import hashlib
import os
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fact_check import __version__

if TYPE_CHECKING:
    from pydantic import BaseModel

NAME = ".fact-check-cache"
KEPT_DAYS = 30
"""How long an entry that nobody asks for is kept."""

TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of fact-check (see https://bford.info/cachedir/); it may be deleted.\n"
)


M = TypeVar("M", bound="BaseModel")


class Cache:
    """The entries in one folder that were made on one ground (see `ground`)."""

    def __init__(self, folder: Path, ground: str) -> None:
        self._folder = folder
        self._ground = ground
        self._writable = True

    def file(self, *parts: str | bytes) -> Path:
        """Return where the entry is kept whose content depends on these parts, and on the ground."""
        digest = hashlib.sha256(self._ground.encode())
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(f"{len(raw)}\0".encode() + raw)
        name = digest.hexdigest()
        return self._folder / name[:2] / f"{name[2:40]}.json"

    def load(self, file: Path, kind: type[M]) -> M | None:
        """Return an entry; None when there is none, or it is damaged."""
        body = self.load_bytes(file)
        try:
            return kind.model_validate_json(body) if body is not None else None
        except ValueError:
            return None

    def save(self, file: Path, entry: "BaseModel") -> None:
        """Keep an entry. A folder that cannot be written to is no cache and no error."""
        self.save_bytes(file, entry.model_dump_json().encode("utf-8", "surrogatepass"))

    def load_bytes(self, file: Path) -> bytes | None:
        """Return an entry's body as it was saved; None when there is none, or it is damaged."""
        try:
            checksum, _, body = file.read_bytes().partition(b"\n")
        except OSError:
            return None
        return body if checksum == _checksum(body) else None

    def save_bytes(self, file: Path, body: bytes) -> None:
        """Keep an entry's body."""
        if not self._writable:
            return
        part = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            self._open()
            file.parent.mkdir(exist_ok=True)
            part.write_bytes(_checksum(body) + b"\n" + body)
            part.replace(file)
        except OSError:
            self._writable = False

    def sweep(self) -> None:
        """Once a day, remove the entries that nobody has asked for in a month."""
        mark = self._folder / "CACHEDIR.TAG"
        now = time.time()
        try:
            if now - mark.stat().st_mtime < 86_400:
                return
            os.utime(mark)
            for file in self._folder.glob("??/*"):
                # Where the disk keeps no time of reading, an entry in use is made anew once a month: no harm.
                if now - max(file.stat().st_mtime, file.stat().st_atime) > KEPT_DAYS * 86_400:
                    file.unlink(missing_ok=True)
        except OSError:
            return

    def _open(self) -> None:
        if (self._folder / "CACHEDIR.TAG").exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        (self._folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")


def ground(rule_files: Sequence[str], model: str | None, *, by_content: bool = False) -> str:
    """Name all that the claims of a given text depend on: program, rules, pipeline.

    A pipeline's files count by size and time; with `by_content`, slower, by what is in them, and the program's too, so
    that two machines with the same installation agree.
    """
    from fact_check.lexicon import lexicon_folder
    from fact_check.rules import rules_folder

    named = "" if by_content and model and Path(model).exists() else model  # then its files say which it is
    digest = hashlib.sha256(f"{program(by_content=by_content)}\0{named}".encode())
    for folder in (folder_of(name) for name in (model, os.environ.get("FACT_CHECK_MODEL")) if name):
        _add(digest, folder, by_content=by_content)
    ours = (file for folder in (rules_folder(), lexicon_folder()) for file in sorted(folder.glob("*.toml")))
    for file in (*ours, *map(Path, rule_files)):
        digest.update(file.read_bytes() if file.exists() else b"")
    return digest.hexdigest()


def program(*, by_content: bool = False) -> str:
    """Name this program with its bundled pipeline, and spaCy.

    An installed program is known by the hashes in its RECORD, which are the same after every installation; a working
    copy by its files' sizes and times, so that it is never served stale.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(__version__.encode())
    record = package.with_name(f"{package.name}-{__version__}.dist-info") / "RECORD"
    lines = record.read_bytes().splitlines() if record.exists() else []
    ours = sorted(line for line in lines if line.startswith(package.name.encode() + b"/") and b",sha256=" in line)
    if ours:
        digest.update(b"\n".join(ours))
    else:
        _add(digest, package, by_content=by_content)
    _add(digest, folder_of("spacy") / "about.py", by_content=True)
    return digest.hexdigest()


def _add(digest: "hashlib._Hash", folder: Path, *, by_content: bool) -> None:
    for file in _files(folder):
        if by_content:
            name = file.name if file == folder else file.relative_to(folder).as_posix()
            digest.update(name.encode("utf-8", "surrogatepass") + hashlib.sha256(file.read_bytes()).digest())
        else:
            stat = file.stat()
            digest.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}".encode("utf-8", "surrogatepass"))


def _files(folder: Path) -> list[Path]:
    """Return a folder's files in name order, or the file itself; os.walk is five times faster than rglob here."""
    if folder.is_file():
        return [folder]
    found = (Path(here) / name for here, _, names in os.walk(folder) for name in names)
    return sorted(file for file in found if file.suffix != ".pyc")


def folder_of(name: str) -> Path:
    """Return where an installed package lies, without importing it, or the folder that is named.

    What is not there is refused where it is loaded.
    """
    found = find_spec(name) if name.isidentifier() else None
    return Path(found.origin).parent if found is not None and found.origin else Path(name)


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
