"""The full screen driven by keys and mouse: what a reviewer does ends in the journal, and comes back."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList

from fact_check.claims import Label, Relation
from fact_check.errors import ConfigError
from fact_check.ledger.carried import Carried
from fact_check.ledger.journal import append
from fact_check.ledger.paths import journal_of
from fact_check.review.app import ReviewApp
from fact_check.review.keys import bindings, with_way_out
from fact_check.review.looks import look
from fact_check.review.moves import DECIDED
from fact_check.review.panes import bars
from fact_check.review.panes.article import GUTTER, ArticleView
from fact_check.review.panes.claims import ClaimList
from tests.review.story import STORY, app, opened
from tests.review.test_session import play

Then = Callable[[ReviewApp, Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def drive(
    keys: Iterable[str],
    *,
    size: tuple[int, int] = (120, 40),
    then: Then | None = None,
    names: tuple[str, ...] = ("flood.txt",),
    **how: object,
) -> ReviewApp:
    """Open the drafts, press keys, do what `then` does, and close."""

    async def run() -> ReviewApp:
        screen = app(*map(Path, names), **how)  # type: ignore[arg-type]
        async with screen.run_test(size=size) as pilot:
            await ready(screen, pilot)
            for key in keys:
                await pilot.press(key)
            if then is not None:
                await then(screen, pilot)
            await pilot.pause()
        return screen

    return asyncio.run(run())


async def ready(screen: ReviewApp, pilot: Pilot[None]) -> None:
    """Wait until the claims are found."""
    while screen.is_finding:
        await pilot.pause(0.01)
    await pilot.pause()


def kept(name: str = "flood.txt") -> dict[str, Carried]:
    """What the journal on the disk says now, by the claims' words."""
    from fact_check.read import read

    return {c.claim.span.text: c for c in opened(read(name)).carried if c.claim is not None}


def test_labels_are_on_the_disk_and_the_next_run_resumes() -> None:
    drive("sdu")
    assert [str(c.label) for c in kept().values()][:4] == ["sourced", "denied", "unevidenced", "None"]
    again = drive("")
    assert again.session.current is not None
    assert again.session.current.claim is not None
    assert again.session.current.claim.span.text == "the board had been warned twice"


def test_enter_takes_the_suggestion_and_x_is_not_a_claim() -> None:
    drive(["enter", "x", "space", "enter"])
    labels = [(c.label, c.rejected) for c in kept().values()][:4]
    assert labels == [(Label.UNEVIDENCED, False), (None, True), (None, False), (Label.SOURCED, False)]


def test_undo_and_redo_survive_a_restart() -> None:
    drive("sdu")
    drive("zzZ")
    assert [str(c.label) for c in kept().values()][:3] == ["sourced", "denied", "None"]


def test_a_note_may_hold_every_letter() -> None:
    drive(["n", *"quiz s d u", "enter", "s"])
    first = kept()["Lower Marsh lost 40 houses"]
    assert ([n.text for n in first.notes], first.label) == (["quiz s d u"], Label.SOURCED)


def test_escape_leaves_a_note_unwritten() -> None:
    drive(["n", "a", "b", "escape"])
    assert not journal_of("flood.txt").exists()


def test_support_is_picked_word_by_word_or_typed() -> None:
    drive(["e", "down", "space", "right", "right", "enter", "e", "u", *"example.org/a", "enter"])
    (held,) = kept()["Lower Marsh lost 40 houses"].held
    words, url = held.decision.supports
    assert words.at is not None
    assert words.at.text in STORY
    assert len(words.at.text.split()) == 3
    assert url.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("typed", "support"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/a", "https://example.org/a"),
        ("Lower Marsh lost", "Lower Marsh lost"),
        ("40 houses", "40 houses"),
    ],
)
def test_what_is_typed_for_a_support_is_kept_as_it_is_typed(typed: str, support: str) -> None:
    keys = [{" ": "space"}.get(character, character) for character in typed]
    screen = drive(["e", *keys, "enter"])
    (held,) = kept()["Lower Marsh lost 40 houses"].held
    assert [s.url or (s.at.text if s.at else "") for s in held.decision.supports] == [support]
    assert screen.session.said == "kept: support · still undecided: label it"


