"""For whom `he`, `she` and `they` stand, by weight; open where two weigh alike."""

import pytest

from fact_check.extract.coreference.entities import Entities
from fact_check.extract.coreference.mentions import Mentions
from fact_check.extract.coreference.pronouns import Pronouns
from fact_check.extract.coreference.records import Spoke, Standing
from tests.extract.coreference.conftest import Read, word


def resolve(read: Read, text: str, pronoun: str, speaker: str | None = None) -> Standing:
    doc, kinds = read(text)
    mentions = Mentions(doc, is_body=kinds.is_body)
    entities = Entities(mentions)
    spoke = []
    if speaker is not None:
        at = word(doc, speaker).i
        spoke.append(Spoke(at, mentions.sentence[at], entities.of(at), speaker, at, ""))
    return Pronouns(doc, mentions, entities, kinds).resolve(word(doc, pronoun), spoke)


@pytest.mark.parametrize(
    ("text", "pronoun", "resolved"),
    [
        pytest.param("Ada Kern came. She left.", "She", "Ada Kern", id="the-subject-before"),
        pytest.param("Ada Kern met Jon Ridd. He left.", "He", "Jon Ridd", id="the-one-of-the-gender"),
        pytest.param("The council met. It left.", "It", "The council", id="a-body"),
        pytest.param("The pier was shut. She left.", "She", None, id="nobody"),
    ],
)
def test_pronouns(read: Read, text: str, pronoun: str, resolved: str | None) -> None:
    assert resolve(read, text, pronoun).resolved == resolved


def test_two_who_weigh_alike_are_left_open(read: Read) -> None:
    found = resolve(read, "It named Ada Kern and Eva Lund. She left.", "She")
    assert found.resolved is None
    assert set(found.candidates) == {"Ada Kern", "Eva Lund"}
    assert len(found.likely) == 2


def test_who_spoke_last_goes_on(read: Read) -> None:
    text = "Jon Ridd met Tom Vance. He left."
    assert resolve(read, text, "He", speaker="Vance").named is not None
    assert resolve(read, text, "He", speaker="Ridd").resolved == "Jon Ridd"
