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


KIN = "The painter Ada Kern died. Her son, the actor Jon Kern, wept. Kern was born in Riga. "


@pytest.mark.parametrize(
    ("text", "pronoun", "speaker", "resolved"),
    [
        pytest.param(KIN + "She left.", "She", None, "The painter Ada Kern", id="a-relative-goes-by-the-first-name"),
        pytest.param("Ada Kern met her son. She left.", "She", "son", "Ada Kern", id="no-man-is-she"),
        pytest.param("Ada Kern met her aunt. He left.", "He", "aunt", None, id="no-woman-is-he"),
    ],
)
def test_relatives(read: Read, text: str, pronoun: str, speaker: str | None, resolved: str | None) -> None:
    assert resolve(read, text, pronoun, speaker).resolved == resolved


def test_two_who_weigh_alike_are_left_open(read: Read) -> None:
    found = resolve(read, "It named Ada Kern and Eva Lund. She left.", "She")
    assert found.resolved is None
    assert set(found.candidates) == {"Ada Kern", "Eva Lund"}
    assert len(found.likely) == 2


def test_who_spoke_last_goes_on(read: Read) -> None:
    text = "Jon Ridd met Tom Vance. He left."
    assert resolve(read, text, "He", speaker="Vance").named is not None
    assert resolve(read, text, "He", speaker="Ridd").resolved == "Jon Ridd"
