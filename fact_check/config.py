"""A desk's policy: `[tool.fact-check]` in pyproject.toml, or fact-check.toml → Config.

The nearest file with one decides, with those that it extends (see `policy_files`); nothing else is merged, so that a
value is where `fact-check config` says it is.

Past 250 lines because every key of a policy is declared and explained here, and nowhere else.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from fact_check.errors import ConfigError, did_you_mean, plainly
from fact_check.policy_files import OWN, SHARED, at_key, layered, table_in
from fact_check.runtime.globs import glob_spec
from fact_check.runtime.repository import repository_root, up_to_root
from fact_check.severity import DEFAULT_SEVERITY, FindingKind, Severities, Severity
from fact_check.toml_text import toml_key, toml_text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NO_DRAFTS = (
    "README*",
    "LICENSE*",
    "LICENCE*",
    "COPYING*",
    "NOTICE*",
    "AUTHORS*",
    "CONTRIBUTING*",
    "CODE_OF_CONDUCT*",
    "SECURITY*",
    "CHANGELOG*",
    "requirements*.txt",
    "constraints*.txt",
    "CMakeLists.txt",
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "llms.txt",
)


class Publisher(BaseModel):
    """The organisation that a ClaimReview export names."""

    # Building all schemas at import takes 50 ms, which a cached check would pay for nothing.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(min_length=1)
    url: str | None = None
    """Its own page."""
    articles: str | None = None
    """The address of its articles, in which `{name}` stands for the draft's file name without its extension."""


