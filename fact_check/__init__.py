"""Find, label and guard the claims of a news draft."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fact_check.claims import Claim, Quantity

__version__ = "0.1.0"
__all__ = ["find", "quantities"]


def find(path: str | None = None, *, text: str | None = None, model: str | None = None) -> "list[Claim]":
    """Find the claims of a draft, given by its path or as plain text, with a suggested label each.

    Offsets are code points, half-open, into the file's text (see `fact_check.claims`). Raises ReadError for a
    draft that cannot be read, ModelError for a pipeline that cannot be used.
    """
    from fact_check.pipeline import claims
    from fact_check.read import read, read_text
    from fact_check.rules import load_rules, select

    if (path is None) == (text is None):
        raise TypeError("find() takes a path or text=, one of them")
    rules = load_rules()
    furniture = select(rules, "furniture")
    article = read_text(text, furniture) if text is not None else read(str(path), furniture)
    return list(claims(article, rules, model=model))


def quantities(text: str, *, model: str | None = None) -> "list[Quantity]":
    """Read every quantity of a text, claim or not; dates, clock times and bare ordinals are none.

    Offsets are code points, half-open, into `text`.
    """
    from fact_check import pipeline

    return next(pipeline.quantities([text], model=model))
