"""What the full screen asks before an action is whole: some words, a claim, what to look at."""

from typing import TYPE_CHECKING

from rich.text import Text

from fact_check.claims import Relation
from fact_check.output.sanitize import inert_line
from fact_check.review import actions as do
from fact_check.review.candidates import candidates, relation_of
from fact_check.review.panes.dialogs import Ask, Choice
from fact_check.review.panes.picking import Purpose, begin
from fact_check.review.views import Filter, View, matches

if TYPE_CHECKING:
    from fact_check.review.app import ReviewApp

_RELATIONS = {"d": Relation.DENIES, "o": Relation.DOUBTS, "r": Relation.RESTATES, "c": Relation.CONFLICTS}


def short(text: str, width: int = 72) -> str:
    """Return the beginning of a text on one line."""
    line = inert_line(text)
    return line if len(line) <= width else line[: width - 1] + "…"


def ask(app: "ReviewApp", name: str) -> None:
    """Ask for what an action of this name needs, then do it."""
    if name in ("search", "filter", "go") and app.session.drafts:
        {"search": _search, "filter": _filter, "go": _go}[name](app)
        return
    if name == "add" and app.session.drafts:
        begin(app, Purpose.ADD)
        return
    current = app.session.current
    if current is None or current.claim is None:
        app.say("there is no claim here")
    elif name == "note":
        app.push_screen(Ask(f"Note on “{short(current.claim.span.text)}”"), lambda text: _write(app, text))
    elif name == "link":
        _link(app)
    elif name in ("support", "mend"):
        begin(app, Purpose(name))


def _write(app: "ReviewApp", text: str | None) -> None:
    if text:
        app.do(do.Write(text))


def _link(app: "ReviewApp") -> None:
    offered = candidates(app.session)
    if not offered:
        app.say("there is no other claim to link to")
        return
    relation = [relation_of(app.session)]

    def question() -> str:
        return f"This claim {relation[0]} …"

    def turn(key: str) -> str | None:
        if key not in _RELATIONS:
            return None
        relation[0] = _RELATIONS[key]
        return question()

    def lines() -> list[Text]:
        return [
            Text(f"{n} {inert_line(c.claim.span.text)}", no_wrap=True, overflow="ellipsis")
            for n, c in enumerate(offered, 1)
            if c.claim
        ]

    def taken(number: int | None) -> None:
        if number is not None:
            app.do(do.Relate(offered[number].id, relation[0]))

    app.push_screen(
        Choice(question(), lines, turn=turn, hint="1–9 take · d denies · o doubts · r restates · c conflicts · esc"),
        taken,
    )


def _filter(app: "ReviewApp") -> None:
    every = list(Filter)

    def lines() -> list[Text]:
        view = app.session.view
        session = app.session
        claims = [c for draft in session.drafts for c in draft.carried]
        return [
            Text.assemble(
                f"{'[x]' if one in view.filters else '[ ]'} {one.value}",
                (f"  {sum(View(frozenset({one})).shows(c, session.who, blind=session.blind) for c in claims)}", "dim"),
            )
            for one in every
        ]

    def switch(number: int) -> None:
        app.do(do.Narrow(app.session.view.toggled(every[number])))

    def turn(key: str) -> str | None:
        if key != "c":
            return None
        app.do(do.Narrow(View(query=app.session.view.query)))
        return "Show claims that are"

    app.push_screen(
        Choice("Show claims that are", lines, turn=turn, stays=switch, hint="␣ ⏎ switch · c all · esc back")
    )


def _search(app: "ReviewApp") -> None:
    before = app.session.view

    def live(query: str) -> None:
        app.do(do.Narrow(View(before.filters, query)))

    def done(query: str | None) -> None:
        app.do(do.Narrow(before if query is None else View(before.filters, query)))

    app.push_screen(Ask("Search", before.query, hint="⏎ keeps it, empty shows all · esc leaves it", live=live), done)


def _go(app: "ReviewApp") -> None:
    def done(typed: str | None) -> None:
        session = app.session
        here = session.listed(session.at[0] if session.at else 0)
        standing = [c for c in here if c.claim is not None]
        if not typed:
            return
        if typed.isascii() and typed.isdigit():
            found = standing[int(typed) - 1 : int(typed)]
        else:
            found = [c for c in standing if matches(c, typed)][:1]
        if found:
            app.do(do.Go(found[0].id))
        else:
            app.say("there is no such claim")

    app.push_screen(Ask("Go to claim", hint="a number of the list, or words"), done)
