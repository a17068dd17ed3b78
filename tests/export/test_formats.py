"""Every export carries what was found and decided, and hostile text comes out inert."""

import base64
import csv
import hashlib
import html
import io
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fact_check.claims import Effect, Evidence, Label, SourceKind
from fact_check.cli import main
from fact_check.config import Config, Publisher
from fact_check.errors import FactCheckError
from fact_check.export import EXPORTS, export
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.draft import Draft, open_draft
from fact_check.ledger.events import Labelled, Noted, sign
from fact_check.read import read_bytes, read_text
from tests.make import claim

TEXT = 'Dam bursts\n\nPolice said 40 people died. The mayor denied any leak. "It held," reports claimed.\n'
HOSTILE = "Dam\n\n=cmd(1)\u202e died, <script>alert(1)</script> said ]]> @team **40** \x1b[31m|x|\n"
WHEN = datetime(2024, 5, 4, 12, tzinfo=UTC)
POLICY = Config(publisher=Publisher(name="The Post", url="https://post.example"))


def draft() -> Draft:
    article = read_text(TEXT)
    claims = (
        claim(TEXT, "40 people died", source="Police", cue="said", numbers=(("40", 40),), label=Label.SOURCED),
        claim(TEXT, "any leak", source="The mayor", kind=SourceKind.PERSON, cue="denied", effect=Effect.DENIES),
        claim(TEXT, "It held", cue="claimed", label=Label.UNEVIDENCED),
    )
    first, second, _ = claims
    events = [
        sign(Labelled, who="ana", when=WHEN, claim=first.id, anchor=anchor_of(first, TEXT), label=Label.SOURCED),
        sign(Labelled, who="ana", when=WHEN, claim=second.id, anchor=anchor_of(second, TEXT), label=Label.DENIED),
        sign(Noted, who="ben", when=WHEN, claim=second.id, anchor=anchor_of(second, TEXT), text="ask the mayor"),
    ]
    return open_draft(article, claims).after(events)


def hostile() -> Draft:
    words = HOSTILE[5:-1]
    found = claim(HOSTILE, words, source="<script>alert(1)</script>", cue="said", label=Label.SOURCED, because=words)
    return open_draft(read_text(HOSTILE), (found,))


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("format", ["csv", "markdown", "html"])
def test_a_claim_in_a_caption_says_so(format: str) -> None:
    found = claim(TEXT, "40 people died", source="Police", cue="said", numbers=(("40", 40),))
    in_caption = open_draft(read_text(TEXT), (found.model_copy(update={"caption": True}),))
    assert "caption" not in export([open_draft(read_text(TEXT), (found,))], format, POLICY).partition("\n")[2]
    text = export([in_caption], format, POLICY)
    assert table(text)[0]["caption"] == "yes" if format == "csv" else "a caption" in text


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("format", ["html", "csv", "markdown"])
def test_a_byte_order_mark_is_not_shown(format: str, name: str) -> None:
    text = "\ufeffPolice said 40 people died.\n"
    one = open_draft(read_bytes(name, text.encode()), (claim(text, "40 people died", source="Police", cue="said"),))
    shown = export([one], format, POLICY)
    assert not {"\ufeff", "\ufffd"} & set(shown)
    assert "40 people died" in shown


def test_csv_for_excel_begins_with_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fact-check.toml").write_text('exclude = ["*"]\n', encoding="utf-8")
    (tmp_path / "a.txt").touch()
    monkeypatch.chdir(tmp_path)
    for excel in ([], ["--excel"]):
        monkeypatch.setattr(sys, "argv", ["fact-check", "export", "a.txt", "--format", "csv", "-o", "out.csv", *excel])
        with pytest.raises(SystemExit):
            main()
        assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfarticle," if excel else b"article,")


def test_csv_has_a_line_for_each_claim() -> None:
    rows = table(export([draft()], "csv", POLICY))
    assert [(r["line"], r["claim"], r["decision"], r["suggestion"], r["source"], r["notes"]) for r in rows] == [
        ("3", "40 people died", "sourced", "sourced", "Police", ""),
        ("3", "any leak", "denied", "", "The mayor", "ben: ask the mayor"),
        ("3", "It held", "", "unevidenced", "", ""),
    ]


def test_csv_has_words_without_the_markup_of_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dam.md"
    path.write_text(
        "# Dam bursts\n\nThe *mayor* **flatly** denied that [40](https://news.example/a) people died.\n"
        "\nIt **has** been said that `12` cows drowned, [officials](https://news.example/b) said.\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(sys, "argv", ["fact-check", "export", str(path), "--format", "csv"])
    with pytest.raises(SystemExit):
        main()
    rows = table(capsys.readouterr().out)
    assert [row["numbers"] for row in rows] == ["40", "12"]
    markup = [cell for row in rows for name in ("claim", "source", "cue", "numbers", "because") for cell in [row[name]]]
    assert not any(mark in cell for cell in markup for mark in "*`[]")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "|calc", "\t=1", "＝1"])
