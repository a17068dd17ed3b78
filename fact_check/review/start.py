"""Start a review: begin to find its claims first, then load and open the rest.

This module imports only what finding claims needs; anything else would delay it.
"""

import os
import sys
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial

from fact_check.claims import Claim
from fact_check.drafts.driver import annotate_drafts
from fact_check.drafts.policies import Policies
from fact_check.lexicon import bind_run, bound
from fact_check.read import Article, drafts
from fact_check.runtime.companion import Companion, Way


def review(
    paths: Sequence[str],
    policies: Policies,
    *,
    by: str | None = None,
    plain: bool = False,
    blind: bool = False,
    adjudicates: bool = False,
    by_risk: bool = False,
    for_: str | None = None,
) -> None:
    """Review drafts on the full screen; line by line if asked to, without a terminal, or in a dumb one.

    Raises ReadError, JournalError or ConfigError up front for anything that would fail later.
    """
    names = list(drafts(paths, include=policies.includes, exclude=policies.excludes))
    bind_run(policies.of(name).lexicon_files for name in names)
    find = partial(_find, policies)
    is_plain = plain or _is_plain()
    # The screen's process is busy importing Textual, painting and listening, so claims are found beside it from now on.
    with nullcontext(find) if is_plain or not names else _Beside(policies, names[0]) as find_somewhere:
        from fact_check.review.opening import open_review

        open_review(
            names,
            policies,
            find_somewhere,
            by=by,
            is_plain=is_plain,
            blind=blind,
            adjudicates=adjudicates,
            by_risk=by_risk,
            for_=for_,
        )


class _Beside:
    """Finds claims beside the screen: one process for each set of word lists, the first from the start."""

    def __init__(self, policies: Policies, first: str) -> None:
        self._policies = policies
        self._lock = threading.Lock()
        self._every: dict[tuple[str, ...], Companion[str, tuple[Article, tuple[Claim, ...]]]] = {}
        self._of(first)

    def __call__(self, name: str) -> tuple[Article, tuple[Claim, ...]]:
        return self._of(name)(name)

    def __enter__(self) -> "_Beside":
        return self

    def __exit__(self, *raised: object) -> None:
        for each in self._every.values():
            each.close()

    def _of(self, name: str) -> Companion[str, tuple[Article, tuple[Claim, ...]]]:
        with self._lock:
            lists = self._policies.of(name).lexicon_files
            if lists not in self._every:
                # A forked process has the lists of this one.
                way: Way | None = None if not self._every and lists == bound() else "spawn"
                self._every[lists] = Companion(partial(_find, self._policies), name, way=way)
            return self._every[lists]


def _find(policies: Policies, name: str) -> tuple[Article, tuple[Claim, ...]]:
    """Read a draft as it is now, and find its claims."""
    (found,) = annotate_drafts([name], policies)
    return found


def _is_plain() -> bool:
    """Tell whether the full screen cannot work here."""
    return not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "") in ("", "dumb")
