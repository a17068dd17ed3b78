"""Read the word lists, as data that a news desk can edit: rules/lexicon/*.toml, overlaid by the desk's own files.

A list is named by its file, its section if it has one, and itself: `numbers.bounds.skipped`, `people.titles`. In a
file, a list is a text that ends with a line end, its words separated by spaces and line ends; phrases are separated by
"|" and keep their inner spaces. A table of short texts or numbers maps words. `[[unit]]` is a list of tables, of which
the first that fits counts: a desk's come before ours.

A desk's file names lists as ours do and says what it adds and what it removes:

    [people.titles]
    add = "dame baroness"
    remove = "hon."

The modules that read articles have the lists as plain sets, so that nothing slows down their loops. So a process reads
each list once, `bind` sets beforehand whose they are, and what is bound never changes once it has been read.

Past 250 lines because the lists, a desk's changes to them and what is refused are one contract.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fact_check.errors import LexiconError, did_you_mean
from fact_check.runtime.files import refusal, settings_bytes

PACKED = Path(__file__).parent / "_rules" / "lexicon"
"""Where the wheel has the lists; in a checkout they are beside the package."""

Lists = dict[str, Any]
"""The content of one file: word lists as tuples, tables of words, lists of tables, and sections of these."""

APART = ("wording", "report", "review", "memory")
"""The files of lists that are only read once claims are found: to carry decisions, to report and to remember."""

_bound: list[tuple[str, ...]] = []
"""The desk's files of this process, once they are bound; they don't change once a list has been read."""


def lexicon_folder() -> Path:
    """Return the folder of the word lists that come with the project, in a wheel and in a checkout alike."""
    return PACKED if PACKED.is_dir() else Path(__file__).parents[1] / "rules" / "lexicon"


def bind(files: Iterable[str]) -> None:
    """Lay a desk's files over the lists, for all of this process; call it before anything reads a list.

    Raises LexiconError for a broken file, which names file, list, key and the fix, and where this process already reads
    with the lists of another desk.
    """
    wanted = tuple(files)
    for file in wanted:
        overlay(file)
    if load.cache_info().currsize and wanted != bound():
        raise LexiconError(
            "this process already uses other word lists",
            where=", ".join(wanted or bound()),
            mend="read each desk's drafts in a separate process",
        )
    _bound[:] = [wanted]


def bind_run(several: Iterable[tuple[str, ...]], *, alone: bool = False) -> None:
    """Bind lists for a run whose drafts may have different ones: call it before the first draft is read.

    This process reads with those of the first, or with those that it has already; drafts with other lists are read by
    a process of their own. Raises LexiconError for a broken file, where lists differ that are read when claims have
    been found (`APART`), and where any differ if this process is to read them `alone`.
    """
    wanted = list(dict.fromkeys(several))
    for files in wanted:
        for file in files:
            overlay(file)
    if wanted and not load.cache_info().currsize:
        bind(wanted[0])
    for files in wanted:
        if files != bound() and (name := _differing(files, () if alone else APART)) is not None:
            raise LexiconError(
                f"other drafts of this run have other lists of `{name}`",
                where=", ".join(files or bound()),
                mend="give the drafts of each policy to a run of their own",
            )


def _differing(files: tuple[str, ...], names: Sequence[str]) -> str | None:
    """Return the first of some files of lists (of all, if none are named) that others change in another way."""
    changes = [[overlay(file) for file in each] for each in (files, bound())]
    changed = names or sorted({name for each in changes for change in each for name in change})
    for name in changed:
        theirs, ours = ([change[name] for change in each if name in change] for each in changes)
        if theirs != ours:
            return name
    return None


def bound() -> tuple[str, ...]:
    """Return the desk's files that this process reads with; a worker binds the same."""
    return _bound[0] if _bound else ()


