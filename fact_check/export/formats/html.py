"""One self-contained page: the article with its claims marked, and a card for each claim.

It is safe for hostile text: all of it is escaped, a Content-Security-Policy only admits this page's own style and
script, by their hashes, and no address is fetched.
"""

import base64
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from urllib.parse import urlsplit

from fact_check.claims import Bound, ClaimId, Label, Quantity
from fact_check.config import Config
from fact_check.export.rows import Row, rows
from fact_check.ledger.draft import Draft
from fact_check.output.counting import count
from fact_check.output.sanitize import inert, inert_line

GLYPHS = {"sourced": "✓", "denied": "✗", "unevidenced": "?", "undecided": "–"}
FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
FILTERS = ("all", *map(str, Label), "undecided", "numeric", "attributed")


def render(drafts: Sequence[Draft], config: Config) -> str:
    """Render the page, one draft after the other; with several, an index says how far each is."""
    css, js = _resource("page.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(css)}'; script-src 'sha256-{_hash(js)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    all_rows = [list(rows(draft)) for draft in drafts]
    title = inert_line(drafts[0].article.path) if len(drafts) == 1 else f"{len(drafts)} drafts"
    total = sum(map(len, all_rows))
    buttons = "".join(
        f'<button type="button" data-filter="{name}" aria-pressed="{str(name == "all").lower()}">'
        f"{GLYPHS.get(name, '')} {name}</button>"
        for name in FILTERS
    )
    body = "".join(
        _draft(number, draft, each) for number, (draft, each) in enumerate(zip(drafts, all_rows, strict=True))
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)} – claims</title>\n<style>{css}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>"
        f'<p id="count" aria-live="polite">{total} of {count(total, "claim")} shown</p></header>\n'
        f'<nav aria-label="Which claims are shown">{buttons}</nav>\n<main>{_index(drafts, all_rows)}{body}</main>\n'
        "<footer>keys: <kbd>j</kbd> next claim, <kbd>k</kbd> previous, "
        f"<kbd>1</kbd>–<kbd>{len(FILTERS)}</kbd> filter</footer>\n<script>{js}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return files("fact_check.export").joinpath("page", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _index(drafts: Sequence[Draft], all_rows: Sequence[list[Row]]) -> str:
    """Return a list of the drafts with their progress; "" for a single one."""
    if len(drafts) < 2:
        return ""
    items = "".join(
        f'<li><a href="#draft-{number}">{_plain(draft.article.path)}</a> {_progress(each)}</li>'
        for number, (draft, each) in enumerate(zip(drafts, all_rows, strict=True))
    )
    every = [row for each in all_rows for row in each]
    return f'<section class="index" aria-label="Drafts"><p>all {_progress(every)}</p><ol>{items}</ol></section>'


def _progress(draft_rows: Sequence[Row]) -> str:
    done, every = sum(map(_is_decided, draft_rows)), len(draft_rows)
    said = f"{done} of {every} decided" if every else "no claims"
    bar = f'<progress value="{done}" max="{every}" aria-hidden="true"></progress> ' if every else ""
    return f'<span class="progress">{bar}{said}</span>'


def _is_decided(row: Row) -> bool:
    return bool(row.decision) and not row.carried.undecided


def _draft(number: int, draft: Draft, draft_rows: list[Row]) -> str:
    names = {row.claim.id: f"{number}-{row.claim.id}" for row in draft_rows}
    cards = "".join(_card(row, names[row.claim.id]) for row in draft_rows)
    path = _plain(draft.article.path)
    return (
        f'<section class="draft" id="draft-{number}" aria-label="{path}">'
        f'<header class="of-draft"><h2>{path}</h2> {_progress(draft_rows)}</header>'
        f'<article class="text">{_text(draft, draft_rows, names)}</article>'
        f'<ol class="cards">{cards}</ol></section>'
    )


def _text(draft: Draft, draft_rows: Sequence[Row], names: dict[ClaimId, str]) -> str:
    """Return the article with its claims marked; front matter is shown separately, without its delimiters."""
    text = draft.article.text
    front = FRONT.match(text) if draft.article.format == "markdown" else None
    if front is None:
        begins = int(text.startswith("\ufeff"))  # a byte order mark is nothing to see
        return _marked(text, begins, len(text), draft_rows, names)
    matter = _marked(text, *front.span(2), draft_rows, names)
    rest = front.end() + len(text[front.end() :]) - len(text[front.end() :].lstrip("\r\n"))
    return f'<div class="matter">{matter}</div>{_marked(text, rest, len(text), draft_rows, names)}'


