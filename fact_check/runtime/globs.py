"""Match globs as in .gitignore in time proportional to a path: anybody may have written both.

pathspec turns each glob into an expression. With many stars, Python's engine tries every way to divide a name among
them; if all but the last star take as little as they can and never give it back, the same paths match.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STAR, ONE = "[^/]*", "[^/]"
ABOVE, BETWEEN = "(?:.+/)?", "(?:/.+)?"
"""The expressions for `**`: before a glob, and within it."""
TOKEN = re.compile(
    rf"{re.escape(STAR)}|{re.escape(ABOVE)}|{re.escape(BETWEEN)}"
    r"|\(\?:\(\?P<ps_d>/\)\|\$\)|\(\?P<ps_d>/\)|\[(?:\\.|[^\]\\])+\]|\\.|.",
    re.DOTALL,
)


def glob_spec(globs: Iterable[str]) -> "GitIgnoreSpec":
    """Compile globs. Raises ValueError for an invalid one."""
    from pathspec import GitIgnoreSpec  # 10 ms of import that a policy without globs doesn't need

    return GitIgnoreSpec.from_lines(globs, _patterns(), backend="simple")


@cache
def _patterns() -> type:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    class Pattern(GitIgnoreSpecPattern):
        @classmethod
        def pattern_to_regex(cls, pattern):  # type: ignore[no-untyped-def]
            written, include = super().pattern_to_regex(pattern)
            return (direct(written) if isinstance(written, str) else written), include

        def __reduce__(self) -> tuple[Callable[..., object], tuple[object]]:
            return _pattern, (self.pattern,)  # worker processes get the policy by pickle

    return Pattern


def _pattern(glob: str) -> object:
    """Return the pattern of a glob."""
    return _patterns()(glob)


def direct(expression: str) -> str:
    """Return the expression of a glob, rewritten to match the same paths without backtracking."""
    stretches: list[list[str]] = [[]]
    for token in TOKEN.findall(expression):
        if token in (ABOVE, BETWEEN):
            stretches.append([])
        stretches[-1].append(token)
    first, *others = stretches
    written = _segments(first)
    for number, stretch in enumerate(others, 1):
        if number == len(others):
            return written + stretch[0] + _segments(stretch[1:])
        steps = "(?:[^/]+/)*?" if stretch[0] == ABOVE else "(?:/[^/]+)*?"
        written += f"(?>{steps}{_segments(stretch[1:])}(?=/))"
    return written


def _segments(tokens: list[str]) -> str:
    parts = (list(part) for _, part in groupby(tokens, key=lambda token: token == "/" or token[0] in "^("))
    return "".join(map(_segment, parts))


def _segment(tokens: list[str]) -> str:
    """Write the part of a glob between two slashes; as in git, no set of characters holds the slash."""
    tokens = [f"(?!/){token}" if token[0] == "[" and token not in (STAR, ONE) else token for token in tokens]
    fixed = [""]
    for token in tokens:
        if token == STAR:
            fixed.append("")
        else:
            fixed[-1] += token
    if len(fixed) < 3:
        return "".join(tokens)
    first, *middle, last = fixed
    return first + "".join(f"(?>[^/]*?{each})" for each in middle if each) + STAR + last
