"""Prompts of the plain review: words, a URL, a number."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from fact_check.claims import Relation, SourceKind
from fact_check.output.sanitize import inert_line
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.candidates import candidates, relation_of, speakers
from fact_check.review.pick import find_words
from fact_check.review.session import Session
from fact_check.review.supporting import NEITHER, support_of
from fact_check.review.views import Filter, View


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Where keys and lines come from."""

    key: Callable[[], str]
    """Returns the next key as the character that it types; "" at the end of a pipe."""
    line: Callable[[str], str | None]
    """Returns a line typed after a prompt; None at the end of a pipe."""


def asked(name: str, session: Session, console: Console, keys: Keyboard) -> Action | None:
    """Ask for what an action needs: words, a URL, a number. Returns None if nothing is given."""
    match name:
        case "note":
            text = keys.line("note: ")
            return do.Write(text) if text else None
        case "support":
            return _support(session, console, keys)
        case "link":
            return _link(session, console, keys)
        case "source":
            return _source(session, console, keys)
        case "split":
            found = _words(session, "the first words of the second claim: ", console, keys)
            return do.Divide(found[0]) if found is not None else None
        case "assign":
            name_ = keys.line("assign to (empty for nobody): ")
            return do.Hand(name_) if name_ is not None else None
        case "tag":
            tag = keys.line("tag (repeat to remove): ")
            return do.Tag(tag.strip()) if tag and tag.strip() else None
        case "mend" | "add":
            found = _words(session, "the claim's first words … last words: ", console, keys)
            return None if found is None else do.Mend(*found) if name == "mend" else do.Add(*found)
        case "search":
            return do.Narrow(View(session.view.filters, keys.line("search (empty shows all): ") or ""))
        case "filter":
            return _filter(session, console, keys)
        case "go":
            number = keys.line("number of the claim: ")
            numbers = session.numbers(session.at[0]) if session.at else {}
            here = session.listed(session.at[0]) if session.at else ()
            chosen = _number(number, len(numbers))
            return next((do.Go(c.id) for c in here if chosen and numbers.get(c.id) == chosen), None)
        case _:
            console.print(f"{name} needs the full screen", style="dim")
            return None


def _support(session: Session, console: Console, keys: Keyboard) -> Action | None:
    text = keys.line("support (a URL, or words of the article): ")
    if not text:
        return None
    found = support_of(session, text)
    if found is None:
        console.print(NEITHER, style="bold")
    return found


_KINDS = [kind for kind in SourceKind if kind is not SourceKind.UNKNOWN]


def _source(session: Session, console: Console, keys: Keyboard) -> Action | None:
    offered = speakers(session)[:9]
    for number, one in enumerate(offered, 1):
        console.print(Text(f"  {number} {inert_line(one.text)}"), no_wrap=True, overflow="ellipsis")
    text = keys.line("who states it: a number, words of the article, or - for nobody: ")
    if not text:
        return None
    if text.strip() == "-":
        return do.Correct()
    chosen = _number(text, len(offered))
    kind = None
    if chosen is not None:
        start, end, kind = offered[chosen - 1].start, offered[chosen - 1].end, offered[chosen - 1].kind
    else:
        found = find_words(session.draft.article.text, text, near=0) if session.draft else None
        if found is None:
            console.print("those words are not in the article", style="bold")
            return None
        start, end = found.start, found.end
    if kind is None or kind is SourceKind.UNKNOWN:
        console.print(" ".join(f"{n}={k}" for n, k in enumerate(_KINDS, 1)), style="dim")
        number_ = _number(keys.key(), len(_KINDS))
        if number_ is None:
            return None
        kind = _KINDS[number_ - 1]
    return do.Correct(start, end, kind)


def _link(session: Session, console: Console, keys: Keyboard) -> Action | None:
    offered = candidates(session)
    if not offered:
        console.print("no other claim to link to", style="bold")
        return None
    relation = relation_of(session)
    for number, other in enumerate(offered, 1):
        said = inert_line(other.claim.span.text) if other.claim else ""
        console.print(Text(f"  {number} {said}"), no_wrap=True, overflow="ellipsis")
    names = " ".join(f"{r.value[0] if r is not Relation.DOUBTS else 'o'}={r.value}" for r in Relation)
    console.print(f"a number links as “{relation}”; for another relation, first type {names}", style="dim")
    letters = {"d": Relation.DENIES, "o": Relation.DOUBTS, "r": Relation.RESTATES, "c": Relation.CONFLICTS}
    typed = keys.key()
    if typed in letters:
        relation, typed = letters[typed], keys.key()
    chosen = _number(typed, len(offered))
    return None if chosen is None else do.Relate(offered[chosen - 1].id, relation)


def _words(session: Session, prompt: str, console: Console, keys: Keyboard) -> tuple[int, int] | None:
    text = keys.line(prompt)
    if not text or session.draft is None:
        return None
    current = session.current
    near = current.claim.span.start if current and current.claim else 0
    found = find_words(session.draft.article.text, text, near=near)
    if found is None:
        console.print("those words are not in the article", style="bold")
        return None
    return found.start, found.end


def _filter(session: Session, console: Console, keys: Keyboard) -> Action | None:
    every = list(Filter)
    for number, one in enumerate(every, 1):
        on = "•" if one in session.view.filters else " "
        console.print(Text(f"  {number:2} {on} {one.value}"))
    typed = keys.line("number to toggle (empty shows all): ")
    if not typed:
        return do.Narrow(View(query=session.view.query))
    chosen = _number(typed, len(every))
    return None if chosen is None else do.Narrow(session.view.toggled(every[chosen - 1]))


def _number(typed: str | None, highest: int) -> int | None:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and 0 < int(typed) <= highest else None
