"""Read what a change is checked against: drafts and journals as they were in another revision, by git's commands."""

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fact_check.errors import GitError
from fact_check.runtime.git import git
from fact_check.runtime.git_files import refuse_pipes_in_tree

HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Base:
    """A revision of the repository at `root`."""

    root: Path
    ref: str
    """As the user typed it."""
    commit: str
    """The merge base of `ref` and HEAD, where the change left it, or `ref` itself if they share no history."""
    was: dict[str, str | None]
    """Every file, by uri, that differs from `commit`, with its uri there; None if it didn't exist."""

    def touched(self, uri: str) -> bool:
        """Tell whether a file differs from the revision."""
        return uri in self.was

    def old_uri(self, uri: str) -> str | None:
        """Return a file's uri in the revision; None if it didn't exist."""
        return self.was.get(uri, uri)

    def content(self, old_uri: str) -> bytes | None:
        """Return a file's bytes in the revision; None if it doesn't have the file."""
        done = git(self.root, "cat-file", "blob", f"{self.commit}:{old_uri}", check=False)
        return done.stdout if done.returncode == 0 else None

    def changed_lines(self, uri: str, raw: bytes) -> frozenset[int]:
        """Return the numbers of the lines of today's file that the revision doesn't have."""
        old = self.old_uri(uri)
        if old is None:
            return frozenset(range(1, raw.count(b"\n") + 2))
        paths = dict.fromkeys((old, uri))
        done = git(self.root, "diff", "-U0", "-M", *PLAIN, self.commit, "--", *paths)
        lines: set[int] = set()
        for hunk in HUNK.finditer(done.stdout):
            first, count = int(hunk[1]), int(hunk[2] or 1)
            lines.update(range(first, first + count))
        return frozenset(lines)


PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv")


def open_base(ref: str, drafts: Sequence[str], *, start: Path | None = None, where: str = "--diff-base") -> Base:
    """Resolve a revision and find what differs from it; `drafts` may be new files that git doesn't know yet.

    `where` is what named it, for errors.

    Raises GitError without git, outside a repository, for a revision that doesn't exist, and in a clone that is too
    shallow to show what the branch brings.
    """
    start = start or Path.cwd()
    top = git(start, "rev-parse", "--show-toplevel", check=False)
    if top.returncode != 0:
        raise GitError("not a git repository", where=str(start), mend=f"{where} compares with a git revision")
    root = Path(os.fsdecode(top.stdout.rstrip(b"\n")))
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", check=False)
    if found.returncode != 0:
        raise GitError(f"no revision {ref!r}", where=where, mend="fetch it first, or check its name")
    commit = found.stdout.decode().strip()
    fork = git(root, "merge-base", commit, "HEAD", check=False)
    if fork.returncode == 0:
        commit = fork.stdout.decode().strip()
    elif git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise GitError(
            f"this shallow clone does not hold the commit where the branch left {ref!r}",
            where=where,
            mend="fetch the history: `git fetch --unshallow`, fetch-depth: 0 for GitHub, GIT_DEPTH: 0 for GitLab",
        )
    return Base(root, ref, commit, _differences(root, commit, drafts))


def _differences(root: Path, commit: str, drafts: Sequence[str]) -> dict[str, str | None]:
    """Return, by uri, what differs between a commit and today's files, with its uri in the commit."""
    refuse_pipes_in_tree(root)
    listed = git(root, "ls-files", "--others", "--exclude-standard", "-z").stdout
    unknown = [name for name in listed.split(b"\0") if name]
    with tempfile.TemporaryDirectory() as scratch:
        env = {}
        if unknown:
            # A rename that git has not been told of is found all the same: in a copy of the index, with a place of
            # its own for objects, so that nothing is written to the repository.
            index, objects = (_place(root, name) for name in ("index", "objects"))
            copy = Path(scratch) / "index"
            if index.exists():
                # With its time: git trusts an entry that is older than its index without reading the file.
                shutil.copy2(index, copy)
            others = os.pathsep.join(p for p in (str(objects), os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES")) if p)
            env = {
                "GIT_INDEX_FILE": str(copy),
                "GIT_OBJECT_DIRECTORY": scratch,
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": others,
            }
            names = b"\0".join(b":(top,literal)" + name for name in unknown)
            git(root, "add", "-N", "--pathspec-from-file=-", "--pathspec-file-nul", env=env, stdin=names)
        done = git(root, "diff", "--name-status", "-z", "-M", *PLAIN, commit, env=env)
    fields = [os.fsdecode(field) for field in done.stdout.split(b"\0")]
    was: dict[str, str | None] = {}
    while len(fields) > 1:
        status = fields.pop(0)
        old = fields.pop(0)
        if status[0] in "RC":
            was[fields.pop(0)] = old
        else:
            was[old] = None if status[0] == "A" else old
    # Drafts that git is told to ignore are compared too: as new ones.
    listed = git(root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).stdout
    known = set(os.fsdecode(listed).split("\0"))
    was.update((draft, None) for draft in drafts if draft not in was and draft not in known)
    return was


def _place(root: Path, name: str) -> Path:
    """Return where git keeps a part of a repository."""
    return root / os.fsdecode(git(root, "rev-parse", "--git-path", name).stdout.rstrip(b"\n"))
