"""Choose the drafts of a run, and name them within the repository."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from fact_check.drafts.policies import Policies
from fact_check.ledger.paths import SUFFIX
from fact_check.output.counting import count
from fact_check.read import READERS, drafts
from fact_check.runtime.repository import repository_root


def is_draft(path: str) -> bool:
    """Tell whether a path is a folder, a draft or a draft's journal. Missing ones are errors."""
    place = Path(path.removesuffix(SUFFIX))
    return path == "-" or place.suffix in READERS or place.is_dir() or not place.exists()


def chosen(paths: Iterable[str], policies: Policies, say: Callable[[str], None]) -> list[str]:
    """Return the drafts of `paths` that their policies include, each once; a journal counts as its draft.

    Files named one by one must be included too: pre-commit names every changed file.
    """
    named: list[str] = []
    for path in (path.removesuffix(SUFFIX) for path in paths):
        if path == "-" or Path(path).is_dir():
            named.append(path)
        elif policies.leaves_out(path):
            say(f"{path}: left out, as --exclude says")
        elif policies.excludes(path):
            say(f"{path}: left out, the policy excludes it")
        elif Path(path).exists() and not policies.includes(path):
            say(f"{path}: left out, the policy does not include it")
        else:
            named.append(path)
    # A change could hide a draft by .gitignore.
    return list(
        drafts(named, include=policies.includes, exclude=policies.excludes, gitignore=policies.revision is None)
    )


def own(drafts: Iterable[str], root: Path, say: Callable[[str], None]) -> list[str]:
    """Return the drafts tracked by the repository at `root`, without those of submodules or clones in it."""
    kept: list[str] = []
    others: Counter[Path] = Counter()
    roots: dict[Path, Path | None] = {}
    for draft in drafts:
        folder = Path(os.path.normpath(Path.cwd() / draft)).parent
        if folder not in roots:
            roots[folder] = repository_root(folder)
        other = roots[folder]
        if draft != "-" and other is not None and other != root:
            others[other] += 1
        else:
            kept.append(draft)
    for other, n in others.items():
        drafts_of = f"{count(n, 'draft')} of another repository"
        say(f"{uri_of(str(other), root)}: {drafts_of}, left out of what is compared (check it by itself)")
    return kept


def was_taken(old: str, uri: str, paths: Iterable[str], root: Path, policies: Policies) -> bool:
    """Tell whether the same command would have checked a draft that was called `old` in the base.

    A draft from a folder that isn't checked is new. If the draft itself was named, not its folder, only the policy
    decides for its old place.
    """
    file = root / old
    if old == uri:
        return True
    if file.suffix not in READERS or policies.excludes(str(file)) or not policies.includes(str(file)):
        return False
    places = [path.removesuffix(SUFFIX) for path in paths]
    if any(uri_of(place, root) == uri for place in places):
        return True
    return any(file.is_relative_to(os.path.normpath(Path.cwd() / place)) for place in places)


def uri_of(path: str, root: Path) -> str:
    """Return a draft's path from the root of the repository, with forward slashes."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    real, real_root = full.parent.resolve() / full.name, root.resolve()
    return real.relative_to(real_root).as_posix() if real.is_relative_to(real_root) else full.as_posix()
