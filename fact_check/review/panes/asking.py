"""Questions of the full screen that complete an action: words, a claim, a source, a tag, a filter.

A question is a screen and what its answer leads to: an action, another question, words to pick, or a message.

Past 250 lines because every question is here, in a few lines each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual.screen import Screen

from fact_check.claims import Relation, SourceKind
from fact_check.ledger.carried import Carried
from fact_check.output.sanitize import inert_line
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.review.candidates import OFFERED, Speaker, candidates, others_like, relation_of, speakers
from fact_check.review.card import BACK, linked
from fact_check.review.panes.dialogs import Acted, Ask, Choice
from fact_check.review.panes.picking import Picking, Purpose, Wanted, searched
from fact_check.review.session import Session
from fact_check.review.supporting import NEITHER, support_of
from fact_check.review.views import Filter, View, matches

_RELATIONS = {"d": Relation.DENIES, "o": Relation.DOUBTS, "r": Relation.RESTATES, "c": Relation.CONFLICTS}
_KINDS = [kind for kind in SourceKind if kind is not SourceKind.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Question:
    """A screen to show, and what its answer leads to."""

    screen: Screen[Any]
    then: Callable[[Any], "Step"]


Step = Action | Question | Picking | Purpose | str | None
"""What comes next: an action, a question, words to pick or a message; None if it was cancelled."""


def short(text: str, width: int = 72) -> str:
    """Return a text on one line, shortened if need be."""
    line = inert_line(text)
    return line if len(line) <= width else line[: width - 1] + "…"


def question(name: str, session: Callable[[], Session], *, tags: tuple[str, ...] = ()) -> Step:
    """Return the first question of the action with this name. `session` returns the state while a question is open."""
    now = session()
    if name in ("search", "filter", "go", "drafts") and now.drafts:
        return {"search": _search, "filter": _filter, "go": _go, "drafts": _drafts}[name](session)
    if name == "add" and now.drafts:
        return Purpose.ADD
    current = now.current
    if current is None or current.claim is None:
        return "no claim here"
    match name:
        case "note":
            return _note(f"Note on “{short(current.claim.span.text)}”")
        case "notes":
            return _notes(now, current)
        case "link":
            return _link(session)
        case "source":
            return _source(now)
        case "tag":
            return _tag(session, tags)
        case "assign":
            return Question(Ask("Assign to whom?", current.assigned or "", hint="leave empty for nobody"), _handed)
        case "support" | "mend" | "split":
            return Purpose(name)
        case _:
            return None


def asked_while_picking(wanted: Wanted, session: Session) -> Step:
    """Return the question that a pick needs answered."""
    picking, text = wanted.picking, session.draft.article.text if session.draft else ""
    match wanted.name:
        case "address":
            return _typed_support(picking, session, wanted.typed)
        case "supports":
            return _supports(session)
        case "words":
            asked = Ask("Find words", hint="“first … last” picks everything in between")
            return Question(asked, lambda typed: searched(picking, text, typed) if typed else picking)
        case _:
            piece = picking.piece
            return _kind(short(text[piece.start : piece.end]), piece.start, piece.end)


def _typed_support(picking: Picking, session: Session, typed: str, hint: str = "⏎ keep · esc cancel") -> Question:
    def kept(answer: str | None) -> Step:
        if not answer or not answer.strip():
            return picking
        return support_of(session, answer) or _typed_support(picking, session, answer, NEITHER)

    return Question(Ask("Support: a URL, or words of the article", typed, hint=hint), kept)


def _handed(name: str | None) -> Step:
    return None if name is None else do.Hand(name)


def _note(about: str) -> Question:
    return Question(Ask(about, hint=_NOTED, editor=True), lambda text: do.Write(text) if text else None)


def _notes(session: Session, current: Carried) -> Step:
    mine = [note for note in current.notes if note.who == session.who and note.event]
    about = f"Note on “{short(current.claim.span.text if current.claim else '')}”"
    if not mine:
        return _note(about)

    def edit(number: int | None) -> Step:
        if number is None:
            return None
        note = mine[number]
        ask = Ask(about, note.text, hint=f"{_NOTED}; empty removes it", editor=True)
        return Question(ask, lambda text: None if text is None else do.Rewrite(note.event, text))

    if len(mine) == 1:
        return edit(0)
    return Question(
        Choice(about, lambda: [Text(short(note.text)) for note in mine], hint="a number or ⏎ edits it · esc"), edit
    )


_NOTED = "⏎ save · ^j new line · ^e in $EDITOR · esc cancel"


def _supports(session: Session) -> Step:
    held = session.current.held if session.current else ()
    mine = [s for h in held if h.decision.who == session.who for s in h.decision.supports if s.event]
    if not mine:
        return "you have marked no support"

    def chosen(number: int | None) -> Step:
        return None if number is None else do.Remove(mine[number].event)

    def lines() -> list[Text]:
        return [Text(short(s.url or (s.at.text if s.at else ""))) for s in mine]

    return Question(Choice("Remove which support?", lines, hint="a number or ⏎ removes it · esc"), chosen)


def _source(session: Session) -> Step:
    offered = speakers(session)

    def lines() -> list[Text]:
        told = [Text.assemble(f"{n} ", inert_line(s.text), f"  {s.kind or ''}") for n, s in enumerate(offered, 1)]
        return [*told, Text("other words of the article (w)", style="italic"), Text("nobody (0)", style="italic")]

    def chosen(number: int | str | None) -> Step:
        if number is None:
            return None
        if number == "0" or number == len(offered) + 1:
            return do.Correct()
        if number == "w" or number == len(offered):
            return Purpose.SOURCE
        assert isinstance(number, int)
        return _as_source(offered[number])

    hint = "1–9 choose · w pick words · 0 nobody · esc"
    return Question(Choice("Who states this claim?", lines, leaves_by="w0", hint=hint), chosen)


def _as_source(speaker: Speaker) -> Step:
    if speaker.kind is None or speaker.kind is SourceKind.UNKNOWN:
        return _kind(short(speaker.text), speaker.start, speaker.end)
    return do.Correct(speaker.start, speaker.end, speaker.kind)


def _kind(words: str, start: int, end: int) -> Question:
    def lines() -> list[Text]:
        return [Text(f"{n} {kind}") for n, kind in enumerate(_KINDS, 1)]

    def chosen(number: int | None) -> Step:
        return None if number is None else do.Correct(start, end, _KINDS[number])

    return Question(Choice(f"What is “{words}”?", lines, hint="1–5 choose · esc"), chosen)


def _tag(session: Callable[[], Session], tags: tuple[str, ...]) -> Step:
    if not tags:
        return 'no tags yet: set tags = ["called", …] in the policy'

    def lines() -> list[Text]:
        current = session().current
        on = current.tags if current else ()
        return [Text(f"{n} {'[x]' if tag in on else '[ ]'} {tag}") for n, tag in enumerate(tags, 1)]

    def chosen(number: int | None) -> Step:
        return None if number is None else do.Tag(tags[number])

    return Question(Choice("Tags of this claim", lines, hint="a number or ⏎ toggles it · esc"), chosen)


def _link(session: Callable[[], Session]) -> Step:
    relation = relation_of(session())
    links = _links_of(session())
    there = {(held, other.id) for held, other in links}
    known = {other.id: other for _, other in links}
    offered = [*known.values(), *(c for c in candidates(session()) if c.id not in known)][:OFFERED]
    if not offered:
        return "no other claim to link to"

    def lines_of(found: list[Carried]) -> list[Text]:
        told = []
        for n, c in enumerate(found, 1):
            on = ", ".join(r for r, to in sorted(there) if to == c.id)
            words = inert_line(c.claim.span.text) if c.claim else ""
            told.append(Text.assemble(f"{n} ", (f"[{on}] " if on else "", "bold"), words, no_wrap=True))
        return told

    chosen_relation: list[Relation] = []

    def as_() -> Relation:
        return chosen_relation[-1] if chosen_relation else relation

    def asks() -> str:
        return f"This claim {as_()} …"

    def turn(key: str) -> str | None:
        if key not in _RELATIONS:
            return None
        chosen_relation.append(_RELATIONS[key])
        return asks()

    def ask(found: list[Carried]) -> Question:
        def chosen(answer: int | str | None) -> Step:
            if answer is None:
                return None
            if isinstance(answer, str):
                return Question(Ask("Link to a claim that says", hint="some of its words"), by_words)
            to = found[answer]
            standing = [r for r, name in there if name == to.id]
            if not standing or chosen_relation:
                return do.Relate(to.id, as_())
            back = next((relation for relation, told in BACK.items() if told == standing[0]), None)
            return do.Part(to.id, back or Relation(standing[0]), back=back is not None)

        return Question(Choice(asks(), lambda: lines_of(found), turn=turn, leaves_by="/", hint=_LINKS), chosen)

    def by_words(typed: str | None) -> Step:
        like = others_like(session(), typed) if typed else offered
        return ask(like) if like else "no other claim says that"

    return ask(offered)


_LINKS = "1–9 link, or unlink [linked] · / any claim · d denies · o doubts · r restates · c conflicts · esc"


def _links_of(session: Session) -> list[tuple[str, Carried]]:
    """Return the claims linked to or from the current one, with their relations."""
    current = session.current
    return [(r, c) for r, c in linked(session, current) if c is not None] if current else []


def _filter(session: Callable[[], Session]) -> Step:
    tags = sorted({tag for draft in session().drafts for c in draft.carried for tag in c.tags})
    every: list[Filter | str] = [*Filter, *(f"tag: {tag}" for tag in tags)]

    def lines() -> list[Text]:
        now = session()
        claims = [c for draft in now.drafts for c in draft.carried]
        return [
            Text.assemble(
                f"{'[x]' if one in now.view.filters else '[ ]'} {one}",
                f"  {sum(View(frozenset({one})).shows(c, now.who, blind=now.blind) for c in claims)}",
            )
            for one in every
        ]

    def switch(number: int) -> Action:
        return do.Narrow(session().view.toggled(every[number]))

    def turn(key: str) -> Action | None:
        return do.Narrow(View(query=session().view.query)) if key == "c" else None

    screen = Choice("Show claims that are", lines, turn=turn, stays=switch, hint="␣ ⏎ toggle · c show all · esc back")
    return Question(screen, lambda _: None)


def _search(session: Callable[[], Session]) -> Step:
    before = session().view

    def live(query: str) -> Action:
        return do.Narrow(View(before.filters, query))

    def done(query: str | None) -> Step:
        return do.Narrow(before if query is None else View(before.filters, query))

    return Question(Ask("Search", before.query, hint="⏎ keep, empty shows all · esc cancel", live=live), done)


def _go(session: Callable[[], Session]) -> Step:
    def done(typed: str | None) -> Step:
        now = session()
        here = now.listed(now.number)
        standing = [c for c in here if c.claim is not None]
        text = now.draft.article.text if now.draft else ""
        if not typed:
            return None
        if typed.isascii() and typed.isdigit():
            numbers = now.numbers(now.number)
            found = [c for c in standing if numbers.get(c.id) == int(typed)]
        elif typed[0] in ":l" and typed[1:].isascii() and typed[1:].isdigit():
            line = int(typed[1:])
            found = [c for c in standing if c.claim and text.count("\n", 0, c.claim.span.start) + 1 >= line]
            found = sorted(found, key=lambda c: c.claim.span.start if c.claim else 0)[:1]
        else:
            found = [c for c in standing if matches(c, typed)][:1]
        return do.Go(found[0].id) if found else "no such claim"

    return Question(Ask("Go to claim", hint="its number in the list, :line of the draft, or words"), done)


def _drafts(session: Callable[[], Session]) -> Step:
    def lines() -> list[Text]:
        now = session()
        return [
            Text.assemble(f"{n} {inert_line(draft.article.path)}  ", now.progress(n - 1), no_wrap=True)
            for n, draft in enumerate(now.drafts, 1)
        ]

    def chosen(number: int | None) -> Step:
        return None if number is None else do.Open(number)

    return Question(Choice("Drafts", lines, hint="a number or ⏎ opens it · esc"), chosen)


__all__ = ["Acted", "Question", "Step", "asked_while_picking", "question", "short"]
