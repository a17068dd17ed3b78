"""Find the policy of a draft: the one in its folder, or the nearest above it, wherever a command starts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.config import Config, check_globs, load_config_of, matches, policy_in
from fact_check.policy_files import OWN, SHARED
from fact_check.runtime.repository import up_to_root

if TYPE_CHECKING:
    from fact_check.drafts.revision import Revision


@dataclass(frozen=True)
class Policies:
    """The policies of a run. `base` applies to the whole run, and to drafts with no policy in or above their folder."""

    base: Config
    fixed: bool = False
    """Whether `base` applies to every draft, because the user named it."""
    overrides: dict[str, str | None] = field(default_factory=dict)
    """Settings that the command line overrides."""
    exclude: tuple[str, ...] = ()
    """Globs of further drafts to skip, relative to the working folder."""
    disable: tuple[str, ...] = ()
    """Rules that the command line disables, besides those of a policy."""
    revision: "Revision | None" = None
    """The revision that they come from; None for the files on disk."""
    _known: dict[Path, Config] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def load(
        cls,
        paths: Iterable[str],
        file: Path | None,
        revision: "Revision | None" = None,
        *,
        exclude: tuple[str, ...] = (),
        disable: Sequence[str] = (),
        **overrides: str | None,
    ) -> "Policies":
        """Load the policy in `file`, or the one nearest to what `paths` have in common, from disk or from a revision.

        Raises ConfigError.
        """
        check_globs(exclude, "--exclude")
        if revision is None:
            base = load_config_of(paths, file)
        else:
            base = revision.policy(file) if file else load_config_of(paths, policy_in=revision.policy_in)
        base = base.but(**overrides).without(disable)
        return cls(base, file is not None, overrides, exclude, tuple(disable), revision)

    def of(self, draft: str) -> Config:
        """Return the policy of a draft. Raises ConfigError for one that is broken."""
        if draft == "-":
            return self.base
        return (self.base if self.fixed else self._nearest(folder_of(draft))).at(draft)

    def includes(self, draft: str) -> bool:
        """Tell whether a draft found in a folder is included."""
        return self.of(draft).includes(draft)

    def excludes(self, draft: str) -> bool:
        """Tell whether a draft is excluded, however it was named."""
        return self.leaves_out(draft) or self.of(draft).excludes(draft)

    def leaves_out(self, draft: str) -> bool:
        """Tell whether the command line excludes a draft."""
        return bool(self.exclude) and draft != "-" and matches(self.exclude, draft, Path.cwd())

    @property
    def model(self) -> str | None:
        """Return the first third-party pipeline that the run uses."""
        return next((each.model for each in self._all if each.model), None)

    @property
    def asks_memory(self) -> bool:
        """Tell whether any policy of the run reports earlier decisions."""
        return any(each.asks_memory for each in self._all)

    @property
    def desk_files(self) -> tuple[Path, ...]:
        """Return every file of a desk that the claims depend on."""
        return tuple(Path(file) for each in self._all for file in each.desk_files)

    def places(self, paths: Iterable[str], named: Path | None) -> list[Path]:
        """Return every file that holds the policy of a draft or a folder, or would if it existed."""
        real = [Path(path).resolve() for path in paths if path != "-"]
        folders = {Path.cwd(), *(each if each.is_dir() else each.parent for each in real)}
        every = {above for folder in folders for above in up_to_root(folder)}
        extended = [file for each in self._all for file in each.extended]
        own = (folder / name for folder in sorted(every) for name in (OWN, SHARED))
        return [*own, *extended, *([named] if named else [])]

    @property
    def _all(self) -> tuple[Config, ...]:
        return (self.base, *self._known.values())

    def _nearest(self, folder: Path) -> Config:
        if folder not in self._known:
            found = policy_in(folder) if self.revision is None else self.revision.policy_in(folder)
            if found is not None and found.file != self.base.file:
                self._known[folder] = found.but(**self.overrides).without(self.disable)
            elif found is not None or (folder / ".git").exists() or folder == folder.parent:
                self._known[folder] = self.base
            else:
                self._known[folder] = self._nearest(folder.parent)
        return self._known[folder]


def folder_of(draft: str) -> Path:
    """Return the folder that a draft is in, links resolved."""
    return (Path.cwd() / draft).parent.resolve()
