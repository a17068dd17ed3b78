"""Write the page of each finding, from `severity.KINDS`, for `check --explain`, docs/findings and SARIF."""

import os
import sys
from pathlib import Path

from fact_check.errors import FactCheckError, did_you_mean
from fact_check.severity import KINDS, FindingKind, Kind


def docs_url(kind: FindingKind) -> str | None:
    """Return the address of a finding's page under `FACT_CHECK_DOCS`; None if the variable isn't set."""
    folder = os.environ.get("FACT_CHECK_DOCS", "").rstrip("/")
    return f"{folder}/{kind}.md" if folder else None


def explain(id: str) -> str:
    """Return the page of a finding by its id. Raises FactCheckError for an unknown id."""
    if id not in KINDS:
        mend = did_you_mean(id, KINDS) or f"known: {', '.join(KINDS)}"
        raise FactCheckError(f"no finding {id!r}", where="--explain", mend=mend)
    return page(KINDS[FindingKind(id)])


def page(kind: Kind) -> str:
    """Return the page of a finding as Markdown."""
    severity = kind.default
    more = f"{kind.more}\n\n" if kind.more else ""
    return (
        f"# {kind.id}\n\n{_sentence(kind.says)} By default: **{severity}**.\n\n"
        f"## Why\n\n{kind.why}\n\n"
        f"## Example\n\n```text\n{kind.example}\n```\n\n"
        f"## What to do\n\n{_sentence(kind.mend.format(path='DRAFT'))}\n\n{more}"
        f"The desk sets the severity, for all drafts or for some:\n\n"
        f'```toml\n[tool.fact-check.severity]\n{kind.id} = "warning"\n\n'
        f'[tool.fact-check.per-path]\n"drafts/opinion/**" = {{{kind.id} = "off"}}\n```\n'
    )


def write_pages(folder: Path) -> None:
    """Write the page of every finding into `folder`, and an index of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return every page by file name."""
    rows = "".join(f"| [{k.id}]({k.id}.md) | {k.default} | {_sentence(k.says)} |\n" for k in KINDS.values())
    index = f"# What a check finds\n\n| finding | by default | says |\n|---|---|---|\n{rows}"
    return {"README.md": index, **{f"{k.id}.md": page(k) for k in KINDS.values()}}


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
