"""The pictures of the README and the documentation, drawn from the program itself.

    python -m tests.docs.pictures            # draws them anew into docs/pictures
    python -m tests.docs.pictures --to DIR   # elsewhere, to compare

The screens are SVG: what the full-screen review and `check` show for the drafts in docs/examples. `page.png` is the
exported page in Chromium, where one is installed.
"""

import argparse
import asyncio
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from fact_check.drafts.driver import annotate_drafts
from fact_check.drafts.policies import Policies
from fact_check.ledger.draft import open_draft
from fact_check.read import Article, read
from fact_check.review.app import ReviewApp
from fact_check.review.keys import bindings
from fact_check.review.session import begin
from fact_check.rules import furniture_rules, load_rules
from tests.docs.desk import DOCS, edit, run, set_up

PICTURES = DOCS / "pictures"
PAGE = "page.png"
DECISIONS = "ssdu"
"""What Ana decides on the four claims of dam.txt."""
SIZE = (92, 24)
"""Columns and lines of the review's screen."""


def review(desk: Path) -> str:
    """Return the review of dam.txt at its second claim, one decided."""
    return _screen(desk, ("s",), SIZE)


def check(desk: Path) -> str:
    """Return the check that fails once a reviewed number has changed."""
    _decide(desk)
    edit(desk / "dam.txt", "300 litres", "500 litres")
    return _printed(desk, "fact-check check dam.txt", 78)


def changed(desk: Path) -> str:
    """Return the review of a claim whose number has changed."""
    _decide(desk)
    edit(desk / "dam.txt", "300 litres", "500 litres")
    return _screen(desk, (), SIZE)


DRAWN: dict[str, Callable[[Path], str]] = {
    "review.svg": review,
    "check.svg": check,
    "changed.svg": changed,
}


def draw(name: str, folder: Path) -> str:
    """Draw one picture, in a new desk in `folder`."""
    return DRAWN[name](set_up(folder / "desk"))


def photograph(folder: Path, to: Path) -> bool:
    """Write the exported page of dam.txt as Chromium shows it; False where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        return False
    desk = set_up(folder / "desk")
    _decide(desk)
    done = run("fact-check export dam.txt --format html=page.html", desk)
    assert done.returncode == 0, done.stderr
    options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1000,640", f"--screenshot={to}"]
    page = (desk / "page.html").as_uri()
    subprocess.run([chromium, *options, f"--user-data-dir={folder}", page], check=True, capture_output=True, timeout=90)
    return True


def _decide(desk: Path) -> None:
    done = run("fact-check review dam.txt --plain --by Ana", desk, keys=DECISIONS)
    assert "4 of 4 decided" in done.stdout + done.stderr, done.stderr


def _printed(desk: Path, command: str, width: int) -> str:
    done = run(command, desk, colour=True, width=width)
    screen = Console(record=True, width=width, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    screen.print(Text.from_ansi(f"$ {command}\n{done.stdout.rstrip()}"))
    return _plain(screen.export_svg(title=f"exit {done.returncode}", theme=MONOKAI, unique_id="terminal"))


def _screen(desk: Path, keys: tuple[str, ...], size: tuple[int, int]) -> str:
    async def show() -> str:
        policies = Policies.load(["dam.txt"], None)
        rules = load_rules()

        def article_of(name: str) -> Article:
            return read(name, furniture_rules(rules))

        app = ReviewApp(
            begin("Ana", ()),
            (article_of("dam.txt"),),
            lambda article: open_draft(*next(iter(annotate_drafts([article.path], policies)))),
            rules={rule.id: rule for rule in rules},
            keys=bindings(),
            reread=article_of,
        )
        async with app.run_test(size=size) as pilot:
            while app.is_finding:
                await pilot.pause(0.01)
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
            return app.export_screenshot(title="fact-check review dam.txt")

    with chdir(desk):
        picture = asyncio.run(show())
    return _plain(re.sub(r"terminal-\d+", "terminal", picture))


def _plain(picture: str) -> str:
    """Return a picture that fetches nothing: the fonts of the reader's machine, and no address."""
    return re.sub(r"\s*@font-face \{.*?\}\n", "", picture, flags=re.DOTALL)


def main() -> None:
    """Draw every picture."""
    options = argparse.ArgumentParser(prog="python -m tests.docs.pictures", description=__doc__.splitlines()[0])
    options.add_argument("--to", type=Path, default=PICTURES, metavar="DIR", help="where to draw them")
    to = options.parse_args().to
    to.mkdir(parents=True, exist_ok=True)
    for name in DRAWN:
        with tempfile.TemporaryDirectory() as folder:
            (to / name).write_text(draw(name, Path(folder)), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        if not photograph(Path(folder), (to / PAGE).absolute()):
            print(f"no Chromium is installed: {PAGE} was not drawn")


if __name__ == "__main__":
    main()
