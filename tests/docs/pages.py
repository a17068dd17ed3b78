"""The pages of the documentation as a reader uses them: their blocks of code, how each is run, and their links.

A block in `console` is commands after `$` with what they print; a line of `…` stands for any lines. Directives are
comments right above a block, which no reader sees:

    <!-- keys: ssdu -->        what is typed while its commands run
    <!-- run: COMMAND -->      done before it, and not shown (the keys go to it when it is there)
    <!-- not run: REASON -->   the block needs what no test has

A block with a title (`text title="dam.txt"`) is a file, and is written where the page's commands find it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.desk import DOCS, ROOT

FENCE = re.compile(
    r"(?P<directives>(?:^<!-- [^\n]* -->\n)*)"
    r"^```(?P<language>\w*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
DIRECTIVE = re.compile(r"^<!-- (keys|run|not run): (.*) -->$", re.MULTILINE)
GENERATED = {
    DOCS / "reference" / page for page in ("commands.md", "policy.md", "every-rule.md", "claim.md", "journal.md")
}
"""Pages of the reference whose blocks the program wrote."""


@dataclass(frozen=True)
class Block:
    """A block of code of a page."""

    line: int
    language: str
    title: str
    body: str
    keys: str = ""
    before: tuple[str, ...] = ()
    unrun: str = ""

    @property
    def commands(self) -> Iterator[tuple[str, list[str]]]:
        """The commands of a console block, each with the lines that it prints."""
        command, printed = "", list[str]()
        for line in self.body.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, printed
                command, printed = line[2:], []
            else:
                printed.append(line)
        if command:
            yield command, printed


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in FENCE.finditer(text):
        told: dict[str, list[str]] = {}
        for name, value in DIRECTIVE.findall(match["directives"]):
            told.setdefault(name, []).append(value)
        found.append(
            Block(
                line=text.count("\n", 0, match.start()) + match["directives"].count("\n") + 1,
                language=match["language"],
                title=match["title"] or "",
                body=match["body"],
                keys="".join(told.get("keys", [])),
                before=tuple(told.get("run", [])),
                unrun="; ".join(told.get("not run", [])),
            )
        )
    return found


def pages() -> list[Path]:
    """Return the README and every page of the site."""
    return [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]


def name(page: Path) -> str:
    """Return a page's path from the root."""
    return page.relative_to(ROOT).as_posix()


def unlike(shown: list[str], printed: str) -> str:
    """Say where what a page shows is not what was printed; empty when it is."""
    theirs = [line.rstrip() for line in printed.splitlines()]
    at = 0
    anywhere = not shown
    for line in shown:
        if line.strip() == "…":
            anywhere = True
            continue
        found = next((n for n in range(at, len(theirs)) if _same(line, theirs[n])), None)
        if found is None or (found != at and not anywhere):
            there = theirs[at] if at < len(theirs) else "the end"
            return f"shown:   {line}\nprinted: {there}\nall of it:\n{printed}"
        at, anywhere = found + 1, False
    if shown and not anywhere and any(theirs[at:]):
        return f"not shown: {theirs[at:]}"
    return ""


def _same(shown: str, printed: str) -> bool:
    if shown.rstrip() == printed:
        return True
    if "…" not in shown:
        return shown == printed.strip()
    parts = map(re.escape, shown.strip().split("…"))
    return re.fullmatch(".*".join(parts), printed.strip()) is not None
