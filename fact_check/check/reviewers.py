"""Read who may decide on which drafts, in the form of CODEOWNERS; decisions of others don't count.

    drafts/**            @anna "Bea Lind"
    drafts/courts/**     clara@desk.example

The last line that matches a draft, or its journal, counts. A name is the one that a decision is signed with; an address
is that of the author of the commit that brought the decision.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from fact_check.check.verdict import Version
from fact_check.errors import ConfigError, GitError
from fact_check.ledger.paths import SUFFIX
from fact_check.output.counting import count
from fact_check.runtime.files import plain_bytes, refusal
from fact_check.runtime.git import git
from fact_check.runtime.globs import glob_spec

WORD = re.compile(r'"([^"]*)"|((?:\\.|[^\s"])+)')
COMMIT = re.compile(rb"(?m)^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$((?:\n[^\t].*)*)\n\t(.*)$")
"""A line of `git blame --line-porcelain`: its commit, what is known of that, the line itself."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: a pattern, and who may decide on what it matches."""

    matches: Callable[[str], bool]
    who: frozenset[str]
    """Names and addresses, all in lower case; empty for anybody."""

    @property
    def addresses(self) -> frozenset[str]:
        return frozenset(each for each in self.who if "@" in each)


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Who may decide on which drafts."""

    file: Path
    where: str
    """How messages name the file."""
    lines: tuple[Line, ...]

    @property
    def asks_git(self) -> bool:
        """Tell whether the commits of journals matter."""
        return any(line.addresses for line in self.lines)

    def counted(
        self, version: Version, root: Path, say: Callable[[str], None], *, commit: str | None = None
    ) -> Version:
        """Return a version of a draft whose journal has only what counts; `commit` is the one that it is in.

        What is left out leaves an empty line, so that errors in other lines name the right one. Raises GitError if the
        commits of a journal can't be found out.
        """
        if not version.journal:
            return version
        found = [line for line in self.lines if line.matches(version.uri) or line.matches(version.uri + SUFFIX)]
        if found and not found[-1].who:
            return version
        who = found[-1].who if found else frozenset()
        authors = _authors(version.uri + SUFFIX, root, commit) if found and found[-1].addresses else {}
        lines: list[bytes] = []
        left_out: Counter[str] = Counter()
        for content in version.journal.split(b"\n"):
            name = _signed_by(content)
            if name is not None and who.isdisjoint({name.casefold(), *authors.get(content, ())}):
                left_out[name] += 1
                content = b""
            lines.append(content)
        for name, n in sorted(left_out.items()):
            why = f"does not name {name} for this draft" if found else "has no line about it"
            say(f"{version.path}: {count(n, 'event')} by {name} not counted: {self.where} {why}")
        return replace(version, journal=b"\n".join(lines)) if left_out else version


def read_reviewers(file: Path, where: str | None = None) -> Reviewers:
    """Read the file. Raises ConfigError for an unreadable file and for an invalid pattern."""
    where = where or str(file)
    try:
        text = plain_bytes(file).decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("no such file", where=where, mend="check the path") from None
    except OSError as error:
        raise ConfigError(where=where, **refusal(error)) from None
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8", where=where, mend="save it as UTF-8") from None
    lines = []
    for number, content in enumerate(text.splitlines(), 1):
        words = [found[1] if found[1] is not None else found[2] for found in WORD.finditer(content)]
        comment = next((n for n, word in enumerate(words) if word.startswith("#")), len(words))
        pattern, *who = words[:comment] or [""]
        if not pattern or pattern.startswith(("[", "^[")):  # a section's heading, as GitLab has them
            continue
        try:
            matches = _matcher(pattern)
        except ValueError as error:
            mend = "write it as in CODEOWNERS"
            raise ConfigError(f"{pattern!r} is not a pattern: {error}", where=f"{where}:{number}", mend=mend) from None
        lines.append(Line(matches, frozenset(each.removeprefix("@").casefold() for each in who)))
    return Reviewers(file, where, tuple(lines))


def _matcher(pattern: str) -> Callable[[str], bool]:
    if pattern.startswith("!"):
        raise ValueError("CODEOWNERS has no exceptions")
    spec = glob_spec([pattern])
    # Git would take what is in folders below; CODEOWNERS does not.
    below = glob_spec([f"{pattern}/"]) if pattern.endswith("/*") else None
    return lambda uri: spec.match_file(uri) and not (below and below.match_file(uri))


def _signed_by(content: bytes) -> str | None:
    """Return who signed an entry of a journal; None for an invalid line or the mark of a torn one."""
    from pydantic import ValidationError

    from fact_check.ledger.events import EVENT, Torn

    try:
        event = EVENT.validate_json(content)
    except ValidationError:
        return None
    return None if isinstance(event, Torn) else event.who


def _authors(journal: str, root: Path, commit: str | None) -> dict[bytes, set[str]]:
    """Return the address of the author who committed each line of a journal; None if it isn't committed.

    `.mailmap` is ignored, because a change may have written it.
    """
    revision = [commit] if commit is not None else []
    done = git(
        root,
        "-c",
        "blame.ignoreRevsFile=",
        "blame",
        "--no-textconv",
        "--line-porcelain",
        *revision,
        "--",
        journal,
        check=False,
    )
    lines = [(found[1].decode(), found[2], found[3]) for found in COMMIT.finditer(done.stdout)]
    lines = [each for each in lines if each[0].strip("0")]
    shallow = any(b"\nboundary" in about for _, about, _ in lines)
    if shallow and git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise GitError(
            "this shallow clone does not hold the commits that brought the decisions",
            where=journal,
            mend="fetch the history: `git fetch --unshallow`, fetch-depth: 0 for GitHub, GIT_DEPTH: 0 for GitLab",
        )
    found: dict[bytes, set[str]] = {}
    if lines:
        commits = "\n".join(sorted({name for name, _, _ in lines})).encode()
        told = git(root, "log", "--no-walk", "--no-mailmap", "--format=%H %ae", "--stdin", stdin=commits).stdout
        address = dict(line.split(" ", 1) for line in os.fsdecode(told).splitlines() if " " in line)
        for name, _, content in lines:
            found.setdefault(content, set()).add(address.get(name, "").casefold())
    return found
