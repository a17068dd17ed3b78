"""A desk's policy: `[tool.fact-check]` in pyproject.toml, or fact-check.toml → Config.

The nearest file that holds one decides alone: nothing is merged, so a value is where `fact-check config` says it is.

Past 250 lines because every key of a policy is declared and explained here, and nowhere else.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from fact_check.errors import ConfigError, did_you_mean
from fact_check.runtime.files import plain_bytes, refusal
from fact_check.runtime.repository import repository_root, up_to_root
from fact_check.severity import DEFAULT_SEVERITY, FindingKind, Severities, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

OWN = "fact-check.toml"
SHARED = "pyproject.toml"


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
    """Where its articles stand: an address in which `{name}` is the draft's file name without its ending."""


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Config(BaseModel):
    """A policy. In TOML its keys are written with hyphens (`fail-on`)."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, validate_by_name=True)

    severity: Severities = Field(default_factory=lambda: dict(DEFAULT_SEVERITY))
    """Per finding; the ones that a file leaves out keep their default."""
    per_path: dict[str, Severities] = Field(default_factory=dict)
    """Severities for the drafts that a glob (as in .gitignore, from the file's folder) matches; the last match wins."""
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    """The least severity that makes `check` exit 1."""
    show: Literal["error", "warning", "info"] = "info"
    """The least severity that is reported."""
    judge: Literal["reviewed", "suggested"] = "reviewed"
    """What a claim that nobody has decided is judged by: it fails as unreviewed, or by its suggested label."""
    reviewers: Literal[1, 2] = 1
    """How many people must have decided a claim."""
    include: tuple[str, ...] = ()
    """Which drafts of a folder are taken (globs as in .gitignore); all, when empty."""
    exclude: tuple[str, ...] = ()
    """Which drafts are left out, also when they are named."""
    default_exclude: tuple[str, ...] = NO_DRAFTS
    """Names of files (globs, in whatever case) that are passed over, because no desk writes them."""
    other_languages: Literal["skip", "read", "refuse"] = "skip"
    """Text that is not English: leave it out and say so, look for claims in it all the same, or refuse the draft."""
    rules: tuple[str, ...] = ()
    """The desk's own rule files, from the file's folder."""
    disable: tuple[str, ...] = ()
    """Rules that the desk does without, by their ids (`hedges.alleged`) or their file's name (`hedges`)."""
    lexicon: tuple[str, ...] = ()
    """The desk's own files of word lists, from the file's folder: what they add and take away."""
    model: str | None = None
    """Another spaCy pipeline."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Review keys: action → key."""
    tags: tuple[str, ...] = ()
    """The desk's own tags of claims, in the order in which the review offers them: "called", "needs desk"."""
    theme: Literal["dark", "light", "contrast"] = "dark"
    """How the full review screen looks, until `t` on it has chosen another."""
    publisher: Publisher | None = None
    """Who a ClaimReview export names."""
    score: dict[str, Any] = Field(default_factory=dict)
    """The floors that `score` holds the finder to."""

    file: Path | None = Field(default=None, exclude=True)
    """Where the policy was read; None when there is none."""
    root: Path = Field(default_factory=Path.cwd, exclude=True)
    """The folder that globs and rule files start from."""

    @field_validator("severity")
    @classmethod
    def _over_the_defaults(cls, given: Severities) -> Severities:
        return {**DEFAULT_SEVERITY, **given}

    @field_validator("include", "exclude")
    @classmethod
    def _globs(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        _spec(given)
        return given

    @field_validator("per_path")
    @classmethod
    def _path_globs(cls, given: dict[str, Severities]) -> dict[str, Severities]:
        _spec(tuple(given))
        return given

    @property
    def rule_files(self) -> tuple[str, ...]:
        """The desk's own rule files, as paths that can be opened from anywhere."""
        return tuple(str(self.root / rule) for rule in self.rules)

    @property
    def lexicon_files(self) -> tuple[str, ...]:
        """The desk's own files of word lists, as paths that can be opened from anywhere."""
        return tuple(str(self.root / file) for file in self.lexicon)

    @property
    def desk_files(self) -> tuple[str, ...]:
        """All files of the desk's on which the claims of a draft depend."""
        return (*self.rule_files, *self.lexicon_files)

    def but(self, **given: str | None) -> "Config":
        """Return this policy with what the command line says instead; None says nothing."""
        return self.model_copy(update={name: str(value) for name, value in given.items() if value is not None})

    def severity_of(self, finding: FindingKind, path: str) -> Severity:
        """Return how severe a finding is in the draft at `path`."""
        found = self.severity[finding]
        for spec, severities in self._per_path:
            if finding in severities and spec.match_file(self.relative(path)):
                found = severities[finding]
        return found

    def excludes(self, path: str) -> bool:
        """Tell whether a draft is left out, however it was named."""
        return bool(self.exclude) and self._exclude.match_file(self.relative(path))

    def includes(self, path: str) -> bool:
        """Tell whether a draft that lies in a given folder is taken."""
        name = Path(path).name.casefold()
        if any(fnmatchcase(name, glob.casefold()) for glob in self.default_exclude):
            return False
        return not self.include or self._include.match_file(self.relative(path))

    def relative(self, path: str) -> str:
        """Return a draft's path as globs see it: from the policy's folder, with forward slashes."""
        full = Path(path).resolve()
        return full.relative_to(self.root).as_posix() if full.is_relative_to(self.root) else full.as_posix()

    @cached_property
    def _per_path(self) -> "list[tuple[GitIgnoreSpec, Severities]]":
        return [(_spec((glob,)), severities) for glob, severities in self.per_path.items()]

    @cached_property
    def _include(self) -> "GitIgnoreSpec":
        return _spec(self.include)

    @cached_property
    def _exclude(self) -> "GitIgnoreSpec":
        return _spec(self.exclude)


def load_config(start: Path | None = None, *, file: Path | None = None) -> Config:
    """Load the nearest policy, from `start` (default: the working folder) up to the root of its git repository.

    `file` names one instead. No policy anywhere gives the defaults. Raises ConfigError, which names file and key,
    for a file that is not TOML, an unknown key, a wrong value, and two policies in one folder.
    """
    if file is not None:
        return _read(file, _table(file, named=True) or {})
    start = (start or Path.cwd()).resolve()
    for folder in up_to_root(start):
        found = policy_in(folder)
        if found is not None:
            return found
    return Config(root=repository_root(start) or start)


def load_config_of(paths: Iterable[str], file: Path | None = None) -> Config:
    """Load the policy of what a command is given: the nearest to the folder that all of `paths` lie in.

    Where none lies there, or for standard input, it is that of the working folder; `file` names one instead. Raises
    ConfigError as `load_config` does.
    """
    if file is not None:
        return load_config(file=file)
    places = [Path.cwd() if path == "-" else Path(path).resolve() for path in paths]
    folders = [place if place.is_dir() else place.parent for place in places]
    found = load_config(Path(os.path.commonpath(folders))) if folders else None
    return found if found is not None and found.file is not None else load_config()


def policy_in(folder: Path) -> Config | None:
    """Read the policy that a folder itself holds; None when it holds none. Raises ConfigError as `load_config` does."""
    found = [
        (each, table) for name in (OWN, SHARED) if (table := _table(each := folder / name, named=False)) is not None
    ]
    if len(found) > 1:
        raise ConfigError(
            f"{SHARED} beside it has a [tool.fact-check] too", where=str(found[0][0]), mend="keep one of the two"
        )
    return _read(*found[0]) if found else None


def settings(config: Config) -> Iterator[tuple[str, str, str]]:
    """Yield each setting's name, its value as TOML would have it, and where it came from."""
    here = "default" if config.file is None else str(config.file)
    for name, field in Config.model_fields.items():
        if field.exclude:
            continue
        value = getattr(config, name)
        given = name in config.model_fields_set
        if name == "severity":
            for finding, severity in value.items():
                where = here if severity != DEFAULT_SEVERITY[finding] else "default"
                yield f"severity.{finding}", _toml(severity), where
        elif isinstance(value, dict) and value:
            for key, each in value.items():
                yield f"{_kebab(name)}.{_quoted(key)}", _toml(each), here
        else:
            yield _kebab(name), _toml(value), here if given else "default"


def _table(file: Path, *, named: bool) -> dict[str, Any] | None:
    """Return the policy in a file; None when it holds none."""
    try:
        data = tomllib.loads(plain_bytes(file).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if named:
            raise ConfigError("no such file", where=str(file), mend="check the path") from None
        return None
    except OSError as error:
        raise ConfigError(where=str(file), **refusal(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", where=str(file), mend="mend that line") from None
    if file.name != SHARED:
        return data
    tool = data.get("tool", {})
    table = tool.get("fact-check") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError("`fact-check` is not a table", where=f"{file}: tool", mend="write [tool.fact-check]")
    return table


def _read(file: Path, table: Mapping[str, Any]) -> Config:
    prefix = "tool.fact-check." if file.name == SHARED else ""
    known = [_kebab(name) for name, field in Config.model_fields.items() if not field.exclude]
    for key in table:
        if key not in known:
            raise _unknown(key, known, file, prefix)
    try:
        return Config.model_validate({**table, "file": file, "root": file.resolve().parent})
    except ValidationError as error:
        # A misspelt key is the cause, the missing one only its shadow.
        first = min(error.errors(include_url=False), key=lambda e: e["type"] == "missing")
        loc = [str(part) for part in first["loc"] if part != "[key]"]
        key = prefix + ".".join(_quoted(part) for part in loc)
        if first["type"] == "extra_forbidden":
            raise _unknown(loc[-1], list(Publisher.model_fields), file, prefix + ".".join(loc[:-1]) + ".") from None
        if first["loc"][-1] == "[key]":
            raise _unknown(loc[-1], list(FindingKind), file, prefix + ".".join(loc[:-1]) + ".", "finding") from None
        what = _SORTS.sub(lambda sort: _AS_TOML[sort[0]], first["msg"].replace("Input should be", "must be"))
        if first["type"] == "value_error":
            what = what.removeprefix("Value error, ")
        elif first["type"] != "missing":
            given = first["input"]
            what += f", not {repr(given) if isinstance(given, str) else _toml(given)}"
        # A word of a few is mistyped; a value of the wrong sort is not.
        near = did_you_mean(str(first["input"]), list(Severity)) if first["type"] == "enum" else None
        raise ConfigError(what, where=f"{file}: {key}", mend=near or "see `fact-check config`") from None


_AS_TOML = {
    "a valid dictionary or instance of Publisher": "a table",
    "a valid dictionary": "a table",
    "a valid tuple": "a list",
    "a valid string": "a string",
    "a valid integer": "a whole number",
    "a valid boolean": "true or false",
}
_SORTS = re.compile("|".join(_AS_TOML))
"""What pydantic calls by Python's names, as a policy's author calls it."""


def _unknown(key: str, known: list[str], file: Path, prefix: str, noun: str = "key") -> ConfigError:
    mend = did_you_mean(key, known) or f"known: {', '.join(known)}"
    return ConfigError(f"unknown {noun} {key!r}", where=f"{file}: {prefix}{_quoted(key)}", mend=mend)


def _spec(globs: tuple[str, ...]) -> "GitIgnoreSpec":
    # 10 ms of import that a policy without globs does not pay.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)


def _quoted(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"'


def _toml(value: Any) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, BaseModel):
        value = {key: each for key, each in value.model_dump().items() if each is not None}
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_quoted(str(key))} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
