"""A review that is left says how far it is, and what comes next once everything is decided."""

import pytest

from fact_check.review.parting import parting
from fact_check.review.session import begin
from tests.review.test_session import draft, play


@pytest.mark.parametrize(
    ("names", "keys", "said"),
    [
        pytest.param(("a.txt",), "su", "2 of 3 decided; everything is saved", id="some"),
        pytest.param(("a.txt",), "sdu", "3 of 3 decided; everything is saved. Next: fact-check check a.txt", id="all"),
        pytest.param(
            ("a b.txt", "c.txt"),
            "sdusdu",
            "6 of 6 decided; everything is saved. Next: fact-check check 'a b.txt' c.txt",
            id="two drafts",
        ),
        pytest.param("1234", "sdu" * 4, "12 of 12 decided; everything is saved", id="more than a line holds"),
        pytest.param((), "", "0 of 0 decided; everything is saved", id="nothing to decide"),
    ],
)
def test_what_is_said_at_the_end(names: tuple[str, ...], keys: str, said: str) -> None:
    session, _ = play(begin("ana", tuple(draft(path=name) for name in names)), keys)
    assert parting(session) == said


def test_a_second_reviewer_is_told_that_the_figure_is_their_own() -> None:
    _, events = play(begin("ana", (draft(),)), "sdu")
    session, _ = play(begin("bo", (draft().after(events),)), "s")
    assert parting(session) == "1 of 3 decided by you; everything is saved"
