"""Front matter and links that no parser takes: the draft under them is checked and exported all the same."""

from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.driver import Entry, entry_file
from fact_check.pipeline import claims
from fact_check.read import read_bytes
from fact_check.rules import furniture_rules, load_rules

BOMB = "a0: &a0 [l,l,l,l,l,l,l,l,l,l]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)
BODY = "The ministry said 40 villagers were moved.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("According to [the report](http://[x), 5 left.\n\n", id="a link that is no address"),
        pytest.param('+++\nx = """\ntitle\n"""\ntitle = "Seven dead"\n+++\n\n', id="a title in a string"),
        pytest.param('---\ndate: 2024-02-30\nfact-check: ignore denied reason="x"\n---\n\n', id="no date"),
        pytest.param('---\ntitle: "\\UFFFFFFFF"\n---\n\n', id="no character"),
        pytest.param('---\ntitle: "a \\ud800 7 dead"\n---\n\n', id="half a character"),
        pytest.param(f"---\ntitle: {'[' * 2000}\n---\n\n", id="deep YAML"),
        pytest.param(f"+++\nx = {'[' * 2000}\n+++\n\n", id="deep TOML"),
        pytest.param(f"+++\nx = {'9' * 5000}\n+++\n\n", id="a large number"),
        pytest.param(f"---\n{BOMB}fact-check: *a9\n---\n\n", id="aliases of aliases"),
        pytest.param("<div>\n<![foo[bar]]>\n</div>\n\n", id="a marked section"),
    ],
)
def test_the_draft_is_checked_and_exported_all_the_same(desk: Desk, before: str) -> None:
    rules = load_rules()
    raw = (before + BODY).encode()
    (desk.root / "a.md").write_bytes(raw)
    article = read_bytes("a.md", raw, furniture_rules(rules))
    cache = Cache(desk.root, ground((), None))  # or each command would start a process to find them
    cache.save(entry_file(cache, "a.md", raw), Entry(article=article, claims=tuple(claims(article, rules))))
    said = desk.run("check", "a.md", "--output", "concise")
    assert (said.code, "40 villagers were moved" in said.out) == (1, True), said.err
    assert "Traceback" not in said.err
    for form in ("html", "csv", "jsonl", "markdown", "webannotation"):
        exported = desk.run("export", "a.md", "--as", form)
        assert (exported.code, "40 villagers were moved" in exported.out) == (0, True), exported.err
