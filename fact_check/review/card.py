"""The card of a claim: its words, what it rests on, what the tool suggests and why, what people decided.

Past 250 lines because every line of a card is made here, in the order in which it is read.
"""

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from fact_check.claims import Bound, Claim, ClaimId, Quantity, Relation, RuleId
from fact_check.ledger.align import edits_of
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.carried import Carried
from fact_check.ledger.events import Deed
from fact_check.ledger.wording import tokens
from fact_check.output.sanitize import inert_line
from fact_check.review import remembering
from fact_check.review.decisions import told
from fact_check.review.looks import Look, Palette, look_of
from fact_check.review.state import Session
from fact_check.rules import Rule

Row = tuple[str, Text]
"""A heading and the text beside it."""

_BOUNDS = {
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "at most ",
    Bound.MORE_THAN: "more than ",
    Bound.LESS_THAN: "less than ",
    Bound.VAGUE: "vaguely ",
}
BACK = {
    Relation.DENIES: "denied by",
    Relation.DOUBTS: "doubted by",
    Relation.RESTATES: "restated by",
    Relation.CONFLICTS: "conflicts with",
}
"""Each relation as seen from the other claim."""


_FEW = 6
"""How many links the card shows unless asked for more."""


def card(
    session: Session,
    carried: Carried,
    rules: Mapping[RuleId, Rule],
    palette: Palette,
    *,
    quote: bool = True,
    wordings: bool = True,
    whole: bool = False,
) -> Iterator[Row]:
    """Yield the rows of a claim's card, in the order in which a reviewer needs them.

    `quote` repeats the claim's words; `wordings` shows the old and new words of a changed claim in a row each; `whole`
    shows all links, however many.
    """
    claim = carried.claim
    if claim is None:
        yield "gone", _quoted(carried.was.text if carried.was else "", palette.dim)
        yield from _people(session, carried, palette)
        return
    if session.is_changed(carried):
        text = session.draft.article.text if session.draft else ""
        if wordings and (both := wordings_of(carried, text, palette)) is not None:
            yield "was", both[0]
            yield "is now", both[1].append(f"  {_kinds(claim)}", style=palette.dim)
        yield "changed", Text(inert_line(carried.changed or ""), style=palette.alert)
    else:
        words = _quoted(claim.span.text, "").append("  ") if quote else Text()
        yield "claim", words.append(_kinds(claim), style=palette.dim)
    if (first := session.risk(carried)) is not None and first.because:
        yield "why now", Text(first.because, style=palette.alert)
    yield from remembering.rows(session.remembered(carried), palette)
    if not session.blind:
        yield from _suggestion(claim, palette)
    yield from _grounds(claim, palette)
    yield from _links(session, carried, palette, None if whole else _FEW)
    yield from _people(session, carried, palette)
    if not session.blind:
        yield from _rules(claim, rules, palette)


def history(session: Session, carried: Carried, palette: Palette) -> Iterator[Text]:
    """Yield the history of a claim, newest first, with undone events dimmed."""
    draft = session.draft
    if draft is None:
        return
    for deed in reversed(draft.state.history(carried.ids)):
        if session.blind and deed.who != session.who:
            continue
        undone = deed.id in draft.state.undone
        line = f"{deed.when:%d %b %H:%M} {inert_line(deed.who)}: {_told(deed)}{' (undone)' if undone else ''}"
        yield Text(line, style=palette.dim if undone else "")


def wordings_of(carried: Carried, text: str, palette: Palette) -> tuple[Text, Text] | None:
    """Return the old and new words of a changed claim with the differences highlighted; None without both.

    If the words are the same, return the sentences instead: the source or the cue has changed.
    """
    claim, was = carried.claim, carried.was
    if claim is None or was is None:
        return None
    before, after = Text(inert_line(was.text)), Text(inert_line(claim.span.text))
    now = anchor_of(claim, text).frame
    if before.plain == after.plain and was.frame is not None and now is not None:
        before, after = Text(inert_line(was.frame.text)), Text(inert_line(now.text))
    old, new = tokens(before.plain), tokens(after.plain)
    for edit in edits_of(old, new, 0, 0):
        for shown, words in ((before, old[edit.i1 : edit.i2]), (after, new[edit.j1 : edit.j2])):
            if words:
                shown.stylize(f"{palette.alert} underline", words[0].start, words[-1].end)
    return before, after


