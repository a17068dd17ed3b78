"""Markdown for one comment on a pull request, which the action writes once and then brings up to date."""

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.formats.github import links, listed
from fact_check.check.summary import sentence
from fact_check.output.as_markdown import as_markdown

MARK = "<!-- fact-check -->"
"""How the action recognises its comment."""
MOST = 65_000
"""The most characters; GitHub takes 65,536."""
ROWS = (50, 20, 5, 1, 0)
"""How many findings are listed: the first of these that fits."""


def render(report: Report, screen: Screen) -> str:
    """Return the comment: whether the drafts pass, and the findings by draft (with a base, the new ones)."""
    head = f"{MARK}\n### fact-check\n\n{as_markdown(sentence(report))}\n"
    tail = (
        "\n<sub>To decide: check out this branch, run `fact-check review`, commit the draft and its journal, and push. "
        "Each run brings this comment up to date.</sub>\n"
    )
    comments = (f"{head}{listed(report, links(), rows)}{tail}" for rows in ROWS)
    return next((each for each in comments if len(each) <= MOST), head)
