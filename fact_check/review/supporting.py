"""Read a support that a reviewer types (a URL, or words of the article), and say what it leaves undecided."""

import re

from fact_check.claims import Label
from fact_check.review.actions import Point
from fact_check.review.addresses import AddressError, address
from fact_check.review.pick import find_words
from fact_check.review.state import Session

_WEB = re.compile(r"(?:https?:/|www\.)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S*", re.IGNORECASE)
NEITHER = "neither a URL nor words of the article"


def support_of(session: Session, typed: str) -> Point | None:
    """Return the support that somebody typed or pasted: a URL, else words of the article; None for neither."""
    typed = typed.strip()
    draft, current = session.draft, session.current
    if not typed or draft is None:
        return None
    bare = typed.strip("<>")
    if _WEB.match(bare):
        return Point(url=bare)
    near = current.claim.span.start if current is not None and current.claim is not None else 0
    found = find_words(draft.article.text, typed, near=near)
    if found is not None:
        return Point(found.start, found.end)
    return Point(url=bare) if _is_address(bare) or _SCHEME.fullmatch(bare) else None


def _is_address(typed: str) -> bool:
    try:
        address(typed)
    except AddressError:
        return False
    return True


def left_open(session: Session) -> str:
    """Say what a support alone does not decide: the label of the current claim. Nothing where it is sourced."""
    current = session.current
    mine = session.mine(current) if current is not None else None
    if mine is None:
        return "still undecided: label it"
    label = mine.decision.label
    if label is Label.SOURCED:
        return ""
    return f"still {label or 'not a claim'}: label it sourced if this backs it"
