"""The plain review on a narrow page: what a reviewer reads, and what a string of keys leaves in the journal."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from fact_check.claims import Label
from fact_check.ledger.draft import open_draft
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from fact_check.read import read
from fact_check.review.keys import bindings
from fact_check.review.plain import review
from fact_check.review.prompts import Keyboard
from fact_check.review.session import begin
from tests.review.test_session import TEXT, claims_of, labels


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(typed: str, *, styled: bool = False, text: str = TEXT) -> tuple[str, str]:
    """Review with keys; what stands between < and > is typed at a prompt. Returns the page and the labels."""
    path = Path("a.txt")
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    article = read(str(path))
    rest = list(typed)

    def line(prompt: str) -> str | None:
        if not rest or rest[0] != "<":
            return None
        end = rest.index(">")
        said = "".join(rest[1:end])
        del rest[: end + 1]
        return said

    page = io.StringIO()
    console = Console(file=page, width=80, force_terminal=styled, no_color=True, highlight=False)
    session = begin("ana", (open_draft(article, claims_of(article.text)),))
    keys = Keyboard(lambda: rest.pop(0) if rest else "", line)
    session = review(session, {}, bindings(), console, keys)
    kept = open_draft(article, claims_of(article.text))
    again = begin("ana", (kept,))
    assert labels(again) == labels(session)
    return page.getvalue(), labels(session)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("sdu", "sdu"),
        ("sdq", "sd-"),
        ("sbd", "d--"),
        ("xz", "---"),
        ("xs", "ns-"),
        ("s?d", "sd-"),
        ("h%s", "s--"),
        ("", "---"),
    ],
)
def test_keys_leave(keys: str, expected: str) -> None:
    assert run(keys)[1] == expected


def test_the_page_says_where_what_and_why() -> None:
    page, _ = run("q")
    assert [line.rstrip() for line in page.splitlines()] == [
        "",
        "a.txt · claim 1 of 3 · 0 of 3 decided · ○ undecided",
        "",
        "  The mayor of Ostrava said that «40 houses were lost». Police denied that the",
        "  warning came too late.",
        "",
        "claim     attributed",
        "suggested ✓ sourced, because the test says so",
        "source    The mayor of Ostrava  organisation",
        "cue       said  reports it",
        "rule      suggest.test",
        "          reporting.says",
        "s sourced  d denied  u unevidenced  ⏎ accept  x no  ␣ skip  z undo  q quit  ?",
        "0 of 3 decided; everything is saved",
    ]


def test_without_colour_the_claim_stands_out_by_style() -> None:
    page, _ = run("q", styled=True)
    assert "\x1b[1;7m40 houses were lost\x1b[0m" in page
    assert "\x1b[4mThe mayor of Ostrava\x1b[0m" in page
    assert "\x1b[3msaid\x1b[0m" in page


@pytest.mark.parametrize("evil", ["\x1b]0;pwned\x07", "\u202e", "\x9b2J", "\x1b[2J", "\r"])
def test_what_the_draft_holds_does_not_command_the_terminal(evil: str) -> None:
    page, _ = run("q", styled=True, text=TEXT.replace("came too late.", f"came too late. {evil} [red]so[/red]"))
    assert evil not in page
    assert "[red]so[/red]" in page


def test_notes_supports_links_mends_and_additions_are_typed() -> None:
    run("n<ask the mayor>e<https://example.org/dam>e<moved to the school>l2a<flood takes>uq")
    state = fold(read_journal(journal_of(Path("a.txt"))).events)
    by_words = {d.anchor.text: d for d in state.decisions}
    first = by_words["40 houses were lost"]
    assert [n.text for n in first.notes] == ["ask the mayor"]
    assert [s.url or (s.at.text if s.at else "") for s in first.supports] == [
        "https://example.org/dam",
        "moved to the school",
    ]
    assert [r.relation for r in first.links] == ["restates"]
    assert by_words["Flood takes"].label is Label.UNEVIDENCED


def test_a_change_shows_both_wordings() -> None:
    run("sdu")
    path = Path("a.txt")
    path.write_text(TEXT.replace("Some 12 people moved to the school", "Some 14 people moved to the school"), "utf-8")
    page, _ = run("q")
    assert "a.txt · claim 3 of 3 · 2 of 3 decided · ≠ changed" in page
    assert "was       Some 12 people moved to the school" in page
    assert "is now    Some 14 people moved to the school  numeric" in page
    assert "changed   a number: 12 → 14" in page


def test_what_is_gone_is_listed() -> None:
    run("sdu")
    path = Path("a.txt")
    path.write_text(TEXT.replace("Some 12 people moved to the school.", ""), "utf-8")
    page, _ = run("q")
    assert page.startswith("gone from a.txt: Some 12 people moved to the school\n")
    assert "2 of 2 decided" in page


def test_a_draft_without_claims_says_so() -> None:
    assert run("", text="Nothing happened.\n")[0] == "no claims to review\n"


def test_a_key_that_does_nothing_says_so() -> None:
    page, _ = run("hq")
    assert "h does nothing here; ? lists the keys" in page


def test_help_lists_what_works_there_and_nothing_else() -> None:
    page, _ = run("?q")
    legend = " ".join(page.split("⏎ accept  x no")[1].split("claim 1 of 3")[0].split())
    assert "x not a claim; move on" in legend
    assert "n write a note" in legend
    assert "theme" not in legend
    assert "whole card" not in legend


def test_sources_tags_and_names_are_typed() -> None:
    run("w<->T<called>p<Bo>q")
    (decision,) = fold(read_journal(journal_of(Path("a.txt"))).events).decisions
    assert decision.source is not None
    assert decision.source.at is None
    assert [tag.name for tag in decision.tags] == ["called"]
    assert decision.assigned is not None
    assert decision.assigned.to == "Bo"
