"""What is attached to a claim: notes, supports, links, tags, a name; and what is taken off again."""

from pathlib import Path

import pytest

from fact_check.review.addresses import AddressError, address
from fact_check.review.card import linked
from tests.review.test_app import drive, kept
from tests.review.test_corrections import at

FIRST = "Lower Marsh lost 40 houses"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("example.org/a", "https://example.org/a"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("https://https://example.org", "https://example.org"),
        (" http://example.org ", "http://example.org"),
        ("https://bücher.example/ä", "https://bücher.example/ä"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
    ],
)
def test_an_address_is_kept(typed: str, kept_as: str) -> None:
    assert address(typed) == kept_as


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "https://https",
        "https://exa mple.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "the report",
        "https://nowhere",
        "https://a..b.org/\x07",
        "mailto:a@b.org",
        "https://example.org:99999/",
    ],
)
def test_what_is_no_address_is_not(typed: str) -> None:
    with pytest.raises(AddressError):
        address(typed)


def test_a_bad_address_is_said_and_not_kept() -> None:
    screen = drive(["e", "u", *"javascript:x", "enter"])
    assert screen.session.said.startswith("not saved: javascript: is not supported")
    assert kept()[FIRST].held == ()


def test_a_note_has_several_lines_and_is_edited_and_removed() -> None:
    drive(["n", *"ask", "ctrl+j", *"her", "enter"])
    assert [n.text for n in kept()[FIRST].notes] == ["ask\nher"]
    drive([*at("40 houses"), "N", *"s", "enter"])
    assert [n.text for n in kept()[FIRST].notes] == ["ask\nhers"]
    drive([*at("40 houses"), "N", *["backspace"] * 8, "enter"])
    assert kept()[FIRST].notes == ()


def test_a_note_is_written_in_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    import contextlib

    from fact_check.review.app import ReviewApp

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/ask/tell/")
    # Only a real terminal can be handed over to an editor and taken back.
    monkeypatch.setattr(ReviewApp, "suspend", lambda self: contextlib.nullcontext())
    drive(["n", *"ask", "ctrl+e", "enter"])
    assert [n.text for n in kept()[FIRST].notes] == ["tell"]


def test_a_support_is_removed() -> None:
    drive(["e", "u", *"example.org", "enter", "e", "x", "1"])
    assert [d for h in kept()[FIRST].held for d in h.decision.supports] == []


def test_a_link_is_drawn_to_any_claim_and_a_wrong_one_is_undone() -> None:
    drive([*at("40 houses"), "l", "slash", *"3.5", "enter", "1"])
    (held,) = kept()[FIRST].held
    assert held.decision.links[0].to_anchor.text == "claims of up to 3.5 million euros"
    screen = drive([*at("any delay"), "l", "1"])
    assert screen.session.current is not None
    assert linked(screen.session, screen.session.current) == []
    screen = drive([*at("stood open"), "l"])
    assert screen.session.current is not None
    assert not any(relation == "denied by" for relation, _ in linked(screen.session, screen.session.current))


@pytest.mark.parametrize(("end", "other"), [("stood open", "any delay"), ("any delay", "stood open")])
def test_a_wrong_link_is_undone_from_either_end_and_again_by_undo(end: str, other: str) -> None:
    assert drive([*at(end), "l", "1"]).session.said.startswith("kept: ")
    for words in (end, other):
        screen = drive(at(words))
        assert screen.session.current is not None
        assert linked(screen.session, screen.session.current) == []
    screen = drive(["z", *at(other)])
    assert screen.session.current is not None
    assert len(linked(screen.session, screen.session.current)) == 1


def test_a_link_of_ones_own_is_taken_back_from_the_other_end() -> None:
    drive([*at("40 houses"), "l", "slash", *"3.5", "enter", "1"])
    assert drive([*at("3.5 million"), "l", "1"]).session.said == "removed: link"
    assert [link for held in kept()[FIRST].held for link in held.decision.links] == []


def test_two_numbers_that_disagree_are_linked_once() -> None:
    drive([*at("40 houses"), "l", "c", "1"])
    drive([*at("300 people"), "l", "c", "1"])
    screen = drive(at("40 houses"))
    assert screen.session.current is not None
    told = [relation for relation, _ in linked(screen.session, screen.session.current)]
    assert sum(relation.startswith("conflicts") for relation in told) == 1


def test_a_desks_tags_are_put_on_and_filtered_by() -> None:
    tags = ("called", "needs desk")
    drive([*at("any delay"), "T", "2"], tags=tags)
    assert kept()["any delay"].tags == ("needs desk",)
    screen = drive(["f", "end", "enter", "escape"], tags=tags)
    assert [c.claim.span.text for c in screen.session.listed(0) if c.claim] == ["any delay"]
    drive([*at("any delay"), "T", "2"], tags=tags, who="bo")
    assert kept()["any delay"].tags == ()


def test_a_desk_without_tags_is_told_how_to_have_some() -> None:
    assert drive(["T"]).session.said.startswith("no tags yet")


def test_a_claim_is_for_somebody() -> None:
    drive([*at("any delay"), "p", *"Bo", "enter"])
    assert kept()["any delay"].assigned == "Bo"
    screen = drive([], who="bo", for_="bo")
    assert [c.claim.span.text for c in screen.session.listed(0) if c.claim] == ["any delay"]