def test_a_pasted_address_is_kept_with_enter() -> None:
    async def paste(screen: ReviewApp, pilot: Pilot[None]) -> None:
        screen.post_message(events.Paste(" https://example.org/a\n"))
        await pilot.pause()
        await pilot.press("enter")

    drive("e", then=paste)
    (held,) = kept()["Lower Marsh lost 40 houses"].held
    assert [s.url for s in held.decision.supports] == ["https://example.org/a"]


def test_what_is_neither_a_url_nor_in_the_article_stays_to_be_mended() -> None:
    screen = drive(["e", *"zebra", "enter", *["backspace"] * 5, *"Lower", "enter"])
    (held,) = kept()["Lower Marsh lost 40 houses"].held
    assert [s.at.text for s in held.decision.supports if s.at] == ["Lower"]
    assert screen.picking is None


def test_a_support_says_that_the_label_is_as_it_was() -> None:
    assert drive(["u", "k", "K", "e", "down", "enter"]).session.said.startswith("kept: support")
    said = drive(["K", "e", *"example.org", "enter"]).session.said
    assert said == "kept: support · still unevidenced: label it sourced if this backs it"
    assert drive(["K", "s", "K", "e", *"example.org", "enter"]).session.said == "kept: support"


def test_a_link_is_drawn_with_a_number_key() -> None:
    drive([*"JJJJ", "l", "c", "1"])
    (held,) = kept()["any delay"].held
    (link,) = held.decision.links
    assert (link.relation, link.to_anchor.text) == (
        Relation.CONFLICTS,
        "The flood gate at Mill Lane stood open for three hours",
    )


def test_a_span_is_mended_with_the_arrows() -> None:
    drive([*"JJ", "m", "left", "left", "left", "enter", "d"])
    mended = kept()["The flood gate at Mill Lane stood open"]
    assert mended.label is Label.DENIED


def test_a_missed_claim_is_added_from_its_first_word() -> None:
    drive(["a", "up", "space", *["right"] * 6, "enter", "u"])
    added = kept()["Council admits that flood gate stood open"]
    assert (added.label, added.is_found) == (Label.UNEVIDENCED, False)


def test_a_filter_and_a_search_narrow_the_list_and_the_way() -> None:
    screen = drive(["s", "slash", *"reyl", "enter"])
    rows = [c.claim.span.text for c in screen.session.listed(0) if c.claim]
    assert rows == ["We closed the gate within minutes", "The map was wrong", "It showed the school on dry land"]
    screen = drive(["f", "down", "enter", "escape"])
    assert [c.claim.span.text for c in screen.session.listed(0) if c.claim] == ["Lower Marsh lost 40 houses"]


def test_search_that_is_left_shows_what_was_shown_before() -> None:
    screen = drive(["slash", *"map", "escape"])
    assert screen.session.view.is_open
    assert len(screen.session.listed(0)) == 11


def test_the_chosen_line_is_seen_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def look_at(screen: ReviewApp, pilot: Pilot[None]) -> None:
        lines = screen.screen.query_one(OptionList)
        first, second = ({bool(s.style and s.style.underline) for s in lines.render_line(n)} for n in (0, 1))
        assert (first, second) == ({True}, {False})

    drive(["f"], then=look_at)


@pytest.mark.parametrize("remapped", [None, {"quit": "Q"}], ids=["our key", "a desk's key"])
def test_the_key_that_quits_is_named_once_everything_is_decided(remapped: dict[str, str] | None) -> None:
    found = bindings(remapped)
    key = (remapped or {}).get("quit", "q")
    assert with_way_out(DECIDED, found) == f"everything is decided; {key} quits"
    assert with_way_out("undone", found) == "undone"


