"""The formats of a report: totals of a folder, in Markdown and JSON, and text that does nothing there."""

import io
import json

import pytest

from fact_check.ledger.draft import open_draft
from fact_check.read import read_text
from fact_check.report import REPORTS, Report, report
from fact_check.report.totals import totals
from tests.make import claim
from tests.report.test_report import reported

HOSTILE = "Dam | <script>alert(1)</script> @team [a](javascript:1)\u202e `x` 40 died\x1b[31m\n"


def written(format: str, *reports: Report) -> str:
    out = io.StringIO()
    REPORTS.get(format)(reports, out, None)
    return out.getvalue()


def of_draft(path: str, text: str = "Police said 40 died.\n", words: str = "40 died") -> Report:
    found = claim(text, words, source=words, cue=words, numbers=(("40", 40),), article=path)
    return report(open_draft(read_text(text, path=path), (found,)), ())


def test_totals_are_the_sums() -> None:
    both = totals([reported(), of_draft("b.md")])
    assert (both.drafts, both.claims) == (2, reported().claims + 1)
    assert both.labels == reported().labels, "the other draft has none"
    assert both.undecided == reported().undecided + 1
    assert totals([]).claims == 0


def test_json_has_totals_and_drafts() -> None:
    data = json.loads(written("json", reported(), of_draft("b.md")))
    assert data["totals"] == totals([reported(), of_draft("b.md")]).model_dump(mode="json")
    assert [each["article"] for each in data["drafts"]] == [reported().article, "b.md"]


def test_markdown_is_a_table_with_totals_and_what_is_open() -> None:
    lines = written("markdown", reported(), of_draft("b.md")).splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 5
    assert table[-1].startswith("| **2 drafts** | 7 | 3 | 2 | 1 |")
    assert {line.count("|") for line in table} == {table[0].count("|")}
    assert "- rests on Clear Rivers (3 of 6 claims), mill (1 of 6 claims)" in lines
    assert "  - denied by the mill: “any leak”" in lines


@pytest.mark.parametrize("format", REPORTS.names())
def test_claims_in_captions_are_counted(format: str) -> None:
    text = "Police said 40 died.\n"
    found = claim(text, "40 died", source="Police", cue="said", numbers=(("40", 40),), article="a.html")
    told = report(open_draft(read_text(text, path="a.html"), (found.model_copy(update={"caption": True}),)), ())
    assert (told.captions, totals([told, of_draft("b.md")]).captions) == (1, 1)
    shown = written(format, told)
    said = {"table": "1 in captions", "markdown": "- in captions: 1 claim", "json": '"captions": 1'}
    assert said[format] in shown
    assert said[format] not in written(format, of_draft("b.md"))


def test_one_draft_has_no_totals() -> None:
    assert "drafts**" not in written("markdown", reported())


@pytest.mark.parametrize("format", REPORTS.names())
def test_hostile_text_does_nothing(format: str) -> None:
    text = written(format, of_draft(HOSTILE.strip(), HOSTILE, HOSTILE.strip()), of_draft("b.md"))
    assert not {"\x1b", "\u202e"} & set(text)
    if format == "markdown":
        assert "<script>" not in text
        assert "@team" not in text
        assert "](javascript" not in text
