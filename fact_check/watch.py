"""Findings again at every save, for those whose editor does not speak the protocol."""

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from fact_check.check.formats.text import render
from fact_check.check.run import check
from fact_check.check.stdout import Screen
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError
from fact_check.ledger.paths import SUFFIX
from fact_check.output.notices import notice
from fact_check.policy_files import OWN, SHARED
from fact_check.read import READERS


def watch(paths: Iterable[str], policies: Callable[[], Policies]) -> None:
    """Check drafts now, and those that were saved at every save; all of them when a policy was. Ends with Ctrl-C.

    Raises FactCheckError where nothing can be watched.
    """
    try:
        from watchfiles import watch as changes
    except ModuleNotFoundError:
        raise FactCheckError("the watch extra is not installed", mend='pip install "fact-check[watch]"') from None
    named = list(paths)
    missing = next((path for path in named if path == "-" or not Path(path).exists()), None)
    if missing is not None:
        what = "standard input cannot be watched" if missing == "-" else "no such file or folder"
        raise FactCheckError(what, where=missing, mend="name drafts, or folders of drafts")
    # A file that an editor replaces is another file: its folder is watched.
    folders = sorted({Path(path) if Path(path).is_dir() else Path(path).parent for path in named})
    begun = False
    # The first turn comes when the folders are watched, so that a draft saved during the first check is checked again.
    for saved in changes(*folders, raise_interrupt=False, debounce=200, rust_timeout=50, yield_on_timeout=True):
        again = touched((Path(place) for _, place in saved), named) if begun else named
        begun = True
        if again:
            show(again, policies)


def touched(saved: Iterable[Path], named: list[str]) -> list[str]:
    """Return which drafts are to be checked when some files were saved: all that were named when a policy was."""
    found: dict[str, None] = {}
    for place in saved:
        if place.name in (OWN, SHARED):
            return named
        draft = place.parent / place.name.removesuffix(SUFFIX)
        if draft.suffix in READERS and draft.is_file() and _is_under(draft, named):
            found[str(draft.relative_to(Path.cwd()) if draft.is_relative_to(Path.cwd()) else draft)] = None
    return list(found)


def show(paths: Iterable[str], policies: Callable[[], Policies]) -> None:
    """Check drafts, and print what is found, or in one line what keeps them from being checked."""
    try:
        report = check(paths, policies(), say=notice).report
    except FactCheckError as error:
        notice(str(error))
        return
    sys.stdout.write(f"— {datetime.now():%H:%M:%S}\n{render(report, Screen.of_stdout())}\n")
    sys.stdout.flush()


def _is_under(draft: Path, named: list[str]) -> bool:
    full = draft.resolve()
    return any(full == Path(path).resolve() or full.is_relative_to(Path(path).resolve()) for path in named)
