"""Refuse what git would wait for: pipes and devices where it keeps its own files.

Git opens whatever is in its folder, and whatever its configuration names, without looking at it first. It waits forever
for a pipe that nobody writes to, and a device may have no end.
"""

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from fact_check.errors import GitError
from fact_check.runtime.files import open_plain

LOOKED_AT = 200_000
"""How many of git's files are examined; the rest is left to git's time limit."""
READ = 256 * 2**10
"""How many bytes are read of a configuration, and of each file that it names."""
IN_TREE = {".gitattributes", ".gitignore", ".gitmodules", ".mailmap"}
"""Files of the working tree that git reads itself."""
_VALUE = re.compile(rb'(?m)=[ \t]*"?([^"\r\n#;]+)')


def refuse_pipes(folder: Path) -> None:
    """Raise GitError if git, run in `folder`, would open a pipe or a device."""
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        own = place / ".git"
        if own.is_symlink() or own.exists():
            _refuse(islice(_of_git(own), LOOKED_AT))
            return


def refuse_pipes_in_tree(root: Path) -> None:
    """Raise GitError if a file of the working tree that git itself reads is a pipe or a device."""
    _refuse(each for each in islice(_files(root, hidden=False), LOOKED_AT) if each.name in IN_TREE)


def _refuse(files: Iterator[os.DirEntry[str] | Path]) -> None:
    for each in files:
        if isinstance(each, os.DirEntry) and each.is_file(follow_symlinks=False):
            continue
        path = Path(each)
        try:
            mode = path.stat().st_mode
        except OSError:  # nothing there, or a link in a circle: git says so itself
            continue
        if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise GitError("not a regular file", where=str(path), mend="git would wait for it: remove it")


def _of_git(own: Path) -> Iterator[os.DirEntry[str] | Path]:
    """Yield git's own files, in a worktree also the shared ones, and the files that they name."""
    yield own
    folder = own if own.is_dir() else own.parent / _line(own).removeprefix("gitdir:").strip()
    yield folder / "commondir"
    shared = folder / _line(folder / "commondir")
    for place in dict.fromkeys((folder, shared)):
        for name in ("config", "config.worktree"):
            yield place / name
            yield from _named(place / name)
        yield from _files(place)


def _files(folder: Path, *, hidden: bool = True) -> Iterator[os.DirEntry[str]]:
    """Yield everything in a folder but folders, without following links."""
    left = [str(folder)]
    while left:
        try:
            with os.scandir(left.pop()) as entries:
                for each in entries:
                    if not each.is_dir(follow_symlinks=False):
                        yield each
                    elif hidden or each.name != ".git":
                        left.append(each.path)
        except OSError:
            continue


def _named(config: Path) -> Iterator[Path]:
    """Yield the files that a configuration may name, and those that the named files may."""
    seen: set[Path] = set()
    left = [config]
    while left and len(seen) < 100:
        file = left.pop()
        if file in seen:
            continue
        seen.add(file)
        for value in _VALUE.findall(_read(file)):
            # Path's own fails for a user that there isn't.
            path = file.parent / os.path.expanduser(os.fsdecode(value.strip()))  # noqa: PTH111
            if "\0" not in str(path) and str(path) != os.devnull and os.path.lexists(path):
                yield path
                left.append(path)


def _line(file: Path) -> str:
    return os.fsdecode(_read(file).split(b"\n", 1)[0]).replace("\0", "")


def _read(file: Path) -> bytes:
    """Return the beginning of a file; nothing if it isn't a regular file."""
    try:
        with open_plain(file) as stream:
            return stream.read(READ) or b""
    except OSError:
        return b""
