"""What the full screen does before an action is whole: asking for words, a claim, a stretch of the article."""

from enum import StrEnum
from typing import TYPE_CHECKING

from rich.text import Text

from fact_check.claims import Relation
from fact_check.inert import inert_line
from fact_check.review import actions as do
from fact_check.review.candidates import candidates, relation_of
from fact_check.review.looks import Palette
from fact_check.review.panes.article import ArticleView
from fact_check.review.panes.dialogs import Ask, Choice
from fact_check.review.pick import Picker, picker
from fact_check.review.views import Filter, View, matches

if TYPE_CHECKING:
    from fact_check.review.app import ReviewApp

_RELATIONS = {"d": Relation.DENIES, "o": Relation.DOUBTS, "r": Relation.RESTATES, "c": Relation.CONFLICTS}


class Purpose(StrEnum):
    """What words are picked for."""

    SUPPORT = "support"
    MEND = "mend"
    ADD = "add"


_SAYS = {
    Purpose.SUPPORT: "the support",
    Purpose.MEND: "the claim's own words",
    Purpose.ADD: "the claim that was missed",
}


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
        _begin(app, Purpose.ADD)
        return
    current = app.session.current
    if current is None or current.claim is None:
        app.say("there is no claim here")
    elif name == "note":
        app.push_screen(Ask(f"Note on “{short(current.claim.span.text)}”"), lambda text: _write(app, text))
    elif name == "link":
        _link(app)
    elif name in ("support", "mend"):
        _begin(app, Purpose(name))


def hint(purpose: Purpose, palette: Palette) -> Text:
    """Say which keys pick words."""
    text = Text(f" Pick {_SAYS[purpose]}  ", style=palette.alert)
    keys = [("←→↑↓", "move"), ("␣", "from here on"), ("⇥", "other end"), ("⏎", "take"), ("esc", "leave")]
    if purpose is Purpose.SUPPORT:
        keys.insert(4, ("u", "an address"))
    for key, says in keys:
        text.append(key, "bold not italic").append(f" {says}  ", palette.dim)
    return text


def pick_key(app: "ReviewApp", key: str) -> None:
    """Let a key move, stretch, take or leave the pick."""
    pick = app.picker
    if pick is None or app.picking is None:
        return
    match key:
        case "left" | "h" | "right" | "l":
            app.picker = pick.to(pick.cursor + (1 if key in ("right", "l") else -1))
        case "up" | "k" | "down" | "j":
            app.picker = _other_line(app, pick, 1 if key in ("down", "j") else -1)
        case "space":
            app.picker = pick.begun()
        case "tab":
            app.picker = pick.other_end()
        case "escape" | "q":
            app.picking = app.picker = None
        case "u" if app.picking is Purpose.SUPPORT:
            app.picking = app.picker = None
            app.push_screen(Ask("Address of the support", "https://"), lambda url: _point(app, url))
        case "enter":
            _take(app, pick)
            return
        case _:
            return
    app.show()


def point(app: "ReviewApp", start: int, end: int) -> None:
    """Take a press or a drag of the mouse: to pick words, or to go to a claim."""
    draft = app.session.draft
    if draft is None or len(app.screen_stack) > 1:
        return
    if app.picking is None and start == end:
        here = [c for c in draft.carried if c.claim is not None and c.claim.span.start <= start < c.claim.span.end]
        if here:
            smallest = min(here, key=lambda c: c.claim.span.end - c.claim.span.start if c.claim else 0)
            app.do(do.Go(smallest.id))
        return
    if app.picking is None:
        app.picking = Purpose.ADD
        app.picker = picker(draft.article.text, start, end, whole=True)
    if app.picker is not None:
        app.picker = app.picker.dragged(start, max(end, start + 1))
    app.show()


def _begin(app: "ReviewApp", purpose: Purpose) -> None:
    draft, current = app.session.draft, app.session.current
    if draft is None:
        return
    claim = current.claim if current else None
    if claim is not None:
        start, end = claim.span.start, claim.span.end
    else:
        view = app.query_one(ArticleView)
        start = end = view.lines_shown.starts[min(int(view.scroll_offset.y), len(view.lines_shown.starts) - 1)]
    app.picker = picker(draft.article.text, start, end, whole=purpose is Purpose.MEND)
    app.picking = purpose if app.picker is not None else None
    app.show()


def _other_line(app: "ReviewApp", pick: Picker, by: int) -> Picker:
    """Go to the word above or below the moving one."""
    lines = app.query_one(ArticleView).lines_shown
    at = pick.words[pick.cursor].start
    line = lines.line_of(at)
    column = at - lines.spans[line][0]
    to = line + by
    while 0 <= to < len(lines.spans) and not lines.text[slice(*lines.spans[to])].strip():
        to += by
    if not 0 <= to < len(lines.spans):
        return pick
    start, end = lines.spans[to]
    return pick.to(pick.word_at(min(start + column, max(start, end - 1))))


def _take(app: "ReviewApp", pick: Picker) -> None:
    purpose, piece = app.picking, pick.piece
    app.picking = app.picker = None
    match purpose:
        case Purpose.SUPPORT:
            app.do(do.Point(piece.start, piece.end))
        case Purpose.MEND:
            app.do(do.Mend(piece.start, piece.end))
        case Purpose.ADD:
            app.do(do.Add(piece.start, piece.end))


def _write(app: "ReviewApp", text: str | None) -> None:
    if text:
        app.do(do.Write(text))


def _point(app: "ReviewApp", url: str | None) -> None:
    if url and url.strip() not in ("", "https://"):
        app.do(do.Point(url=url))
    else:
        app.show()


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
        return [Text(f"{'●' if one in view.filters else '○'} {one.value}") for one in every]

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
