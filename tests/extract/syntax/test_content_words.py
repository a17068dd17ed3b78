"""What a claim is about, as lemmas, and what its numbers are numbers of."""

import pytest

from fact_check.extract.syntax.content_words import measure, names, negated, negates, terms
from fact_check.language import pipeline


def test_terms_leave_numbers_and_light_words_out() -> None:
    doc = pipeline()("The ferry also burned 12 boats in Harwick.")
    assert terms(doc, range(len(doc))) == {"ferry", "burn", "boat", "harwick"}
    assert names(doc, range(len(doc))) == {"harwick"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("The cows were not killed.", True, id="not"),
        pytest.param("The cows were killed.", False, id="plain"),
        pytest.param("The cows that did not run were killed.", False, id="in-another-clause"),
    ],
)
def test_negated(text: str, says: bool) -> None:
    doc = pipeline()(text)
    assert negated(doc, (0, len(doc))) is says


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("No boats arrived.", {"boat", "arrive"}, id="a-noun-and-its-verb"),
        pytest.param("The firm did not close the mill.", {"close", "mill"}, id="a-verb-and-its-object"),
        pytest.param("Nobody closed the mill.", {"close", "mill"}, id="nobody"),
        pytest.param("The mill will not open until May.", set(), id="until"),
        pytest.param("The firm not only closed the mill.", set(), id="not-only"),
        pytest.param("The firm closed the mill.", set(), id="none"),
    ],
)
def test_negates(text: str, about: set[str]) -> None:
    doc = pipeline()(text)
    assert negates(doc, (0, len(doc))) == about


@pytest.mark.parametrize(
    ("text", "number", "head", "deed", "part"),
    [
        pytest.param("The fire killed 12 cows.", "12", "cow", "kill", False, id="an-object"),
        pytest.param("12 cows died in the fire.", "12", "cow", "die", False, id="a-subject"),
        pytest.param("Another 12 cows died in the fire.", "12", "cow", "die", True, id="a-part"),
    ],
)
def test_measure(text: str, number: str, head: str, deed: str, part: bool) -> None:
    doc = pipeline()(text)
    at = next(t.i for t in doc if t.text == number)
    found = measure(doc, (at, at + 1))
    assert (found.head, found.deed, found.part) == (head, deed, part)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("The savings were $12.", "12", id="a-subject"),
        pytest.param("The savings were $12. Now they are $40.", "40", id="a-pronoun"),
    ],
)
def test_a_number_counts_what_is_said_to_be_it(text: str, number: str) -> None:
    doc = pipeline()(text)
    at = next(t.i for t in doc if t.text == number)
    assert measure(doc, (at - 1, at + 1)).head in ("saving", "savings")