@cache
def load(file: str) -> Lists:
    """Load all lists of one file, named without its ending, with what the desk adds and removes."""
    lists = shipped(file)
    for own in bound():
        lists = _overlaid(lists, overlay(own).get(file, {}))
    return lists


def word_list(name: str) -> tuple[str, ...]:
    """Return a list's words or phrases in their order."""
    found: tuple[str, ...] = _value(name)
    return found


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words or phrases of one list, or of several together, as a set."""
    return frozenset(word for name in names for word in word_list(name))


def any_of(name: str) -> str:
    """Return a regular expression for the words and phrases of a list, which matches the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, sorted(word_list(name), key=len, reverse=True)))})"


def pairs(name: str) -> Mapping[str, str]:
    """Return a table as a mapping of words."""
    found: Mapping[str, str] = _value(name)
    return found


def values(name: str) -> dict[str, int]:
    """Return the number that each word of a table stands for."""
    return dict(_value(name))


def entries(name: str) -> list[dict[str, Any]]:
    """Return the entries of a list of tables (`units.unit`)."""
    found: list[dict[str, Any]] = _value(name)
    return found


@cache
def shipped(file: str) -> Lists:
    """Return the lists of one file as they come with the project."""
    lists: Lists = _parsed(tomllib.loads((lexicon_folder() / f"{file}.toml").read_text(encoding="utf-8")))
    return lists


@cache
def overlay(file: str) -> Lists:
    """Read a desk's file and check it against the lists that it changes.

    Raises LexiconError, which names file, list, key and the fix.
    """
    try:
        data = tomllib.loads(settings_bytes(Path(file)).decode("utf-8"))
    except OSError as error:
        raise LexiconError(where=file, **refusal(error)) from None
    except (ValueError, RecursionError) as error:  # of bytes, of TOML, of huge numbers and of depth
        raise LexiconError(f"is not TOML: {error}", where=file, mend="fix that line") from None
    known = {each.stem for each in lexicon_folder().glob("*.toml")}
    for name, changes in data.items():
        if name not in known:
            raise _unknown("file of word lists", name, known, file)
        _check(shipped(name), changes, name, file)
    return data


def list_names() -> list[str]:
    """Return the name of every list that a desk can change."""
    files = sorted(each.stem for each in lexicon_folder().glob("*.toml"))
    return [name for file in files for name in _names(shipped(file), file)]


def _names(lists: Lists, prefix: str) -> list[str]:
    found = []
    for key, value in lists.items():
        found += _names(value, f"{prefix}.{key}") if _is_section(value) else [f"{prefix}.{key}"]
    return found


def _parsed(value: Any) -> Any:
    """Return lists as tuples; a text that ends with its line is a list."""
    if isinstance(value, dict):
        return {key: _parsed(each) for key, each in value.items()}
    return _split(value) if isinstance(value, str) and value.endswith("\n") else value


def _split(text: str) -> tuple[str, ...]:
    return tuple(" ".join(p.split()) for p in text.split("|")) if "|" in text else tuple(text.split())


def _is_section(value: Any) -> bool:
    return isinstance(value, dict) and not all(isinstance(each, str | int) for each in value.values())


def _value(name: str) -> Any:
    file, *path = name.split(".")
    value: Any = load(file)
    for key in path:
        value = value[key]
    return value


def _overlaid(lists: Lists, changes: Mapping[str, Any]) -> Lists:
    """Return lists with the changes of one overlay, which has been checked."""
    return {key: _changed(value, changes[key]) if key in changes else value for key, value in lists.items()}


def _changed(value: Any, change: Mapping[str, Any]) -> Any:
    if _is_section(value):
        return _overlaid(value, change)
    added, removed = change.get("add", ()), set(_texts(change.get("remove", ())))
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if key not in removed} | dict(added)
    if _has_tables(value):
        return [*added, *(entry for entry in value if entry.get("name") not in removed)]
    return type(value)(dict.fromkeys([*(word for word in value if word not in removed), *_texts(added)]))