def _standing(row: Row) -> str:
    return str(row.label) if row.label is not None else "undecided"


def _marked(text: str, first: int, after: int, draft_rows: Sequence[Row], names: dict[ClaimId, str]) -> str:
    """Return a stretch of an article with each claim's pieces marked; of overlapping claims, the shortest is linked."""
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(draft_rows):
        for piece in row.claim.pieces:
            start, end = max(piece.start, first), min(piece.end, after)
            if start < end:
                begins[start].append(number)
                ends[end].append(number)
    held: Counter[int] = Counter()  # by row, how many of its pieces stand here
    out = []
    for start, end in pairwise(sorted({first, after, *begins, *ends})):
        held.update(begins[start])
        held.subtract(ends[start])
        for number in ends[start]:
            if not held[number]:
                del held[number]
        words = escape(inert(text[start:end]))
        here = [draft_rows[number] for number in sorted(held)]
        if not here:
            out.append(words)
            continue
        here.sort(key=lambda row: row.claim.span.end - row.claim.span.start)
        lead = _standing(here[0])
        ids = " ".join(names[row.claim.id] for row in here)
        out.append(
            f'<mark class="{lead}" data-claims="{ids}" tabindex="0" role="button" aria-label="{lead}: '
            f'{escape(inert_line(text[start:end]))}">{words}</mark>'
        )
    return "".join(out)


def _card(row: Row, name: str) -> str:
    c, label = row.claim, _standing(row)
    decided = _is_decided(row)
    kinds = " ".join(("all", label, *c.kinds, *(() if decided else ("undecided",))))
    by = f" by {', '.join(row.deciders)}" if row.deciders else ""
    state = f"{row.decision or 'undecided'}{by}"
    facts: list[tuple[str, str]] = [("state", _plain(state))]
    if c.source:
        resolved = f" – {c.source.resolved}" if c.source.resolved else ""
        facts.append(("source", _plain(f"{row.source}{resolved} ({c.source.kind})")))
    if c.cue:
        facts.append(("cue", _plain(f"{row.cue} ({c.cue.effect})")))
    facts += [("appears in", "a caption")] if c.caption else []
    facts += [("number", _number(q, words)) for q, words in zip(c.quantities, row.numbers, strict=True)]
    facts += [("evidence", _linked(e.text, e.target)) for e in c.evidence]
    if c.suggestion:
        facts.append(("why", _plain(f"{c.suggestion.because} [{c.suggestion.rule}]")))
    for held in row.carried.held:
        facts += [("support", _linked(s.url or (s.at.text if s.at else ""), s.url)) for s in held.decision.supports]
    facts += [("corrected", _plain(what)) for what in row.corrections]
    facts += [("tag", _plain(tag)) for tag in row.carried.tags]
    facts += [("for", _plain(row.carried.assigned))] if row.carried.assigned else []
    facts += [(called, _plain(told)) for called, told in row.memories]
    facts += [("note", _plain(f"{note.who}: {note.text}")) for note in row.carried.notes]
    return (
        f'<li class="card {label}" id="card-{name}" data-claim="{name}" data-is="{kinds}" tabindex="-1">'
        f"<h2>{GLYPHS[label]} {label}</h2>"
        f'<p class="words">{_plain(row.words)}</p><dl>{_list(facts)}</dl></li>'
    )


def _number(q: Quantity, words: str) -> str:
    said = (
        *(() if q.bound is Bound.EXACTLY else (str(q.bound).replace("_", " "),)),
        *filter(None, [q.counted or q.unit]),
    )
    return _plain(f"{words} ({', '.join(said)})" if said else words)


def _list(facts: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)


def _plain(text: str) -> str:
    return escape(inert_line(text))


def _linked(text: str, target: str | None) -> str:
    """Return a link to a web address; for anything else (`javascript:`), only the words."""
    if target and _is_of_the_web(target):
        return f'<a href="{_plain(target)}" rel="noreferrer noopener">{_plain(text or target)}</a>'
    return _plain(f"{text} {target}" if target and target != text else text)


def _is_of_the_web(target: str) -> bool:
    try:
        return urlsplit(target).scheme in ("http", "https")
    except ValueError:  # no address that a parser takes: "http://[x"
        return False