def _grounds(claim: Claim, palette: Palette) -> Iterator[Row]:
    """Yield what the claim rests on in the article: source, cue, numbers and evidence."""
    if claim.source is not None:
        who = Text().append(inert_line(claim.source.text), style=palette.source)
        who.append(f"  {claim.source.kind}", style=palette.dim)
        if claim.source.resolved and claim.source.resolved != claim.source.text:
            who.append(f" · {inert_line(claim.source.resolved)}")
        elif claim.source.candidates:
            who.append(f" · perhaps {' or '.join(inert_line(c) for c in claim.source.candidates[:3])}")
        yield "source", who
    else:
        yield "source", Text("none", style=palette.dim)
    if claim.cue is not None:
        cue = Text().append(inert_line(claim.cue.text), style=palette.cue)
        yield "cue", cue.append(f"  {claim.cue.effect} it", style=palette.dim)
    for number, quantity in enumerate(claim.quantities):
        yield "" if number else "numbers", _quantity(quantity, palette)
    for number, evidence in enumerate(claim.evidence):
        text = Text(inert_line(evidence.text)).append(f"  {inert_line(evidence.target or evidence.kind)}", palette.dim)
        yield "" if number else "evidence", text


def _kinds(claim: Claim) -> str:
    return ", ".join([*claim.kinds, *(["quoted"] if claim.quoted else []), *(["caption"] if claim.caption else [])])


def _quoted(text: str, style: str) -> Text:
    return Text(inert_line(text), style=style)


def _quantity(q: Quantity, palette: Palette) -> Text:
    text = Text().append(inert_line(q.text), style=palette.number)
    if q.value is not None:
        read = _figure(q.value)
    elif q.low is not None and q.high is not None:
        read = f"{_figure(q.low)} to {_figure(q.high)}"
    else:
        read = "?"
    value = inert_line(f"{_BOUNDS.get(q.bound, '')}{read}{f' {q.unit}' if q.unit else ''}")
    if value != q.text:
        text.append(f"  {value}")
    if q.candidates:
        text.append(f", perhaps {inert_line(q.candidates[0])}", style=palette.dim)
    if q.counted:
        text.append(f" · {inert_line(q.counted)}", style=palette.dim)
    return text


