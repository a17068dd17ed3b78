"""Say goodbye: how far the review is, and what to type next."""

import shlex

from fact_check.output.sanitize import inert_line
from fact_check.review.session import Session

NAMED = 3
"""With more drafts than this, the next command would not fit on a line."""


def parting(session: Session) -> str:
    """Say how far the review is and, once everything is decided, what to type next."""
    done, every = session.done()
    said = f"{done} of {every} decided{' by you' * session.has_others}; everything is saved"
    if done < every or not 0 < len(session.drafts) <= NAMED:
        return said
    names = " ".join(shlex.quote(inert_line(draft.article.path)) for draft in session.drafts)
    return f"{said}. Next: fact-check check {names}"
