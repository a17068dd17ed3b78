"""Markdown, for a wiki or a pull request: a table of all drafts, and what each of them leaves open."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from fact_check.claims import Label, Relation
from fact_check.output.as_markdown import as_markdown
from fact_check.output.counting import count
from fact_check.output.mentions import within
from fact_check.report.standings import Standing
from fact_check.report.tally import Answer, Report
from fact_check.report.totals import Totals, totals

LISTED = 10
"""How many items of a list are shown."""
CLAIMS = 50
"""How many claims of a draft are listed."""


def write(reports: Sequence[Report], out: TextIO, file: Path | None) -> None:
    """Write the table, then a section for each draft that needs one."""
    print("\n".join(_lines(reports)), file=out)


def _lines(reports: Sequence[Report]) -> Iterator[str]:
    heads = ["draft", "claims", *map(str, Label), "undecided", "changed", "in conflict"]
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    for each in reports:
        yield _row(as_markdown(each.article), each)
    if len(reports) > 1:
        yield _row(f"**{count(len(reports), 'draft')}**", totals(reports))
    for each in reports:
        said = list(_open(each))
        if said:
            yield from ("", f"### {as_markdown(each.article)}", "", *said)


def _row(name: str, r: Report | Totals) -> str:
    figures = [r.claims, *(r.labels[label] for label in Label), r.undecided, r.changed, r.conflicting]
    return f"| {' | '.join([name, *map(str, figures)])} |"


def _open(r: Report) -> Iterator[str]:
    if r.sources:
        rests = [f"{as_markdown(s.name)} ({s.claims} of {count(r.claims, 'claim')})" for s in r.sources[:LISTED]]
        yield f"- rests on {', '.join(rests)}"
    if r.captions:
        yield f"- in captions: {count(r.captions, 'claim')}"
    for title, lines in (
        ("denied or doubted", list(map(_answer, r.answers))),
        (
            "accusations without an answer in the draft",
            [f"{as_markdown(a.accused)}: “{as_markdown(a.of)}”" for a in r.unanswered],
        ),
        (
            "numbers that disagree",
            [f"“{as_markdown(p.words)}” against “{as_markdown(p.other)}”" for p in r.disagreements],
        ),
        (
            "attributions later dropped",
            [f"“{as_markdown(p.words)}”: {as_markdown(p.because)}" for p in r.dropped],
        ),
    ):
        if lines:
            yield from _list(title, lines, LISTED)
    if r.standings:
        yield from _list("claims", list(map(_standing, r.standings)), CLAIMS)


def _list(title: str, lines: Sequence[str], most: int) -> Iterator[str]:
    yield f"- {title}:"
    yield from (f"  - {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  - … and {len(lines) - most} more"


def _standing(s: Standing) -> str:
    return f"{f'{s.label}: ' if s.label else ''}“{as_markdown(s.words)}” ({as_markdown(s.told)})"


def _answer(a: Answer) -> str:
    by = f" by {as_markdown(within(a.who))}" if a.who else ""
    more = f" ({as_markdown(a.because or f'decided: {a.label}')})" if a.because or a.label else ""
    return f"{'denied' if a.relation is Relation.DENIES else 'doubted'}{by}: “{as_markdown(a.words)}”{more}"
