"""The page in a real browser: claims marked, filters and keys work, nothing is fetched, nothing complains."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from fact_check.export import export
from fact_check.ledger.draft import Draft, open_draft
from fact_check.read import read_bytes
from tests.export.test_formats import POLICY, draft, hostile
from tests.make import claim

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Opened:
    """A page with all that it said and asked for."""

    def __init__(self, browser: Browser, content: str, folder: Path) -> None:
        file = folder / "claims.html"
        file.write_text(content, encoding="utf-8")
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page: Page = browser.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.address = file.as_uri()

    def shown(self) -> list[str]:
        return [card.inner_text() for card in self.page.locator(".card:visible .words").all()]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    opened = Opened(browser, export([draft()], "html", POLICY), tmp_path)
    yield opened
    assert opened.said == []
    assert opened.asked == [opened.address]
    opened.page.close()


def test_every_claim_is_marked_and_styled(opened: Opened) -> None:
    assert opened.page.locator("mark").all_inner_texts() == ["40 people died", "any leak", "It held"]
    color = opened.page.locator("mark.denied").evaluate("e => getComputedStyle(e).backgroundColor")
    assert color not in {"rgba(0, 0, 0, 0)", "transparent"}


def test_filters_hide_the_other_claims(opened: Opened) -> None:
    opened.page.get_by_role("button", name="denied", exact=False).first.click()
    assert opened.shown() == ["any leak"]
    assert opened.page.locator("#count").inner_text() == "1 of 3 claims shown"
    opened.page.keyboard.press("1")
    assert len(opened.shown()) == 3
    opened.page.keyboard.press("5")
    assert opened.shown() == ["It held"]


def test_keys_walk_the_claims(opened: Opened) -> None:
    for words in ("40 people died", "any leak", "It held", "40 people died"):
        opened.page.keyboard.press("j")
        assert opened.page.locator("mark.now").inner_text() == words
        assert words in opened.page.locator(".card:focus").inner_text()
    opened.page.keyboard.press("k")
    assert opened.page.locator("mark.now").inner_text() == "It held"


def test_a_mark_opens_its_card_by_keyboard(opened: Opened) -> None:
    opened.page.locator("mark.denied").focus()
    opened.page.keyboard.press("Enter")
    assert "any leak" in opened.page.locator(".card.now").inner_text()


def markdown() -> Draft:
    text = "---\ntitle: Dam leaks 40 tonnes\n---\n\nPolice said 12 people fled.\n"
    claims = (claim(text, "Dam leaks 40 tonnes"), claim(text, "12 people fled", source="Police", cue="said"))
    return open_draft(read_bytes("news/dam.md", text.encode()), claims)


def test_several_drafts_have_an_index_with_the_progress_of_each(browser: Browser, tmp_path: Path) -> None:
    page = Opened(browser, export([draft(), markdown()], "html", POLICY), tmp_path)
    index = page.page.get_by_role("region", name="Drafts", exact=True)
    listed = [" ".join(item.split()) for item in index.locator("li").all_inner_texts()]
    assert listed == ["- 2 of 3 decided", "news/dam.md 0 of 2 decided"]
    assert "2 of 5 decided" in index.locator("p").inner_text()
    index.get_by_role("link", name="news/dam.md").click()
    section = page.page.locator(".draft:target")
    assert section.locator(".of-draft").inner_text().split("\n")[0] == "news/dam.md"
    assert page.page.locator(".index").count() == 1
    assert page.said == []


def test_front_matter_stands_apart_and_its_claims_are_marked(browser: Browser, tmp_path: Path) -> None:
    page = Opened(browser, export([markdown()], "html", POLICY), tmp_path).page
    assert page.locator(".matter").inner_text().strip() == "title: Dam leaks 40 tonnes"
    assert page.locator(".matter mark").all_inner_texts() == ["Dam leaks 40 tonnes"]
    assert page.locator("mark").all_inner_texts() == ["Dam leaks 40 tonnes", "12 people fled"]
    assert "---" not in page.locator("article").inner_text()
    assert page.locator(".index").count() == 0


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    page = Opened(browser, export([hostile()], "html", POLICY), tmp_path)
    assert page.said == []
    assert page.asked == [page.address]
    assert page.page.locator("script").count() == 1
    assert "<script>alert(1)</script>" in page.page.locator("article").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """Contrast of every card's heading and every mark at least 4.5 (WCAG 2.2, 1.4.3)."""
    page = Opened(browser, export([draft(), markdown()], "html", POLICY), tmp_path).page
    page.emulate_media(color_scheme=scheme)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) >= 6
    assert min(ratios) >= 4.5
    if folder := os.environ.get("FACT_CHECK_PICTURES"):
        page.screenshot(path=f"{folder}/page-{scheme}.png", full_page=True)


CONTRAST = """() => {
  const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = (s) => s.match(/[\\d.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const all = "mark, .card h2, .card dt, nav button, header p, .progress, .index a, .matter";
  return [...document.querySelectorAll(all)].map((e) => {
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}"""
