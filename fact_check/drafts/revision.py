"""Read the desk's policy from another revision, so that a change can't loosen its own check.

The files that a policy names come from that revision, too: rule files, word lists, reviewers, the baseline. They are
copied to a temporary folder with the repository's layout. Files outside the repository are read in place.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fact_check.config import Config, load_config, policy_in
from fact_check.errors import ConfigError, FactCheckError, GitError
from fact_check.policy_files import OWN, SHARED, table_in
from fact_check.runtime.git import git

LINK = "120000"
"""Git's mode of a symbolic link."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The files of one revision of the repository at `root`."""

    root: Path
    ref: str
    """As the user typed it."""
    commit: str
    modes: dict[str, str]
    """The mode of every file, by its path from the root."""
    folder: Path
    """Where its files are copied to."""

    def policy_in(self, folder: Path) -> Config | None:
        """Return the policy of a folder of the repository in the revision, its files copied."""
        if not folder.is_relative_to(self.root):
            return None
        for name in (OWN, SHARED):
            if self._has(file := folder / name):
                self._lay_out_policy(file)
        found = policy_in(self.folder / folder.relative_to(self.root))
        return None if found is None else self._settled(found)

    def policy(self, file: Path) -> Config:
        """Return the policy that was named. Raises ConfigError."""
        if not _full(file).is_relative_to(self.root):
            return load_config(file=file)
        return self._settled(load_config(file=self._lay_out_policy(_full(file))))

    def laid_out(self, file: Path) -> Path:
        """Return where to read a file as the revision has it; one outside the repository is read in place.

        Raises ConfigError for a file that the revision does not have, and for a link, which could lead anywhere.
        """
        full = _full(file)
        if not full.is_relative_to(self.root):
            return file
        place = self.folder / full.relative_to(self.root)
        if not place.exists():
            where = self._called(full)
            if not self._has(full):
                raise ConfigError("no such file", where=where, mend=f"--policy-from reads {self.ref}")
            if self.modes[full.relative_to(self.root).as_posix()] == LINK:
                raise ConfigError("is a link", where=where, mend="--policy-from follows none: commit the file")
            place.parent.mkdir(parents=True, exist_ok=True)
            uri = full.relative_to(self.root).as_posix()
            place.write_bytes(git(self.root, "cat-file", "blob", f"{self.commit}:{uri}").stdout)
        return place

    def _has(self, file: Path) -> bool:
        return file.relative_to(self.root).as_posix() in self.modes

    def _lay_out_policy(self, file: Path) -> Path:
        """Copy a policy and those that it extends."""
        place = self.laid_out(file)
        seen = {file}
        while isinstance(base := (table_in(self.laid_out(file), named=True) or {}).get("extend"), str):
            file = self._named(base, file.parent, f"{self._called(file)}: extend")
            if file in seen or not file.is_relative_to(self.root):  # a circle is refused where the policy is loaded
                break
            seen.add(file)
        return place

    def _named(self, name: str, folder: Path, where: str) -> Path:
        """Return the file that a policy in `folder` names. Raises ConfigError if the copy could not hold it."""
        file = _full(folder / name)
        within = file.is_relative_to(self.root)
        if within and Path(name).is_absolute():
            raise ConfigError(f"{name!r} is an absolute path", where=where, mend="start from the policy's folder")
        if not within and not Path(name).is_absolute():
            raise ConfigError(f"{name!r} points outside the repository", where=where, mend="give an absolute path")
        return file

    def _settled(self, config: Config) -> Config:
        """Return a copied policy as that of the repository's own folder."""
        assert config.file is not None
        file = self._real(config.file)
        own = Path(self._called(file))
        origins = {key: own if each == config.file else self._real(each) for key, each in config.origins.items()}
        about = {
            "file": own,
            "root": file.parent,
            "extended": tuple(map(self._real, config.extended)),
            "origins": origins,
            "mirror": (self.root, self.folder),
        }
        found = config.model_copy(update=about)
        for key, name in found.named_files:
            self.laid_out(self._named(name, found.folder_of(key), f"{own}: {key}"))
        model = _full(Path(config.model)) if config.model else None
        if model is not None and model.exists() and model.is_relative_to(self.root):
            mend = "a pipeline is code: install it as a package"
            raise ConfigError(f"the pipeline {config.model!r} is in the repository", where=f"{own}: model", mend=mend)
        return found

    def _real(self, place: Path) -> Path:
        """Return the place in the repository of a copied file."""
        full = _full(place)
        return self.root / full.relative_to(self.folder) if full.is_relative_to(self.folder) else place

    def _called(self, file: Path) -> str:
        """Return what git calls a file of the revision."""
        return f"{self.ref}:{file.relative_to(self.root).as_posix()}"


@contextmanager
def open_revision(ref: str) -> Iterator[Revision]:
    """Resolve a revision of the working folder's repository; copied files are deleted on exit.

    Errors name files of the revision as git does. Raises GitError outside a repository and for a revision that does not
    exist.
    """
    top = git(Path.cwd(), "rev-parse", "--show-toplevel", check=False)
    if top.returncode != 0:
        raise GitError("not a git repository", where=str(Path.cwd()), mend="--policy-from reads a git revision")
    root = Path(os.fsdecode(top.stdout.rstrip(b"\n"))).resolve()
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}", check=False)
    if found.returncode != 0:
        raise GitError(f"no revision {ref!r}", where="--policy-from", mend="fetch it first, or check its name")
    commit = found.stdout.decode().strip()
    with tempfile.TemporaryDirectory(prefix="fact-check-") as made:
        folder = Path(made).resolve()
        try:
            yield Revision(root, ref, commit, _modes(root, commit), folder)
        except FactCheckError as error:
            where = error.where and error.where.replace(f"{folder}{os.sep}", f"{ref}:")
            raise type(error)(error.what, where=where, mend=error.mend) from None


def _modes(root: Path, commit: str) -> dict[str, str]:
    listed = git(root, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    entries = (entry.partition("\t") for entry in os.fsdecode(listed).split("\0") if entry)
    return {path: about.split(" ", 1)[0] for about, _, path in entries}


def _full(path: Path) -> Path:
    """Return an absolute path without following links, which the change may have added."""
    return Path(os.path.normpath(Path.cwd() / path))
