"""Correcting what was found, in few keys: whose a claim is, one that is two, two that are one."""

from pathlib import Path

import pytest

from fact_check.agreement import overruled
from fact_check.claims import Label, SourceKind
from fact_check.ledger.events import EVENT
from fact_check.ledger.paths import journal_of
from fact_check.read import read
from tests.review.story import STORY, opened
from tests.review.test_app import drive, kept

SPLIT_KEYS, SOURCE_KEYS, ADD_KEYS = 8, 4, 12


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def deeds() -> list[str]:
    return [EVENT.validate_json(line).what for line in journal_of("flood.txt").read_text("utf-8").splitlines()]


def at(words: str) -> list[str]:
    """Keys that go to a claim by its words."""
    return ["g", *words, "enter"]


def test_a_source_is_taken_from_the_articles_speakers() -> None:
    keys = ["w", "1"]
    assert len(keys) <= SOURCE_KEYS
    drive([*at("300 people"), *keys])
    claim = kept()["some 300 people slept in the school hall"].claim
    assert claim is not None
    assert claim.source is not None
    assert claim.source.text == "Ida Holm, who ran the water board until 2019"
    assert claim.suggestion is not None
    assert (claim.suggestion.label, deeds()) == (Label.SOURCED, ["source"])


def test_a_source_is_nobody() -> None:
    drive([*at("warned twice"), "w", "0"])
    claim = kept()["the board had been warned twice"].claim
    assert claim is not None
    assert (claim.source, claim.cue) == (None, None)
    assert claim.suggestion is not None
    assert claim.suggestion.label is Label.UNEVIDENCED


def test_a_source_is_words_of_the_article_and_has_a_kind() -> None:
    drive([*at("40 houses"), "w", "w", "slash", *"river ane", "enter", "enter", "3"])
    claim = kept()["Lower Marsh lost 40 houses"].claim
    assert claim is not None
    assert claim.source is not None
    assert (claim.source.text, claim.source.kind) == ("river Ane", SourceKind.DOCUMENT)


def test_a_corrected_source_outlives_an_edit_and_is_undone() -> None:
    drive([*at("300 people"), "w", "1"])
    Path("flood.txt").write_text("It rained.\n\n" + STORY, encoding="utf-8")
    claim = kept()["some 300 people slept in the school hall"].claim
    assert claim is not None
    assert claim.source is not None
    assert claim.source.text.startswith("Ida Holm")
    drive(["z"])
    after = kept()["some 300 people slept in the school hall"].claim
    assert after is not None
    assert after.source is None


def test_a_claim_is_split_where_it_is_likeliest() -> None:
    Path("flood.txt").write_text(
        STORY.replace("lost 40 houses", "lost 40 houses and two bridges fell"), encoding="utf-8"
    )
    drive([*at("40 houses"), "m", *["right"] * 4, "enter"])
    keys = ["v", "enter"]
    assert len(keys) <= SPLIT_KEYS
    drive([*at("40 houses"), *keys, "d"])
    found = kept()
    assert found["Lower Marsh lost 40 houses"].label is Label.DENIED
    assert found["two bridges fell"].claim is not None
    drive(["z", "z"])
    assert "two bridges fell" not in kept()
    assert "Lower Marsh lost 40 houses and two bridges fell" in kept()


def test_two_claims_are_made_one_and_apart_again() -> None:
    drive([*at("40 houses"), "M", "u"])
    whole = STORY[STORY.index("Lower Marsh lost") : STORY.index(" school hall.") + len(" school hall")]
    found = kept()
    assert found[whole].label is Label.UNEVIDENCED
    assert found["some 300 people slept in the school hall"].rejected
    drive(["z", "z"])
    assert kept()["Lower Marsh lost 40 houses"].status is None


def test_a_claim_far_below_is_added_in_twelve_keys() -> None:
    Path("flood.txt").write_text(STORY + "\nRain fell.\n" * 30 + "\nThe bishop wept for 3 days. He left.\n", "utf-8")
    keys = ["a", "slash", *"bis", "enter", "left", "space", "right_parenthesis", "enter"]
    assert len(keys) <= ADD_KEYS
    drive(keys)
    assert "The bishop wept for 3 days." in kept()


@pytest.mark.parametrize(
    ("keys", "picked"),
    [
        (["right_parenthesis"], "and"),
        (["right_curly_bracket"], "The"),
        (["right_curly_bracket", "space", "right_parenthesis"], None),
    ],
)
def test_a_pick_moves_by_sentence_and_paragraph(keys: list[str], picked: str | None) -> None:
    screen = drive([*at("40 houses"), "a", *keys])
    assert screen.picking is not None
    words = STORY[screen.picking.piece.start : screen.picking.piece.end]
    if picked is None:
        assert words.startswith("The flood gate")
        assert words.endswith("2019.")
    else:
        assert words == ("The" if keys[0].startswith("right") else picked)


def test_a_pick_moves_by_page() -> None:
    Path("flood.txt").write_text(STORY + "\nRain fell.\n" * 60, "utf-8")
    near, far, back = (drive(["a", *keys]).picking for keys in (["down"], ["pagedown"], ["pagedown", "pageup"]))
    assert near is not None
    assert far is not None
    assert back is not None
    assert far.piece.start > near.piece.start > back.piece.start


def test_a_corrected_source_overrules_the_rules_that_found_another() -> None:
    drive([*at("warned twice"), "w", "0", "u"])
    counted = {one.rule: (one.overruled, one.decided) for one in overruled([opened(read("flood.txt"))])}
    assert counted == {"suggest.identified-source": (1, 1), "reporting.says": (1, 1)}
