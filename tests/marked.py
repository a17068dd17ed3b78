"""Drafts whose claims are {marked} in them, for tests that need no pipeline."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from make import claim

from fact_check.claims import Claim, Label
from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.driver import Entry, entry_file
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.events import Deed, Labelled, Rejected, sign
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.read import Article, read_text

NUMBER = re.compile(r"\d+(?:,\d{3})*")


def draft(marked: str, *, path: str = "draft.txt", **fields: Any) -> tuple[Article, tuple[Claim, ...]]:
    """Make an article of a text, and a claim of each {marked} stretch; `fields` are given to every claim."""
    text = marked.replace("{", "").replace("}", "")
    claims = []
    for found in re.finditer(r"\{(.*?)\}", marked, re.DOTALL):
        start = found.start() - marked[: found.start()].count("{") - marked[: found.start()].count("}")
        nth = len(re.findall(f"(?={re.escape(found[1])})", text[:start]))
        numbers = tuple((n[0], float(n[0].replace(",", ""))) for n in NUMBER.finditer(found[1]))
        claims.append(claim(text, found[1], nth=nth, numbers=numbers, article=path, **fields))
    return read_text(text, path=path), tuple(claims)


def write(path: Path, marked: str, *, root: Path, **fields: Any) -> tuple[Claim, ...]:
    """Write a draft whose {marked} stretches are its claims: the file, and its claims in the cache under `root`.

    `check` then finds these claims and needs no pipeline; the path that it is given does not matter.
    """
    article, claims = draft(marked, path=str(path), **fields)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article.text, encoding="utf-8", newline="")
    cache = Cache(root, ground((), None))
    cache.save(entry_file(cache, str(path), path.read_bytes()), Entry(article=article, claims=claims))
    return claims


def decide(path: Path, claims: Iterable[Claim], label: Label | None = Label.SOURCED, *, who: str = "anna") -> None:
    """Write into a draft's journal that `who` gave each claim a label, or rejected it."""
    text = path.read_text(encoding="utf-8")
    file = journal_of(path)
    when = fold(read_journal(file).events).latest(who) or datetime(2026, 1, 1, tzinfo=UTC)
    events: list[Deed] = []
    for number, each in enumerate(claims, 1):
        common = {"who": who, "when": when + timedelta(seconds=number), "claim": each.id}
        anchor = anchor_of(each, text)
        if label is None:
            events.append(sign(Rejected, **common, anchor=anchor))
        else:
            events.append(sign(Labelled, **common, anchor=anchor, label=label))
    append(file, events)