def test_no_cell_of_csv_is_a_formula(start: str) -> None:
    text = f"Head\n\nit is {start} now\n"
    found = claim(text, f"{start} now", label=Label.SOURCED)
    row = table(export([open_draft(read_text(text), (found,))], "csv", POLICY))[0]
    assert all(cell[:1] not in {"=", "+", "-", "@", "|", "\t", "＝"} for cell in row.values())


def test_json_lines_are_claims_with_their_review() -> None:
    lines = [json.loads(line) for line in export([draft()], "jsonl", POLICY).splitlines()]
    assert [line["review"]["decision"] for line in lines] == ["sourced", "denied", None]
    assert lines[1]["review"]["by"] == ["ana"]
    assert lines[1]["review"]["notes"][0]["text"] == "ask the mayor"
    assert lines[0]["span"]["text"] == "40 people died"


def test_an_annotation_read_back_finds_its_claim() -> None:
    page = json.loads(export([draft()], "webannotation", POLICY))
    for item, found in zip(page["items"], draft().claims, strict=True):
        quote, position = item["target"]["selector"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert TEXT.count(around) == 1
        assert TEXT.index(around) + len(quote["prefix"]) == position["start"] == found.span.start
        assert TEXT[position["start"] : position["end"]] == quote["exact"] == found.span.text


def test_claim_reviews_are_of_decided_claims_alone() -> None:
    graph: list[dict[str, Any]] = json.loads(export([draft()], "claimreview", POLICY))["@graph"]
    assert [(r["claimReviewed"], r["reviewRating"]["alternateName"]) for r in graph] == [
        ("40 people died", "Sourced in the article"),
        ("any leak", "Denied by a party in the article"),
    ]
    assert graph[0]["author"] == {"@type": "Organization", "name": "The Post", "url": "https://post.example"}
    assert graph[1]["itemReviewed"]["author"] == {"@type": "Person", "name": "The mayor"}
    assert graph[0]["datePublished"] == "2024-05-04"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--as", "claimreview"], "a ClaimReview needs a publisher", id="no publisher"),
        pytest.param(["--format", "cvs"], "--format: no export 'cvs' (did you mean 'csv'?)", id="no such format"),
        pytest.param([], "--format: no format was named (one of claimreview, csv, html, ", id="no format"),
    ],
)
def test_what_an_export_lacks_is_said_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["fact-check", "export", "no-such-draft.txt", *options])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert said in capsys.readouterr().err


def test_a_claim_review_has_the_address_of_its_article() -> None:
    publisher = Publisher(name="The Post", articles="https://post.example/news/{name}.html")
    (first, *_) = json.loads(export([draft()], "claimreview", Config(publisher=publisher)))["@graph"]
    assert first["url"] == f"https://post.example/news/draft.html#{draft().claims[0].id}"
    assert all("url" not in review for review in json.loads(export([draft()], "claimreview", POLICY))["@graph"])


def test_a_claim_review_without_a_publisher_is_one_line() -> None:
    with pytest.raises(FactCheckError, match="needs a publisher"):
        export([draft()], "claimreview", Config())


def test_markdown_counts_and_lists_what_waits() -> None:
    text = export([draft()], "markdown", POLICY)
    assert "| 3 | 1 | 1 | 1 | 1 |" in text
    assert "It held" in text
    assert "40 people died" not in text


@pytest.mark.parametrize("format", EXPORTS.names())
def test_hostile_text_comes_out_inert(format: str) -> None:
    text = export([hostile()], format, POLICY)
    assert not any(c in text for c in "\x1b\x00")
    if format in {"markdown", "csv", "html"}:
        assert "\u202e" not in text
    if format in {"markdown", "html"}:
        assert "<script>alert" not in text
    if format == "markdown":
        assert "**40**" not in text
        assert "@team" not in text


def test_the_page_holds_its_own_style_and_script_and_admits_nothing_else() -> None:
    page = export([draft()], "html", POLICY)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(found) == 1
        digest = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]
    assert not re.search(r"\son\w+=|style=|src=|@import|url\(", page)


def test_the_page_shows_the_whole_article_and_a_card_for_each_claim() -> None:
    page = export([draft()], "html", POLICY)
    body = re.search(r'<article class="text">(.*?)</article>', page, re.DOTALL)
    assert body
    assert html.unescape(re.sub(r"<[^>]*>", "", body[1])) == TEXT
    assert page.count('<li class="card') == 3
    assert page.count("<mark ") == 3


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example"])
def test_only_addresses_of_the_web_become_links(target: str) -> None:
    found = claim(TEXT, "40 people died").model_copy(
        update={"evidence": (Evidence(kind="link", start=12, end=18, text="Police", target=target),)}
    )
    assert "<a " not in export([open_draft(read_text(TEXT), (found,))], "html", POLICY)


def test_an_unknown_format_is_one_line() -> None:
    with pytest.raises(FactCheckError, match="known: claimreview, csv"):
        export([draft()], "xml", POLICY)