def test_go_takes_a_number_or_words() -> None:
    for typed in ("4", "warned"):
        screen = drive(["g", *typed, "enter"])
        assert screen.session.current is not None
        assert screen.session.current.claim is not None
        assert screen.session.current.claim.span.text == "the board had been warned twice"


def test_several_drafts_are_one_queue() -> None:
    screen = drive(["right_square_bracket", "s", "left_square_bracket", "d"], names=("flood.txt", "b.txt"))
    assert [str(next(iter(kept(n).values())).label) for n in ("flood.txt", "b.txt")] == ["denied", "sourced"]
    assert screen.session.done() == (2, 22)


def test_a_click_goes_to_a_claim() -> None:
    async def click(screen: ReviewApp, pilot: Pilot[None]) -> None:
        view = screen.query_one(ArticleView)
        at = STORY.index("any delay")
        line = view.lines_shown.line_of(at)
        x = at - view.lines_shown.spans[line][0] + GUTTER
        await pilot.click(ArticleView, offset=(x + 2, line + 1 - int(view.scroll_offset.y)))
        await pilot.press("d")
        await pilot.click(ClaimList, offset=(5, 2))
        await pilot.press("s")

    drive("", then=click)
    found = kept()
    assert found["any delay"].label is Label.DENIED
    assert found["some 300 people slept in the school hall"].label is Label.SOURCED