def _figure(value: float) -> str:
    """Format a number: whole as it is, otherwise to three decimals, or three digits below one."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.3f}".rstrip("0") if abs(value) >= 1 else f"{value:.3g}"


def linked(session: Session, carried: Carried) -> list[tuple[str, Carried | None]]:
    """Return a claim's links in both directions, by the tool and the reviewers; None stands for a claim that is gone.

    A blind reviewer sees only their own links.
    """
    claim, draft = carried.claim, session.draft
    if claim is None or draft is None:
        return []
    seen: set[tuple[str, ClaimId]] = set()
    for held in carried.held:
        if not session.blind or held.decision.who == session.who:
            seen |= {(r.relation.value, r.to) for r in held.decision.links}
    if not session.blind:
        seen |= {(link.relation.value, link.to) for link in claim.links if link.is_firm}
        answers = draft.carrier.answers
        seen |= {(BACK[relation], other) for name in carried.ids for relation, other in answers.get(name, ())}
        for other in draft.carried:
            back = [r.relation for h in other.held for r in h.decision.links if r.to in carried.ids]
            if back and other.claim is not None and other is not carried:
                seen |= {(BACK[relation], other.claim.id) for relation in back}
    standing = {name: c for c in draft.carried if c.claim is not None for name in c.ids}
    apart = _apart(carried, draft.carried, standing, own=session.who if session.blind else None)
    found = [(relation, standing.get(to)) for relation, to in sorted(seen)]
    kept = [(r, c) for r, c in found if (r, c.id if c else None) not in apart]
    # Two numbers conflict with each other; showing that once is enough.
    both = {c.id for r, c in kept if c is not None and r == Relation.CONFLICTS.value}
    return [(r, c) for r, c in kept if not (r == BACK[Relation.CONFLICTS] and c is not None and c.id in both)]


def _apart(
    carried: Carried, every: Sequence[Carried], standing: Mapping[ClaimId, Carried], own: str | None
) -> set[tuple[str, ClaimId]]:
    """Find the links, in either direction, that a reviewer has rejected."""

    def said(of: Carried) -> Iterator[tuple[Relation, Carried]]:
        for held in of.held:
            if own is None or held.decision.who == own:
                linked_since = {(r.relation, r.to) for r in held.decision.links}
                for r in held.decision.unlinked:
                    if (r.relation, r.to) not in linked_since and r.to in standing:
                        yield r.relation, standing[r.to]

    found = set()
    for relation, other in said(carried):
        found.add((relation.value, other.id))
        if relation is Relation.CONFLICTS:
            found.add((BACK[relation], other.id))
    for other in every:
        for relation, to in said(other):
            if to is carried:
                found.add((BACK[relation], other.id))
                if relation is Relation.CONFLICTS:
                    found.add((relation.value, other.id))
    return found


def _links(session: Session, carried: Carried, palette: Palette, most: int | None) -> Iterator[Row]:
    every = linked(session, carried)
    for number, (relation, found) in enumerate(every[:most]):
        said = inert_line(found.claim.span.text) if found and found.claim else "a claim that is gone"
        yield "" if number else "links", Text().append(f"{relation}: ", style=palette.cue).append(said)
    if most is not None and len(every) > most:
        yield "", Text(f"and {len(every) - most} more", style=palette.dim)


def _suggestion(claim: Claim, palette: Palette) -> Iterator[Row]:
    suggestion = claim.suggestion
    if suggestion is None:
        yield "suggested", Text("nothing", style=palette.dim)
        return
    found = look_of(suggestion.label, False, palette)
    text = Text().append(f"{found.sign} {found.word}", style=found.style)
    text.append(f", {inert_line(suggestion.because)}")
    yield "suggested", text
    for other in suggestion.also:
        yield "", Text(f"but also: {inert_line(other)}", style=palette.dim)


def _rules(claim: Claim, rules: Mapping[RuleId, Rule], palette: Palette) -> Iterator[Row]:
    """Yield the rules behind the suggestion and the cue: what each says, then why it exists, and its name."""
    names = [*([claim.suggestion.rule] if claim.suggestion else []), *([claim.cue.rule] if claim.cue else [])]
    for number, name in enumerate(dict.fromkeys(names)):
        rule = rules.get(name)
        told = Text(f"{rule.says[:1].upper()}{rule.says[1:]}.\n") if rule else Text()
        told.append(f"{rule.why}  " if rule else "", style=palette.dim).append(name, style=palette.dim)
        yield "" if number else "rule", told


def _people(session: Session, carried: Carried, palette: Palette) -> Iterator[Row]:
    heading = "decided"
    for held in carried.held:
        d = held.decision
        if session.blind and d.who != session.who:
            continue
        if d.is_decided:
            found = look_of(d.label, d.rejected, palette) if d.merged is None else Look("–", "merged", palette.rejected)
            text = Text().append(f"{found.sign} {found.word}", style=found.style)
            text.append(f"  {'final decision by ' if d.final else ''}{inert_line(d.who)}", style=palette.dim)
            if d.origin is not None:
                text.append(f" · taken over from {inert_line(d.origin.where)}", style=palette.dim)
            if not held.counts:
                text.append(f" · {held.status} since", style=palette.alert)
            yield heading, text
            heading = ""
    if carried.tags:
        yield "tags", Text(inert_line(", ".join(carried.tags)), style=palette.cue)
    if carried.assigned:
        yield "for", Text(inert_line(carried.assigned), style=palette.cue)
    yield from _attached(session, carried, palette)


def _attached(session: Session, carried: Carried, palette: Palette) -> Iterator[Row]:
    shown: Sequence[tuple[str, str, str]] = [
        *(
            ("support", held.decision.who, support.url or (support.at.text if support.at else ""))
            for held in carried.held
            for support in held.decision.supports
        ),
        *(("note", note.who, note.text) for note in carried.notes),
    ]
    for heading, who, words in shown:
        if not session.blind or who == session.who:
            yield (
                heading,
                Text("\n".join(map(inert_line, words.splitlines()))).append(f"  {inert_line(who)}", style=palette.dim),
            )


def _told(deed: Deed) -> str:
    return inert_line(told(deed))