def _texts(value: Any) -> list[str]:
    """Return the words of an overlay: a text as in our files, or a list of texts."""
    return list(_split(value)) if isinstance(value, str) else list(value)


def _has_tables(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _check(lists: Any, changes: Any, name: str, file: str) -> None:
    """Check what an overlay changes in a section of lists."""
    if not isinstance(changes, dict):
        raise LexiconError("is not a table", where=f"{file}: {name}", mend=f'write [{name}.LIST] with add = "…"')
    for key, change in changes.items():
        here = f"{name}.{key}"
        if key not in lists:
            raise _unknown("list", key, lists, f"{file}: {here}")
        if _is_section(lists[key]):
            _check(lists[key], change, here, file)
        else:
            _check_list(lists[key], change, here, file)


def _check_list(words: Any, change: Any, name: str, file: str) -> None:
    where = f"{file}: {name}"
    if not isinstance(change, dict):
        raise LexiconError("is not a table", where=where, mend=f'write [{name}] with add = "…" or remove = "…"')
    for key in change:
        if key not in ("add", "remove"):
            raise _unknown("key", key, ["add", "remove"], f"{where}.{key}")
    _check_added(words, change.get("add"), f"{where}.add")
    removed = change.get("remove", ())
    if not _is_words(removed):
        raise LexiconError("must be a string or a list of strings", where=f"{where}.remove", mend='write "one two"')
    has = [each["name"] for each in words if "name" in each] if _has_tables(words) else list(words)
    for word in _texts(removed):
        if word not in has:
            raise _unknown("word", word, has, f"{where}.remove")


_FORMS = {str: ("a text", '"…"'), bool: ("true or false", "true"), list: ("a list of texts", '["…"]')}
"""What a value of an entry must be, and how it is written."""


def _check_added(words: Any, added: Any, where: str) -> None:
    if added is None:
        return
    if isinstance(words, dict):
        kind = type(next(iter(words.values())))
        if not isinstance(added, dict) or not all(type(each) is kind for each in added.values()):
            what, mend = ("strings", '"meaning"') if kind is str else ("numbers", "1000")
            raise LexiconError(f"must be a table of {what}", where=where, mend=f'write {{ "word" = {mend} }}')
        return
    if _has_tables(words):
        keys = {key for each in words for key in each}
        needed = keys.intersection(*words)
        kinds = {
            key: list if isinstance(value, tuple) else type(value) for each in words for key, value in each.items()
        }
        if not isinstance(added, list) or not all(isinstance(each, dict) for each in added):
            raise LexiconError("must be a list of tables", where=where, mend="write [{ name = … }]")
        for entry in added:
            for key in sorted((needed - set(entry)) | (set(entry) - keys)):
                what = "is missing" if key in keys else "is not a key of an entry"
                raise LexiconError(f"{key!r} {what}", where=where, mend=f"known: {', '.join(sorted(keys))}")
            for key, given in entry.items():
                wanted, form = _FORMS[kinds[key]]
                if type(given) is not kinds[key] or (isinstance(given, list) and not _is_words(given)):
                    raise LexiconError(f"{key!r} must be {wanted}", where=where, mend=f"write {key} = {form}")
        return
    if not _is_words(added):
        raise LexiconError("must be a string or a list of strings", where=where, mend='write "one two" or ["one two"]')
    if all(word == word.lower() for word in words):
        for word in _texts(added):
            if word != word.lower():
                raise LexiconError(f"{word!r} would match nothing", where=where, mend=f'write "{word.lower()}"')


def _is_words(value: Any) -> bool:
    texts = [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else [None]
    return all(isinstance(each, str) and each.strip() for each in texts)


def _unknown(noun: str, wanted: str, known: Iterable[str], where: str) -> LexiconError:
    mend = did_you_mean(wanted, known) or f"known: {', '.join(sorted(known)[:20])}"
    return LexiconError(f"no {noun} {wanted!r}", where=where, mend=mend)