def test_a_drag_picks_words_for_a_missed_claim() -> None:
    async def drag(screen: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.mouse_down(ArticleView, offset=(GUTTER + 1, 1))
        await pilot.hover(ArticleView, offset=(GUTTER + 12, 1))
        await pilot.mouse_up(ArticleView, offset=(GUTTER + 12, 1))
        await pilot.press("enter", "u")

    drive("", then=drag)
    assert kept()["Council admits"].label is Label.UNEVIDENCED


def test_changed_claims_come_first_with_both_wordings() -> None:
    drive("sdusdusdusd")
    path = Path("flood.txt")
    path.write_text(STORY.replace("up to 3.5 million", "up to 35 million"), encoding="utf-8")
    screen = drive("")
    assert screen.session.current is not None
    assert screen.session.current.changed == "a number: 3.5 → 35"
    done = drive("d").session
    assert (done.done(), done.current is not None and done.current.label) == ((11, 11), Label.DENIED)


def test_a_draft_is_edited_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i s/40.houses/44.houses/")
    # Only a real terminal can be handed over to an editor and taken back.
    monkeypatch.setattr(ReviewApp, "suspend", lambda self: contextlib.nullcontext())
    drive("s")
    screen = drive(["o"], then=ready)
    assert screen.session.drafts[0].carried[0].changed == "a number: 40 → 44"


def test_an_editor_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor")
    monkeypatch.setattr(ReviewApp, "suspend", lambda self: contextlib.nullcontext())
    assert drive(["o"]).session.said.startswith("/no/such/editor: the editor did not start")


def test_another_reviewers_words_show_up_while_the_screen_is_open() -> None:
    async def other(screen: ReviewApp, pilot: Pilot[None]) -> None:
        screen.look_again()
        first = screen.session.drafts[0]
        _, events = play(_bo(first), "x")
        append(journal_of("flood.txt"), events)
        screen.look_again()
        await pilot.press("d")

    screen = drive("s", then=other)
    first = screen.session.drafts[0].carried[0]
    assert {h.decision.who for h in first.held} == {"ana", "bo"}
    assert first.conflict


def test_a_second_reviewer_is_told_what_is_theirs_and_what_is_not() -> None:
    def line(screen: ReviewApp) -> str:
        return bars.top(screen.session, screen.look.palette, 120, paths=["flood.txt"], waiting="", left=None).plain

    first = drive("sdu")
    assert " flood.txt · reviewer: ana " in line(first)
    assert line(first).endswith(f"✓ 1  ✗ 1  ? 1  ○ 8  {'━' * 4}{'─' * 12} 3 of 11 ")
    second = drive("s", who="bo")
    assert " flood.txt · reviewer: bo " in line(second)
    assert line(second).endswith(f"✓ 1  ○ 10  {'━'}{'─' * 15} 1 of 11 by you "), "what ana decided is open for bo"
    words = [look(c, "bo", second.look.palette).word for c in second.session.drafts[0].carried][:3]
    assert words == ["sourced", "denied, by ana", "unevidenced, by ana"]


def _bo(draft: object):  # type: ignore[no-untyped-def]
    from fact_check.review.session import begin

    return begin("bo", (draft,))  # type: ignore[arg-type]


def test_a_journal_that_breaks_meanwhile_ends_the_review_with_one_line() -> None:
    async def broken(screen: ReviewApp, pilot: Pilot[None]) -> None:
        screen.look_again()
        with journal_of("flood.txt").open("a", encoding="utf-8") as file:
            file.write("nonsense\n")
        screen.look_again()

    assert str(drive("s", then=broken).failure).startswith("flood.txt.review.jsonl:2: is not JSON")


def test_an_adjudicator_is_led_through_the_conflicts() -> None:
    drive("sdu")
    drive("sss", who="bo")
    screen = drive("d", who="cy", adjudicates=True)
    assert screen.session.done() == (1, 2)
    assert "✗ denied  final decision by cy" in _shown(drive("K", who="cy", adjudicates=True))


def test_a_blind_reviewer_sees_neither_suggestions_nor_others() -> None:
    drive("s")
    screen = drive("", who="bo", blind=True)
    svg = _shown(screen)
    assert "suggested" not in svg


def _shown(screen: ReviewApp) -> str:
    from fact_check.review.card import card

    current = screen.session.current
    assert current is not None
    return "\n".join(h + " " + t.plain for h, t in card(screen.session, current, {}, screen.look.palette))


def test_keys_can_be_given_other_places() -> None:
    assert next(b for b in bindings({"sourced": "w"}) if b.name == "sourced").key == "w"
    with pytest.raises(ConfigError, match="no such review action: sorced"):
        bindings({"sorced": "w"})
    with pytest.raises(ConfigError, match="sourced and denied are both on d"):
        bindings({"sourced": "d"})


@pytest.mark.parametrize("key", ["S", "!", "é", "f2", "ctrl+r", "tab", "full_stop", "exclamation_mark", "ctrl+minus"])
def test_a_key_that_can_be_pressed_is_taken(key: str) -> None:
    assert next(b for b in bindings({"sourced": key}) if b.name == "sourced").key == key


@pytest.mark.parametrize("key", ["ss", "", "ctrl", "ctrl+", "ctlr+r", "ctrl+rr", "\x1b", "letter"])
def test_a_key_that_nobody_can_press_is_one_line(key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        bindings({"sourced": key}, where="fact-check.toml: keys")
    said = str(caught.value)
    assert said.startswith("fact-check.toml: keys.sourced: ")
    assert 'is not a key (write one character, "s", or a name: "enter", "f2", "ctrl+r")' in said


@pytest.mark.parametrize(("size", "shown"), [((120, 40), True), ((80, 24), True), ((60, 24), False)])
def test_the_list_hides_on_a_small_screen(size: tuple[int, int], shown: bool) -> None:
    seen: list[bool] = []

    async def look(screen: ReviewApp, pilot: Pilot[None]) -> None:
        seen.append(screen.query_one(ClaimList).size.width > 0)

    drive("", size=size, then=look)
    assert seen == [shown]


def test_the_palette_does_what_a_key_does() -> None:
    async def choose(screen: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p", *"unevidenced")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.2)

    drive("", then=choose)
    assert kept()["Lower Marsh lost 40 houses"].label is Label.UNEVIDENCED


def test_a_screen_that_finds_nothing_says_so() -> None:
    Path("flood.txt").write_text("Nothing happened.\n", encoding="utf-8")
    screen = drive("s")
    assert screen.session.current is None
    assert screen.session.said == "no claim here"
