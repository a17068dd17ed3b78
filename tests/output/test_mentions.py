"""A source is named within a sentence without the capital that only the start of a sentence gave it."""

import pytest

from fact_check.claims import Source, SourceKind
from fact_check.output.mentions import named


@pytest.mark.parametrize(
    ("kind", "text", "within"),
    [
        pytest.param("organisation", "The water company", "the water company", id="an article"),
        pytest.param("organisation", "The Center for Lakes", "the Center for Lakes", id="an article before a name"),
        pytest.param("person", "His father", "his father", id="a possessive"),
        pytest.param("organisation", "Police", "police", id="a plain noun"),
        pytest.param("organisation", "Police in Lund", "police in Lund", id="a plain noun and more"),
        pytest.param("person", "Police Chief Ada Kern", "Police Chief Ada Kern", id="a title"),
        pytest.param("person", "Ada Kern", "Ada Kern", id="a name"),
        pytest.param("outlet", "The Lund Post", "The Lund Post", id="an outlet"),
        pytest.param("organisation", "THE COUNCIL", "THE COUNCIL", id="capitals"),
        pytest.param("person", "the mayor", "the mayor", id="as it is"),
    ],
)
def test_a_source_within_a_sentence(kind: str, text: str, within: str) -> None:
    assert named(Source(start=0, end=len(text), text=text, kind=SourceKind(kind))) == within


def test_the_fullest_name_is_taken() -> None:
    assert named(Source(start=0, end=2, text="He", kind=SourceKind.PERSON, resolved="The mayor")) == "the mayor"
