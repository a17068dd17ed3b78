"""Readers, exports and outputs of `check`, found by name: this package's own, and those of installed packages.

Our own are one file each. Another package adds one by an entry point:

    [project.entry-points."fact_check.exports"]
    airtable = "our_desk.airtable:render"

One of ours is looked up without a search, and only the one that is asked for is imported. Installed packages are
searched for a name that is not ours, and to list all names. `importlib.metadata` would search as well, but takes
longer to import than a cached check takes in all.
"""

import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Generic, TypeVar, cast

from fact_check.errors import FactCheckError, did_you_mean

OURS = "fact-check"
T = TypeVar("T")


class PluginError(FactCheckError):
    """A reader, export or output that does not exist, cannot be loaded, or has the name of another."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be asked for by name."""

    name: str
    target: str
    """The module and what it is called there: "our_desk.airtable:render"."""
    package: str = OURS
    version: str = ""


class Registry(Generic[T]):
    """All things of one sort, by name.

    `group` is the entry points' group, `noun` what messages call one. `own` gives our own, name → "module:attribute".
    `canonical` brings a name into the form in which names are compared.
    """

    def __init__(
        self,
        group: str,
        noun: str,
        own: Mapping[str, str],
        *,
        canonical: Callable[[str], str] = str,
    ) -> None:
        self.group = group
        self.noun = noun
        self._own = own
        self._canonical = canonical

    def __contains__(self, name: str) -> bool:
        name = self._canonical(name)
        return name in self._own or any(each.name == name for each in self._installed)

    def names(self) -> list[str]:
        """Return every name that can be asked for, sorted; nothing is imported."""
        return sorted({*self._own, *(each.name for each in self._installed)})

    def entries(self) -> list[Entry]:
        """Return all by name, ours first; nothing is imported. Of one name there may be several: see `problem`."""
        own = [Entry(name, target) for name, target in self._own.items()]
        return sorted([*own, *self._installed], key=lambda e: (e.package != OURS, e.name, e.package))

    def problem(self, entry: Entry) -> str | None:
        """Say why an entry is never used although it can be imported; None when it is."""
        if entry.package == OURS:
            return None
        if entry.name in self._own:
            return f"not used: {OURS} has its own {entry.name}"
        others = [e.package for e in self._installed if e.name == entry.name and e.package != entry.package]
        return f"not used: {others[0]} has the same name" if others else None

    def origin(self, name: str) -> str:
        """Return which package and version a name comes from, as one word; "" for our own and for none."""
        name = self._canonical(name)
        found = [] if name in self._own else [each for each in self._installed if each.name == name]
        return " ".join(f"{each.package}-{each.version}" for each in found)

    def get(self, name: str, *, where: str | None = None) -> T:
        """Import what a name stands for. Raises PluginError, with `where` as the place where the name was given."""
        name = self._canonical(name)
        if name in self._own:
            return self.load(Entry(name, self._own[name]))
        found = [each for each in self._installed if each.name == name]
        if not found:
            known = self.names()
            raise PluginError(
                f"no {self.noun} {name!r}", where=where, mend=did_you_mean(name, known) or f"known: {', '.join(known)}"
            )
        if len(found) > 1:
            packages = [each.package for each in found]
            raise PluginError(
                f"two packages add the {self.noun} {name!r}: {' and '.join(packages)}",
                where=where,
                mend=f"uninstall {' or '.join(packages)}",
            )
        return self.load(found[0])

    def load(self, entry: Entry) -> T:
        """Import an entry. Raises PluginError when that fails, whatever the reason."""
        module, _, attribute = entry.target.partition(":")
        try:
            thing: object = import_module(module)
            for part in attribute.split(".") if attribute else ():
                thing = getattr(thing, part)
        except Exception as error:
            if entry.package == OURS:
                raise
            raise _broken(entry, self.noun, f"cannot be loaded: {type(error).__name__}: {error}") from error
        if not callable(thing):
            raise _broken(entry, self.noun, f"is not a function: {entry.target}")
        return cast(T, thing)

    @cached_property
    def _installed(self) -> list[Entry]:
        found = (Entry(self._canonical(e.name), e.target, e.package, e.version) for e in _entry_points(self.group))
        return sorted(found, key=lambda e: (e.name, e.package))


def in_folder(package: str, attribute: str) -> dict[str, str]:
    """Return what the modules of a package's folder hold under one name: module name → "module:attribute".

    What a user types has hyphens where a module's name has underscores.
    """
    folder = Path(__file__).parent.joinpath(*package.split(".")[1:])
    modules = [each.name for each in pkgutil.iter_modules([str(folder)])]
    return {name.replace("_", "-"): f"{package}.{name}:{attribute}" for name in modules}


def installation() -> str:
    """Name the set of installed packages; installing, updating and removing one changes it."""
    return "\0".join(f"{folder} {folder.stat().st_mtime_ns}" for folder in _folders())


def _broken(entry: Entry, noun: str, what: str) -> PluginError:
    return PluginError(
        f"the {noun} {entry.name!r} of {entry.package} {what}", mend=f"update {entry.package}, or uninstall it"
    )


def _folders() -> Iterator[Path]:
    """Yield where packages are installed. The working folder does not count, even for `python -m`: drafts are not
    code."""
    here = Path.cwd()
    for place in dict.fromkeys(sys.path):
        folder = Path(place)
        if place and folder.is_dir() and not (here / folder).samefile(here):
            yield folder


def _entry_points(group: str) -> Iterator[Entry]:
    for package, version, text in _declared():
        if f"[{group}]" not in text:
            continue
        # Only where somebody adds something: a check without plug-ins need not wait for it.
        import configparser

        parser = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
        parser.optionxform = str  # type: ignore[method-assign, assignment]  # names keep their case
        try:
            parser.read_string(text)
        except configparser.Error:
            continue
        for name, target in parser[group].items():
            # What follows in brackets are extras, which nobody has used for long.
            yield Entry(name, re.sub(r"\s*\[.*\]$", "", target).strip(), package, version)


@cache
def _declared() -> tuple[tuple[str, str, str], ...]:
    """Return name, version and entry points of each package that adds something; of two versions the first counts."""
    seen: set[str] = set()
    found = []
    for folder in _folders():
        for name in sorted(each.name for each in os.scandir(folder)):
            stem, dot, kind = name.rpartition(".")
            if not dot or kind not in ("dist-info", "egg-info"):
                continue
            package, _, version = stem.partition("-")
            package = re.sub(r"[-_.]+", "-", package).lower()
            if package in seen:
                continue
            seen.add(package)
            try:
                text = (folder / name / "entry_points.txt").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if "[fact_check." in text:
                found.append((package, version.partition("-")[0], text))
    return tuple(found)