class MemoryPolicy(BaseModel):
    """What goes into claim memory, and how it is searched."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    paths: tuple[str, ...] = (".",)
    """Folders and files whose journals and added checks it indexes, relative to the policy's folder."""
    meaning: bool = False
    """Whether to search by meaning too; needs the weights of all-MiniLM-L6-v2, a separate extra."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Config(BaseModel):
    """A policy. In TOML its keys are written with hyphens (`fail-on`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, validate_by_name=True)

    extend: str | None = None
    """Another policy, relative to the file's folder, that supplies whatever this one leaves out."""
    severity: Severities = Field(default_factory=lambda: dict(DEFAULT_SEVERITY))
    """The severity of each finding; those that a file leaves out keep their default."""
    per_path: dict[str, Severities] = Field(default_factory=dict)
    """Severities for drafts that match a glob (as in .gitignore, from the file's folder); the last match wins."""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    """The lowest severity that makes `check` exit 1."""
    show: Literal["error", "warning", "info"] = "info"
    """The lowest severity to report."""
    judge: Literal["reviewed", "suggested"] = "reviewed"
    """How to judge a claim that nobody has decided: as unreviewed, or by its suggested label."""
    reviewers: Literal[1, 2] = 1
    """How many people must decide a claim."""
    reviewers_file: str | None = None
    """A file in CODEOWNERS form, relative to the file's folder: who may decide on which drafts; without it, anybody."""
    baseline: str | None = None
    """The baseline of `check`, relative to the file's folder."""
    diff_base: str | None = None
    """The git revision that `check` reports new findings against."""
    output: tuple[str, ...] = ()
    """The output formats of `check`, unless the command line names some: "github", "sarif=fact-check.sarif"."""
    jobs: int = Field(default=1, ge=1)
    """How many processes to parse with."""
    include: tuple[str, ...] = ()
    """Which drafts in a folder to read (globs as in .gitignore); all, if empty."""
    exclude: tuple[str, ...] = ()
    """Which drafts to skip, even when they are named."""
    default_exclude: tuple[str, ...] = NO_DRAFTS
    """File names to skip, because no desk writes them (globs, case-insensitive)."""
    other_languages: Literal["skip", "read", "refuse"] = "skip"
    """What to do with text that is not English: skip it and say so, read it anyway, or refuse the draft."""
    rules: tuple[str, ...] = ()
    """The desk's own rule files, relative to the file's folder."""
    disable: tuple[str, ...] = ()
    """Rules to turn off, by id (`hedges.alleged`) or by file name (`hedges`)."""
    per_path_disable: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Rules to turn off for the drafts that match a glob (as in .gitignore, from the file's folder), in addition."""
    lexicon: tuple[str, ...] = ()
    """The desk's own word lists, relative to the file's folder: words to add and to remove."""
    model: str | None = None
    """A spaCy pipeline to use instead of the bundled one."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Review keys: action → key."""
    tags: tuple[str, ...] = ()
    """The desk's own tags for claims, in the order in which the review offers them: "called", "needs desk"."""
    theme: Literal["dark", "light", "contrast"] = "dark"
    """The theme of the full review screen, until a reviewer picks another with `t`."""
    publisher: Publisher | None = None
    """The organisation that a ClaimReview export names."""
    memory: MemoryPolicy = Field(default_factory=MemoryPolicy)
    """What claim memory searches, and how; `paths` defaults to everything under the policy's folder."""
    score: dict[str, Any] = Field(default_factory=dict)
    """The floors for `score --floors`."""

    file: Path | None = Field(default=None, exclude=True)
    """The file of the policy; None if there is none."""
    root: Path = Field(default_factory=Path.cwd, exclude=True)
    """The folder that globs and files start from, except for those of a policy that this one extends."""
    extended: tuple[Path, ...] = Field(default=(), exclude=True)
    """The policies that this one extends, nearest first."""
    origins: dict[str, Path] = Field(default_factory=dict, exclude=True)
    """The file that gave each key its value."""
    mirror: tuple[Path, Path] | None = Field(default=None, exclude=True)
    """A folder, and where its files are read instead: as they are in another revision."""

    @field_validator("severity")
    @classmethod
    def _over_the_defaults(cls, given: Severities) -> Severities:
        return {**DEFAULT_SEVERITY, **given}

    @field_validator("include", "exclude")
    @classmethod
    def _globs(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        _spec(given)
        return given

    @field_validator("per_path", "per_path_disable")
    @classmethod
    def _path_globs(cls, given: dict[str, Any]) -> dict[str, Any]:
        _spec(tuple(given))
        return given

    @property
    def rule_files(self) -> tuple[str, ...]:
        """Return the desk's own rule files, as paths that can be opened from anywhere."""
        return tuple(str(self.opened("rules", rule)) for rule in self.rules)

    @property
    def lexicon_files(self) -> tuple[str, ...]:
        """Return the desk's own files of word lists, as paths that can be opened from anywhere."""
        return tuple(str(self.opened("lexicon", file)) for file in self.lexicon)

    @property
    def desk_files(self) -> tuple[str, ...]:
        """Return all files of the desk that the claims of a draft depend on."""
        return (*self.rule_files, *self.lexicon_files)

    def folder_of(self, key: str) -> Path:
        """Return the folder that a key's globs and files are relative to."""
        file = self.origins.get(key, self.file)
        return self.root if file == self.file or file is None else file.resolve().parent

    def opened(self, key: str, name: str) -> Path:
        """Return the file that a key names, as a path that can be opened from anywhere."""
        file = Path(os.path.normpath(self.folder_of(key) / name))
        if self.mirror is not None and file.is_relative_to(self.mirror[0]):
            return self.mirror[1] / file.relative_to(self.mirror[0])
        return file

    @property
    def named_files(self) -> Iterator[tuple[str, str]]:
        """Return every file that the policy names, after its key."""
        yield from (("rules", name) for name in self.rules)
        yield from (("lexicon", name) for name in self.lexicon)
        yield from (("reviewers-file", name) for name in (self.reviewers_file,) if name)

    def but(self, **given: str | None) -> "Config":
        """Return this policy with the settings of the command line; None leaves one as it is."""
        return self.model_copy(update={name: str(value) for name, value in given.items() if value is not None})

    def without(self, rules: Iterable[str]) -> "Config":
        """Return this policy with some more rules disabled."""
        disable = tuple(dict.fromkeys([*self.disable, *rules]))
        return self if disable == self.disable else self.model_copy(update={"disable": disable})

    def at(self, path: str) -> "Config":
        """Return this policy for the draft at `path`: without the rules that are disabled there."""
        if not self.per_path_disable:
            return self
        return self.without(
            rule
            for glob, rules in self.per_path_disable.items()
            if _spec((glob,)).match_file(relative(path, self.folder_of(f"per-path-disable.{glob}")))
            for rule in rules
        )

    @property
    def reads_as(self) -> tuple[Path | None, tuple[str, ...]]:
        """Return what is the same for all drafts that are read with the same rules of the same policy."""
        return self.file, self.disable

    def severity_of(self, finding: FindingKind, path: str) -> Severity:
        """Return the severity of a finding in the draft at `path`."""
        found = self.severity[finding]
        for spec, severities, folder in self._per_path:
            if finding in severities and spec.match_file(relative(path, folder)):
                found = severities[finding]
        return found

    @property
    def asks_memory(self) -> bool:
        """Tell whether a finding of claim memory is reported for any draft."""
        given = (self.severity, *self.per_path.values())
        asked = (FindingKind.KNOWN, FindingKind.DIFFERS)
        return any(each.get(kind, Severity.OFF) is not Severity.OFF for each in given for kind in asked)

    def excludes(self, path: str) -> bool:
        """Tell whether a draft is excluded, however it was named."""
        return bool(self.exclude) and self._exclude.match_file(relative(path, self.folder_of("exclude")))

    def includes(self, path: str) -> bool:
        """Tell whether a draft found in a folder is included."""
        name = Path(path).name.casefold()
        if any(fnmatchcase(name, glob.casefold()) for glob in self.default_exclude):
            return False
        return not self.include or self._include.match_file(relative(path, self.folder_of("include")))

    def place(self, path: str) -> str:
        """Return the part of a draft's path on which its severities depend."""
        folders = dict.fromkeys([self.root, *(self.folder_of(f"per-path.{glob}") for glob in self.per_path)])
        return "\0".join(relative(path, folder) for folder in folders)

    @cached_property
    def _per_path(self) -> "list[tuple[GitIgnoreSpec, Severities, Path]]":
        return [
            (_spec((glob,)), severities, self.folder_of(f"per-path.{glob}"))
            for glob, severities in self.per_path.items()
        ]

    @cached_property
    def _include(self) -> "GitIgnoreSpec":
        return _spec(self.include)

    @cached_property
    def _exclude(self) -> "GitIgnoreSpec":
        return _spec(self.exclude)


def relative(path: str, folder: Path) -> str:
    """Return a draft's path as globs see it: from a policy's folder, with forward slashes."""
    full = Path(os.path.realpath(path))  # a link that leads to itself is not an error here
    return full.relative_to(folder).as_posix() if full.is_relative_to(folder) else full.as_posix()


def matches(globs: tuple[str, ...], path: str, folder: Path) -> bool:
    """Tell whether any of some globs, which start from `folder`, matches a draft's path."""
    return _spec(globs).match_file(relative(path, folder))


def check_globs(globs: tuple[str, ...], where: str) -> None:
    """Raise ConfigError for anything but a glob as in .gitignore."""
    try:
        _spec(globs)
    except ValueError as error:
        raise ConfigError(str(error), where=where, mend="write globs as in .gitignore") from None


def policy_in(folder: Path) -> Config | None:
    """Read the policy in a folder itself; None if there is none. Raises ConfigError as `load_config` does."""
    found = [
        (each, table) for name in (OWN, SHARED) if (table := table_in(each := folder / name, named=False)) is not None
    ]
    if len(found) > 1:
        raise ConfigError(
            f"{SHARED} beside it also has [tool.fact-check]", where=str(found[0][0]), mend="keep one of the two"
        )
    return _read(*found[0]) if found else None


def load_config(
    start: Path | None = None, *, file: Path | None = None, policy_in: Callable[[Path], Config | None] = policy_in
) -> Config:
    """Load the nearest policy, from `start` (default: the working folder) up to the root of its git repository.

    `file` names one instead; `policy_in` reads the one in a folder. Without any policy, the defaults apply. Raises
    ConfigError, which names file and key, for a file that isn't TOML, an unknown key, a wrong value, and two policies
    in one folder.
    """
    if file is not None:
        return _read(file, table_in(file, named=True) or {})
    start = (start or Path.cwd()).resolve()
    for folder in up_to_root(start):
        found = policy_in(folder)
        if found is not None:
            return found
    return Config(root=repository_root(start) or start)


def load_config_of(
    paths: Iterable[str], file: Path | None = None, *, policy_in: Callable[[Path], Config | None] = policy_in
) -> Config:
    """Load the policy for the paths of a command: the one nearest to the folder that all of `paths` are in.

    Without one, or for standard input, it is that of the working folder; `file` names one instead. Raises ConfigError
    as `load_config` does.
    """
    if file is not None:
        return load_config(file=file)
    places = [Path.cwd() if path == "-" else Path(os.path.realpath(path)) for path in paths]
    folders = [place if place.is_dir() else place.parent for place in places]
    found = load_config(Path(os.path.commonpath(folders)), policy_in=policy_in) if folders else None
    return found if found is not None and found.file is not None else load_config(policy_in=policy_in)


def settings(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield each setting's name, its value as TOML would have it, and where it came from."""

    def origin(*keys: str) -> str:
        return str(config.origins.get(".".join(keys)) or config.origins.get(keys[0]) or config.file)

    for name, field in Config.model_fields.items():
        if field.exclude:
            continue
        key = _kebab(name)
        value = getattr(config, name)
        given = name in config.model_fields_set
        if name == "severity":
            for finding, severity in value.items():
                default = severity == DEFAULT_SEVERITY[finding]
                yield f"severity.{finding}", toml_text(severity), "default" if default else origin(key, finding)
        elif isinstance(value, dict) and value:
            for inner, each in value.items():
                yield f"{key}.{toml_key(inner)}", toml_text(each), origin(key, inner)
        else:
            yield key, toml_text(value), origin(key) if given else "default"


def _read(file: Path, table: Mapping[str, Any]) -> Config:
    policy = layered(file, table)
    known = [_kebab(name) for name, field in Config.model_fields.items() if not field.exclude]
    for key in policy.table:
        if key not in known:
            raise _unknown(key, known, at_key(policy.origin(key), toml_key(key)))
    own = {"extend": table["extend"]} if "extend" in table else {}
    about = {"file": file, "root": file.resolve().parent, "extended": policy.files[1:], "origins": policy.origins}
    try:
        return Config.model_validate({**policy.table, **own, **about})
    except ValidationError as error:
        # A misspelt key is the cause, the missing one only its shadow.
        first = min(error.errors(include_url=False), key=lambda e: e["type"] == "missing")
        loc = [str(part) for part in first["loc"] if part != "[key]"]
        items = [f": item {part + 1}" for part in first["loc"] if isinstance(part, int)]
        keys = ".".join(toml_key(part) for part in loc if not part.isdigit())
        where = at_key(policy.origin(*loc), keys + "".join(items))
        if first["type"] == "extra_forbidden":
            inner: type[BaseModel] = MemoryPolicy if loc[0] == "memory" else Publisher
            raise _unknown(loc[-1], list(inner.model_fields), where) from None
        if first["loc"][-1] == "[key]":
            raise _unknown(loc[-1], list(FindingKind), where, "finding") from None
        if first["type"] == "missing":
            raise ConfigError(f"{loc[-1]!r} is missing", where=where.rpartition(".")[0], mend="add it") from None
        what = plainly(first["msg"])
        if first["type"] == "value_error":
            what = what.removeprefix("Value error, ")
        else:
            given = first["input"]
            what += f", not {repr(given) if isinstance(given, str) else toml_text(given)}"
        # One of a few words may be mistyped; a value of the wrong type isn't.
        near = did_you_mean(str(first["input"]), list(Severity)) if first["type"] == "enum" else None
        raise ConfigError(what, where=where, mend=near or "see `fact-check config`") from None


def _unknown(key: str, known: list[str], where: str, noun: str = "key") -> ConfigError:
    mend = did_you_mean(key, known) or f"known: {', '.join(known)}"
    return ConfigError(f"unknown {noun} {key!r}", where=where, mend=mend)


@lru_cache(maxsize=64)
def _spec(globs: tuple[str, ...]) -> "GitIgnoreSpec":
    return glob_spec(globs)
