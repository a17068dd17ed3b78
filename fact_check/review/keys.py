"""Key bindings for both screens; a desk can remap them."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fact_check.claims import Label
from fact_check.errors import ConfigError, did_you_mean
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.moves import DECIDED


@dataclass(frozen=True, slots=True)
class Binding:
    """An action: its name in the policy, its key, and how the screen describes it."""

    name: str
    key: str
    """As Textual names keys: "s", "S" for shift and s, "enter", "space", "slash", "ctrl+r"."""
    says: str
    action: Action | None = None
    """The action on the session; None if the screen handles it (open, ask, quit)."""
    short: str | None = None
    """A word or two for the key bar, if it has a place there."""


BINDINGS: tuple[Binding, ...] = (
    Binding("sourced", "s", "label it sourced and move on", do.Choose(Label.SOURCED), short="sourced"),
    Binding("denied", "d", "label it denied and move on", do.Choose(Label.DENIED), short="denied"),
    Binding("unevidenced", "u", "label it unevidenced and move on", do.Choose(Label.UNEVIDENCED), short="unevidenced"),
    Binding("accept", "enter", "accept the suggestion and move on", do.Accept(), short="accept"),
    Binding("reject", "x", "not a claim; move on", do.Reject(), short="not a claim"),
    Binding("take-over", "r", "take over the earlier decision and move on", do.TakeOver()),
    Binding("remembered", "R", "earlier decisions on similar claims"),
    Binding("skip", "space", "skip it for now", do.Skip(), short="skip"),
    Binding("note", "n", "write a note", short="note"),
    Binding("notes", "N", "edit or remove your notes"),
    Binding("support", "e", "mark its support: words here, or a URL", short="support"),
    Binding("source", "w", "correct its source", short="who"),
    Binding("link", "l", "link it to another claim, or unlink it", short="link"),
    Binding("mend", "m", "fix its span", short="fix"),
    Binding("split", "v", "split it in two", short="split"),
    Binding("merge", "M", "merge it with the next claim", do.Unite()),
    Binding("tag", "T", "the desk's tags"),
    Binding("assign", "p", "assign it to somebody"),
    Binding("add", "a", "add a claim that was missed", short="add"),
    Binding("undo", "z", "undo", do.Undo(), short="undo"),
    Binding("redo", "Z", "redo", do.Redo()),
    Binding("clear", "backspace", "clear the decision", do.Clear()),
    Binding("card", "i", "show the full card"),
    Binding("search", "slash", "search the list", short="search"),
    Binding("filter", "f", "filter the list", short="filter"),
    Binding("next", "j", "next undecided", do.Step(1), short="next"),
    Binding("previous", "k", "previous undecided", do.Step(-1), short="previous"),
    Binding("next-any", "J", "next claim", do.Step(1, every=True)),
    Binding("previous-any", "K", "previous claim", do.Step(-1, every=True)),
    Binding("back", "b", "go back", do.Back()),
    Binding("go", "g", "go to a claim", short="go to"),
    Binding("next-draft", "right_square_bracket", "next draft", do.Turn(1)),
    Binding("previous-draft", "left_square_bracket", "previous draft", do.Turn(-1)),
    Binding("drafts", "D", "all drafts and their progress"),
    Binding("order", "S", "in reading order, or by risk", do.Reorder()),
    Binding("copy", "y", "copy it with its source"),
    Binding("visit", "O", "open its support"),
    Binding("open", "o", "open the draft in $EDITOR", short="edit"),
    Binding("theme", "t", "dark, light or high contrast"),
    Binding("help", "question_mark", "all keys", short="keys"),
    Binding("quit", "q", "quit (everything is saved)", short="quit"),
)
"""In the order in which the screen shows them; if room is short, the first ones."""

_LATER = frozenset(
    (
        *("source", "split", "merge", "tag", "assign", "notes", "drafts", "order", "copy", "visit"),
        *("take-over", "remembered"),
    ),
)
_FULL_SCREEN = frozenset(("card", "theme", "drafts", "notes", "copy", "visit"))
"""Actions that the plain review lacks."""

_SHOWN = {
    "enter": "⏎",
    "space": "␣",
    "slash": "/",
    "question_mark": "?",
    "backspace": "⌫",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
}
_TYPED = {" ": "space", "\r": "enter", "\n": "enter", "/": "slash", "?": "question_mark", "\x7f": "backspace"} | {
    "\b": "backspace",
    "]": "right_square_bracket",
    "[": "left_square_bracket",
}


_NAMED = frozenset(
    (
        *("enter", "space", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
        *("up", "down", "left", "right", "slash", "backslash", "at", "minus", "plus", "underscore"),
        *(f"f{n}" for n in range(1, 25)),
    )
)
"""Keys that type no character, and signs with shorter names in Textual than in Unicode."""


def is_key(typed: str) -> bool:
    """Tell whether this is a key: one character, or a name such as "enter", "f2", "ctrl+r", "full_stop"."""
    *held, key = typed.split("+") if len(typed) > 1 else [typed]
    if not set(held) <= {"ctrl", "alt", "shift", "super"}:
        return False
    return (len(key) == 1 and key.isprintable()) or key in _NAMED or _is_sign(key)


def _is_sign(name: str) -> bool:
    try:
        return len(name) > 1 and bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False


def bindings(remapped: Mapping[str, str] | None = None, *, where: str = "keys") -> tuple[Binding, ...]:
    """Return the bindings with a desk's own keys (action → key); errors name `where`.

    Raises ConfigError for an unknown action or key, and for two actions on one key.
    """
    remapped = remapped or {}
    names = [b.name for b in BINDINGS]
    for name, key in remapped.items():
        if name not in names:
            raise ConfigError(f"no such review action: {name}", where=where, mend=did_you_mean(name, names))
        if not is_key(key):
            mend = 'write one character, "s", or a name: "enter", "f2", "ctrl+r"'
            raise ConfigError(f"{key!r} is not a key", where=f"{where}.{name}", mend=mend)
    found = tuple(
        Binding(b.name, named(remapped[b.name]), b.says, b.action, b.short) if b.name in remapped else b
        for b in BINDINGS
    )
    # A desk's own keys take precedence over later actions, which are in the palette, too.
    own = {named(key) for key in remapped.values()}
    found = tuple(b for b in found if b.name in remapped or b.name not in _LATER or b.key not in own)
    taken: dict[str, str] = {}
    for b in found:
        if b.key in taken:
            raise ConfigError(
                f"{taken[b.key]} and {b.name} are both on {shown(b.key)}",
                where=where,
                mend="give one another key",
            )
        taken[b.key] = b.name
    return found


def named(typed: str) -> str:
    """Return Textual's name of a key, given the character that it types or its name."""
    return _TYPED.get(typed, typed)


def shown(key: str) -> str:
    """Return a key as the screen shows it."""
    return _SHOWN.get(key, key.replace("ctrl+", "^"))


def with_way_out(said: str, found: Iterable[Binding]) -> str:
    """Return what the review says, with the key that quits once everything is decided."""
    key = next((shown(b.key) for b in found if b.name == "quit"), None)
    return said.replace(DECIDED, f"{DECIDED}; {key} quits", 1) if key is not None else said


def plain_keys(found: tuple[Binding, ...]) -> dict[str, Binding]:
    """Return the bindings of the plain review by key name: those of the full screen that it supports."""
    return {b.key: b for b in found if b.name not in _FULL_SCREEN}
