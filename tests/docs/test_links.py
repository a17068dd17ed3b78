"""Every link of the README, the documentation and the other pages at the root leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.desk import ROOT
from tests.docs.pages import name, pages

LINK = re.compile(r"(?<!`)\]\(<?([^)\s>]+)>?\)|(?:src|href)=\"([^\"]+)\"")
PAGES = [
    *pages(),
    *(ROOT / n for n in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    ROOT / "corpus" / "GUIDELINES.md",
]


def links(page: Path) -> list[str]:
    """Return what a page links, but for what it only shows as code."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return sorted({first or second for first, second in LINK.findall(text)})


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub and the site make them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        plain = re.sub(r"[`*]|\[([^\]]+)\]\([^)]*\)", r"\1", heading).strip().lower()
        found.add(re.sub(r"[^\w\- ]", "", plain).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    for link in links(page):
        address, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", address):
            assert address.startswith("https://"), link
            continue
        target = (page.parent / address) if address else page
        assert target.exists(), f"{name(page)} links {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{name(page)} links {link}"
