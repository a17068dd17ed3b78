"""Keep what earlier runs worked out in the user's own cache folder, never in the repository.

An entry's name covers everything it depends on: the draft's bytes and format, this program, the pipeline, the rules. It
is written whole or not at all, and sealed with a key that only this user has (see `seal`), so a file from a repository
or a restored archive cannot pass for one of ours. An entry that is damaged, forged or sealed with another key is
ignored. The folder can be deleted at any time. Importing this costs no pydantic.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from fact_check import __version__
from fact_check.drafts.seal import Seal, own_key, private_folder
from fact_check.runtime.files import open_plain

if TYPE_CHECKING:
    from pydantic import BaseModel

KEPT_DAYS = 30
"""How long an unused entry is kept."""

LARGEST = 64_000_000
"""The most bytes of an entry."""

TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of fact-check (see https://bford.info/cachedir/); it may be deleted.\n"
)


M = TypeVar("M", bound="BaseModel")


def cache_folder(root: Path) -> Path:
    """Return where the entries of the project at `root` are kept.

    `FACT_CHECK_CACHE_DIR` names the folder of all projects; by default it is the platform's cache folder.
    """
    named = os.environ.get("FACT_CHECK_CACHE_DIR")
    if named:
        base = Path(named)
    else:
        from platformdirs import user_cache_path

        base = user_cache_path("fact-check", appauthor=False)
    return base / hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]


class Cache:
    """The cache of the project at `root` for one `ground`: one program, pipeline and set of rules."""

    def __init__(self, root: Path, ground: str) -> None:
        self.folder = cache_folder(root)
        self.foreign = 0
        """How many entries were found with another key's seal."""
        self._ground = ground
        self._key = own_key()
        self._usable: bool | None = None if self._key else False

    def file(self, *parts: str | bytes) -> Path:
        """Return the path of the entry that depends on these parts and on the ground."""
        digest = hashlib.sha256(self._ground.encode())
        for part in parts:
            raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
            digest.update(f"{len(raw)}\0".encode() + raw)
        name = digest.hexdigest()
        return self.folder / name[:2] / f"{name[2:40]}.json"

    def load(self, file: Path, kind: type[M]) -> M | None:
        """Return an entry; None if it is missing or damaged."""
        body = self.load_bytes(file)
        try:
            return kind.model_validate_json(body) if body is not None else None
        except ValueError:
            return None

    def save(self, file: Path, entry: "BaseModel") -> None:
        """Save an entry. Does nothing if the folder cannot be written to or the name is not UTF-8."""
        with contextlib.suppress(ValueError):  # such a name is in the entry, and JSON cannot hold it
            self.save_bytes(file, entry.model_dump_json().encode())

    def load_bytes(self, file: Path) -> bytes | None:
        """Return an entry's body as it was saved; None if there is none, or this user did not write it."""
        if self._key is None or not self._reads():
            return None
        try:
            raw = _entry_bytes(file)
        except OSError:
            return None
        opened = Seal(self._key).open(raw, self._name(file))
        if opened is None and Seal(self._key).is_foreign(raw):
            self.foreign += 1
        return opened

    def has(self, file: Path) -> bool:
        """Tell whether an entry exists, without reading it."""
        return self._reads() and file.exists()

    def save_bytes(self, file: Path, body: bytes) -> None:
        """Save an entry's body."""
        if self._key is None or not self._writes():
            return
        part = file.with_name(f".{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(mode=0o700, exist_ok=True)
            if file.parent.is_symlink():
                return
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
            with os.fdopen(handle, "wb") as stream:
                stream.write(Seal(self._key).close(body, self._name(file)))
            part.replace(file)
        except OSError:
            self._usable = False

    def sweep(self) -> None:
        """Remove, once a day, our entries that have not been used for a month. Follows no link."""
        mark = self.folder / "CACHEDIR.TAG"
        now = time.time()
        try:
            if not self._reads() or now - mark.lstat().st_mtime < 86_400:
                return
            os.utime(mark, follow_symlinks=False)
            for folder in os.scandir(self.folder):
                if len(folder.name) != 2 or not folder.is_dir(follow_symlinks=False):
                    continue
                for file in os.scandir(folder):
                    # If the disk doesn't record access times, an entry in use is rebuilt once a month, without harm.
                    had = file.stat(follow_symlinks=False)
                    old = now - max(had.st_mtime, had.st_atime) > KEPT_DAYS * 86_400
                    if old and file.name.endswith(".json") and file.is_file(follow_symlinks=False):
                        Path(file.path).unlink(missing_ok=True)
        except OSError:
            return

    def _name(self, file: Path) -> str:
        return f"{file.parent.name}/{file.name}"

    def _reads(self) -> bool:
        """Tell whether the folder exists and belongs to this user alone."""
        if self._usable is None and self.folder.is_dir():
            self._usable = private_folder(self.folder)
        return bool(self._usable)

    def _writes(self) -> bool:
        """Make the folder if it is missing; tell whether it belongs to this user alone."""
        if self._usable is None and not self.folder.is_dir():
            try:
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                self.folder.mkdir(mode=0o700, exist_ok=True)
                (self.folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")
            except OSError:
                self._usable = False
        return self._reads()


def _entry_bytes(file: Path) -> bytes:
    """Read an entry. Raises OSError for a link, a device, a folder, and a file too large to be one of ours."""
    if file.parent.is_symlink():
        raise OSError("a link")
    with open_plain(file, follow=False) as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise OSError("too large")
    return raw


def ground(
    desk_files: Sequence[str], model: str | None, disabled: Sequence[str] = (), *, by_content: bool = False
) -> str:
    """Return a key for everything the claims of a text depend on: program, rules, word lists, disabled rules, pipeline.

    A pipeline's files count by size and time. With `by_content`, which is slower, they and the program's count by
    content, so that two machines with the same installation agree.
    """
    from fact_check.lexicon import lexicon_folder
    from fact_check.rules import rules_folder

    named = "" if by_content and model and Path(model).exists() else model  # then its files say which it is
    digest = hashlib.sha256(f"{program(by_content=by_content)}\0{named}".encode())
    for folder in (folder_of(name) for name in (model, os.environ.get("FACT_CHECK_MODEL")) if name):
        _add(digest, folder, by_content=by_content)
    ours = (file for folder in (rules_folder(), lexicon_folder()) for file in sorted(folder.glob("*.toml")))
    for file in (*ours, *map(Path, desk_files)):
        digest.update(file.read_bytes() if file.is_file() else b"")
    digest.update("\0".join(disabled).encode())
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
    if folder.is_file():
        _add_file(digest, folder.name, str(folder), folder.stat(), by_content=by_content)
        return
    for name, file in sorted(_files(str(folder))):
        _add_file(digest, name, file.path, file.stat(), by_content=by_content)


def _add_file(digest: "hashlib._Hash", name: str, path: str, stat: os.stat_result, *, by_content: bool) -> None:
    if by_content:
        digest.update(name.encode("utf-8", "surrogatepass") + hashlib.sha256(Path(path).read_bytes()).digest())
    else:
        digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}".encode("utf-8", "surrogatepass"))


def _files(folder: str, above: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield a folder's files, each after its name in it; to make and compare paths would take five times as long."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:  # loading reports a missing one
        for entry in entries:
            if not entry.is_dir():
                if not entry.name.endswith(".pyc"):
                    yield above + entry.name, entry
            elif entry.name != "__pycache__" and not entry.is_symlink():
                yield from _files(entry.path, f"{above}{entry.name}/")


def folder_of(name: str) -> Path:
    """Return the folder of an installed package, without importing it, or the named folder.

    Loading reports a missing one.
    """
    found = find_spec(name) if name.isidentifier() else None
    return Path(found.origin).parent if found is not None and found.origin else Path(name)
