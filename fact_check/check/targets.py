"""Which drafts a run takes, and what they are called in the repository."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from fact_check.config import Config
from fact_check.ledger.paths import SUFFIX
from fact_check.read import drafts


def chosen(paths: Iterable[str], config: Config, say: Callable[[str], None]) -> list[str]:
    """Return the drafts of `paths` that the policy takes, each once; a journal stands for its draft."""
    named = [path.removesuffix(SUFFIX) for path in paths]
    for path in named:
        if path != "-" and not Path(path).is_dir() and config.excludes(path):
            say(f"{path}: left out, the policy excludes it")
    return list(drafts(named, include=config.includes, exclude=config.excludes))


def uri_of(path: str, root: Path) -> str:
    """Return a draft's path from the root of the repository, with forward slashes."""
    full = Path(os.path.normpath(Path.cwd() / path))
    if full.is_relative_to(root):
        return full.relative_to(root).as_posix()
    real, real_root = full.parent.resolve() / full.name, root.resolve()
    return real.relative_to(real_root).as_posix() if real.is_relative_to(real_root) else full.as_posix()
