"""Whose dollars a bare `$` may be, by the places of the article."""

import pytest

from fact_check.pipeline import claims
from fact_check.read import read_text

CASES = [
    pytest.param("TORONTO — The fare rises to $40 in May.", ("CAD", "USD"), id="dateline"),
    pytest.param("SYDNEY, 3 March (Harbour Press) — The levy will cost $12 million.", ("AUD", "USD"), id="a date too"),
    pytest.param(
        "The council in Auckland met.\n\nAuckland spent $3 million on buses.", ("NZD", "USD"), id="its paragraph"
    ),
    pytest.param("Ottawa: The bill came to $75,000 last year.", ("CAD", "USD"), id="a colon"),
    pytest.param(
        "The deal was signed in Hong Kong.\n\nThe Hong Kong firm paid $9 million.", ("HKD", "USD"), id="named twice"
    ),
    pytest.param(
        "MELBOURNE — The club paid $5 million, or US$3.3 million.\n\nThe stand cost $2 million.",
        ("AUD",),
        id="other sums are marked as American",
    ),
    pytest.param("The fare rises to $40 in May.", (), id="no place"),
    pytest.param("CHICAGO — The fare rises to $40 in May.", (), id="an American place"),
    pytest.param("TORONTO — The fare rises to C$40 in May.", (), id="its own sign"),
    pytest.param("TORONTO — The fare rises to US$40 in May.", (), id="an American sign"),
    pytest.param("TORONTO — The fare rises to £40 in May.", (), id="another currency"),
    pytest.param("TORONTO — The firm paid C$40 million, or $29 million.", (), id="the other is marked as local"),
    pytest.param("TORONTO — It paid 40 million Canadian dollars, or $29 million.", (), id="marked in words"),
    pytest.param("NEW YORK — The bank lent a Toronto firm $40 million.", (), id="a place abroad in passing"),
    pytest.param("DENVER — The state of Colorado spent $40 million.\n\nA man from Perth left.", (), id="a namesake"),
    pytest.param(
        "It sold a bond in Hong Kong, worth 3 billion yuan ($420 million).", (), id="a place in passing, another money"
    ),
    pytest.param("Tell us that $40 million went astray.", (), id="us is no place"),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_bare_dollar_may_be_the_place_s(text: str, wanted: tuple[str, ...]) -> None:
    found = claims(read_text(f"What it costs\n\n{text}"))
    (last,) = [q for claim in found for q in claim.quantities][-1:]
    assert (last.candidates, last.unit in ("USD", "CAD", "GBP")) == (wanted, True)


def test_json_leaves_out_what_is_plain() -> None:
    plain, local = (claims(read_text(f"Fares\n\n{where}The fare rises to $40."))[0] for where in ("", "TORONTO — "))
    assert "candidates" not in plain.model_dump(mode="json")["quantities"][0]
    assert local.model_dump(mode="json")["quantities"][0]["candidates"] == ["CAD", "USD"]
    assert local.quantities[0].value == 40
