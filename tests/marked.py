"""Drafts whose claims are {marked} in them, for tests that need no pipeline."""

import re
from typing import Any

from make import claim

from fact_check.claims import Claim
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
