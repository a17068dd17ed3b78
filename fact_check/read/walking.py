"""Find the drafts under paths, and decide what is read in a folder."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.errors import ReadError
from fact_check.read.opening import READERS
from fact_check.runtime.files import settings_bytes
from fact_check.runtime.globs import glob_spec
from fact_check.runtime.repository import repository_root, up_to_root

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SKIPPED = {"node_modules", "__pycache__"}
JOURNALS = ".review.jsonl"
"""How the names of review journals end: `drafts/*` in a shell gives them too."""
GITIGNORE = ".gitignore"


def drafts(
    paths: Iterable[str],
    *,
    include: Callable[[str], bool] = lambda _: True,
    exclude: Callable[[str], bool] = lambda _: False,
    gitignore: bool = True,
) -> Iterator[str]:
    """Yield each draft of `paths` once: files as given, folders walked in name order, "-" as it is.

    In folders, it skips hidden folders, files without a reader, links out of the repository, what git ignores and what
    `include` doesn't match; everywhere, it skips what `exclude` matches, and review journals. Raises ReadError for a
    missing path, a file without a reader, a folder without drafts, and a folder of which everything is skipped.
    """
    seen: set[str] = set()
    named = list(paths)
    for path in named:
        if path.endswith(JOURNALS) and len(named) > 1:
            continue
        if path != "-" and Path(path).is_dir():
            found = sorted(_walk(path, gitignore=gitignore))
            taken = [draft for draft in found if include(draft) and not exclude(draft)]
            if not taken:
                raise _nothing(path, found, gitignore=gitignore)
        else:
            if path != "-":
                _openable(path)
            taken = [path] if path == "-" or not exclude(path) else []
        for draft in taken:
            if draft not in seen:
                seen.add(draft)
                yield draft


def gitignores(folder: Path) -> list[Path]:
    """Return every file that says what git ignores in a folder: in it, and above it in its repository."""
    above = [place / GITIGNORE for place in up_to_root(folder.resolve())] if repository_root(folder.resolve()) else []
    within = (Path(here) / GITIGNORE for here, _, files in os.walk(folder) if GITIGNORE in files)
    return list(dict.fromkeys([*above, *within]))


def _openable(path: str) -> None:
    if not Path(path).exists():
        raise ReadError("no such file or folder", where=path, mend="check the path")
    if Path(path).suffix not in READERS:
        raise ReadError("unknown format", where=path, mend=f"give one of {', '.join(READERS.names())}")


def _nothing(path: str, found: list[str], *, gitignore: bool) -> ReadError:
    if found:
        mend = "see include, exclude and default-exclude: `fact-check config`"
        which = f"all {len(found)} drafts in this folder are" if len(found) > 1 else "the one draft in this folder is"
        return ReadError(f"{which} excluded by the policy", where=path, mend=mend)
    if gitignore and any(_walk(path, gitignore=False)):
        return ReadError("git ignores all drafts in this folder", where=path, mend="name them, or change .gitignore")
    return ReadError("no drafts in this folder", where=path, mend=f"looked for {', '.join(READERS.names())}")


def _walk(folder: str, *, gitignore: bool) -> Iterator[str]:
    ignored = _Ignored(Path(folder)) if gitignore else None
    place = Path(folder).resolve()
    root = repository_root(place) or place
    for here, folders, files in os.walk(folder):
        kept = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED)
        if ignored is not None:
            ignored.enter(Path(here), GITIGNORE in files)
        folders[:] = [f for f in kept if ignored is None or not ignored(Path(here, f), folder=True)]
        for name in files:
            if Path(name).suffix in READERS and not name.startswith("."):
                path = Path(here) / name
                if not _leads_out(path, root) and (ignored is None or not ignored(path)):
                    yield str(path)


def _leads_out(path: Path, root: Path) -> bool:
    """Tell whether a draft is a link out of the repository or to git's own files, which must not be shown."""
    if not path.is_symlink():
        return False
    real = Path(os.path.realpath(path))
    return not real.is_relative_to(root) or ".git" in real.relative_to(root).parts


class _Ignored:
    """What git ignores in a folder: the rules nearest to a file decide, and the last one of them.

    A folder that is itself ignored was named on purpose: then only the rules in it count.
    """

    def __init__(self, folder: Path) -> None:
        self._specs: dict[Path, GitIgnoreSpec] = {}
        place = folder.resolve()
        root = repository_root(place)
        if root is None or place == root:
            return
        for above in reversed([*place.parents]):
            if above.is_relative_to(root):
                self.enter(above, (above / GITIGNORE).is_file())
        if self(folder, folder=True):
            self._specs.clear()

    def enter(self, here: Path, has_rules: bool) -> None:
        """Add the rules of a folder."""
        if has_rules:
            try:
                lines = settings_bytes(here / GITIGNORE).decode("utf-8", "replace").splitlines()
                self._specs[here.resolve()] = glob_spec(lines)
            except (OSError, ValueError):  # no rules that anybody can follow
                return

    def __call__(self, path: Path, *, folder: bool = False) -> bool:
        if not self._specs:
            return False
        full = path.parent.resolve() / path.name
        for place in (full.parent, *full.parent.parents):
            spec = self._specs.get(place)
            if spec is not None:
                decided = spec.check_file(full.relative_to(place).as_posix() + "/" * folder).include
                if decided is not None:
                    return decided
        return False
