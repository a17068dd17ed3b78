"""Drafts whose claims are {marked} in them, for tests that need no pipeline."""

import re
from typing import Any

from fact_check.claims import Claim, Kind, Label, Piece, Quantity, RuleId, Span, Suggestion, claim_ids, words
from fact_check.read import Article, read_text

NUMBER = re.compile(r"\d+(?:,\d{3})*")


def unmark(marked: str) -> tuple[str, list[Piece]]:
    """Split a text with its claims in {braces} into the text without them and the claims' stretches."""
    text, pieces, start = "", [], 0
    for part in re.split(r"([{}])", marked):
        if part == "{":
            start = len(text)
        elif part == "}":
            pieces.append(Piece(start=start, end=len(text)))
        else:
            text += part
    return text, pieces


def draft(marked: str, *, path: str = "draft.txt", **fields: Any) -> tuple[Article, tuple[Claim, ...]]:
    """Make an article of a text, and a claim of each {marked} stretch; `fields` are given to every claim."""
    text, pieces = unmark(marked)
    ids = claim_ids([words(text, [piece]) for piece in pieces])
    made = tuple(claim(text, piece, id=id, article=path, **fields) for piece, id in zip(pieces, ids, strict=True))
    return read_text(text, path=path), made


def claim(text: str, piece: Piece, *, suggested: Label | None = None, **fields: Any) -> Claim:
    """Make the claim that stands at `piece`: its sentence is its line, its numbers are read."""
    found = text[piece.start : piece.end]
    numbers = tuple(_quantity(piece.start + m.start(), m[0]) for m in NUMBER.finditer(found))
    line = Piece(start=text.rfind("\n", 0, piece.start) + 1, end=(text + "\n").find("\n", piece.end))
    suggestion = suggested and Suggestion(label=suggested, rule=RuleId("suggest.test"), because=f"it is {suggested}")
    defaults: dict[str, Any] = {
        "article": "draft.txt",
        "id": claim_ids([words(text, [piece])])[0],
        "kinds": (Kind.NUMERIC,) if numbers else (Kind.ATTRIBUTED,),
        "quoted": False,
        "span": Span(start=piece.start, end=piece.end, text=found),
        "pieces": (piece,),
        "sentence": line,
        "quantities": numbers,
        "suggestion": suggestion,
    }
    return Claim.model_validate({**defaults, **fields})


def _quantity(start: int, text: str) -> Quantity:
    value = int(text.replace(",", ""))
    return Quantity(start=start, end=start + len(text), text=text, value=value, low=value, high=value)
