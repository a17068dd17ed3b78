"""The cache: what makes an entry another, and that no state of the folder makes a check fail or lie."""

import json
import os
import sys
from pathlib import Path

import pytest
from desk import Desk, open_desk
from marked import draft

from fact_check.drafts import cache as caching
from fact_check.drafts.cache import Cache, cache_folder, ground
from fact_check.drafts.driver import Entry, Source, annotate_sources, entry_file
from fact_check.rules import load_rules
from tests.forked import Started

DRAFT = "The ministry said {40 villagers were moved}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def entries(root: Path) -> list[Path]:
    return sorted(cache_folder(root).glob("??/*.json"))


def test_the_folder_is_marked_as_a_cache_and_lies_outside_the_repository(desk: Desk) -> None:
    desk.write("a.txt", DRAFT)
    tag = (cache_folder(desk.root) / "CACHEDIR.TAG").read_text(encoding="utf-8")
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert desk.git("status", "--porcelain", "--ignored") == "?? a.txt\n"
    assert cache_folder(desk.root).stat().st_mode & 0o777 == 0o700


def test_a_verdict_is_kept_until_draft_journal_or_policy_change(desk: Desk) -> None:
    claims = desk.write("a.txt", DRAFT)
    before = len(entries(desk.root))

    def grew() -> int:
        return len(entries(desk.root)) - before

    desk.run("check", "a.txt")
    assert grew() == 2, "the verdict on the draft, and what the command said"
    desk.run("check", "a.txt")
    assert grew() == 2, "nothing changed"
    desk.review("a.txt", claims)
    desk.run("check", "a.txt")
    assert grew() == 3, "the journal did"
    (desk.root / "fact-check.toml").write_text("reviewers = 2\n", encoding="utf-8")
    assert desk.run("check", "a.txt").code == 1
    assert grew() == 4, "the policy did"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: raw[:-40], id="cut short"),
        pytest.param(lambda raw: raw.replace(b"decided", b"dcided"), id="edited by hand"),
        pytest.param(lambda raw: b"\xff" * 100, id="garbage"),
        pytest.param(lambda raw: b"{}", id="another shape"),
    ],
)
def test_a_damaged_entry_is_as_good_as_none(desk: Desk, damage) -> None:  # type: ignore[no-untyped-def]
    claims = desk.write("a.txt", DRAFT)
    desk.review("a.txt", claims)
    known = set(entries(desk.root))
    first = desk.run("check", "a.txt", "--output", "json")
    whole = {file: file.read_bytes() for file in set(entries(desk.root)) - known}
    assert len(whole) == 2
    for file, raw in whole.items():
        file.write_bytes(damage(raw))
    again = desk.run("check", "a.txt", "--output", "json")
    assert (again.code, again.out) == (first.code, first.out)
    assert {file: file.read_bytes() for file in whole} == whole, "they are made anew"


def test_a_cache_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "file"))
    cache = Cache(tmp_path, "ground")
    article, claims = draft(DRAFT)
    cache.save(cache.file("a"), Entry(article=article, claims=claims))
    cache.sweep()
    assert cache.load(cache.file("a"), Entry) is None


def test_a_renamed_draft_keeps_its_entry_under_its_new_name(tmp_path: Path) -> None:
    article, claims = draft(DRAFT, path="old.txt")
    raw = article.text.encode()
    cache = Cache(tmp_path, ground((), None))
    cache.save(entry_file(cache, "old.txt", raw), Entry(article=article, claims=claims))
    ((found, its),) = annotate_sources([Source("new.txt", lambda: raw)], load_rules(), cache=cache)
    assert (found.path, {c.article for c in its}) == ("new.txt", {"new.txt"})
    assert entry_file(cache, "new.md", raw) != entry_file(cache, "new.txt", raw), "another format is another reading"


def test_rules_and_pipeline_are_part_of_the_ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "desk.toml"
    rules.write_text("# one\n", encoding="utf-8")
    grounds = [ground((), None), ground((str(rules),), None), ground((), "another_pipeline")]
    rules.write_text("# two\n", encoding="utf-8")
    grounds.append(ground((str(rules),), None))
    pipeline = tmp_path / "pipeline"
    pipeline.mkdir()
    (pipeline / "meta.json").write_text("{}", encoding="utf-8")
    grounds.append(ground((), str(pipeline)))
    (pipeline / "meta.json").write_text("{ }", encoding="utf-8")
    grounds.append(ground((), str(pipeline)))
    monkeypatch.setattr(caching, "__version__", "99")
    grounds.append(ground((), None))
    assert len(set(grounds)) == len(grounds)


def test_old_entries_are_swept_once_a_day(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "ground")
    article, claims = draft(DRAFT)
    files = [cache.file("a"), cache.file("b")]
    for file in files:
        cache.save(file, Entry(article=article, claims=claims))
    long_ago = files[0].stat().st_mtime - 40 * 86_400
    os.utime(files[0], (long_ago, long_ago))
    cache.sweep()
    assert files[0].exists(), "the day's sweep is done when the folder is made"
    os.utime(cache_folder(tmp_path) / "CACHEDIR.TAG", (long_ago, long_ago))
    cache.sweep()
    assert [file.exists() for file in files] == [False, True]


def test_checks_that_run_at_once_agree(desk: Desk) -> None:
    for number in range(20):
        claims = desk.write(f"drafts/{number}.txt", DRAFT.replace("40", str(number)))
        desk.review(f"drafts/{number}.txt", claims)
    running = [Started("check", "drafts", "--output", "json", cwd=desk.root) for _ in range(3)]
    said = [process.communicate()[0] for process in running]
    assert {process.returncode for process in running} == {0}
    assert len(set(said)) == 1
    assert json.loads(said[0])["decided"] == 20
    assert not list(cache_folder(desk.root).glob("??/.*")), "no half-written entry is left"


def quiet(desk: Desk, *more: str) -> tuple[int, str, str, bool]:
    """Run a check twice; return what the second said, and whether it was answered from memory."""
    desk.run("check", "drafts", *more)
    module = "fact_check.check.run"
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, module, raising=False)
        said = desk.run("check", "drafts", *more)
        known = module not in sys.modules
    if module in sys.modules:  # the one that was there before
        vars(sys.modules["fact_check.check"])["run"] = sys.modules[module]
    return said.code, said.out, said.err, known


def test_an_unchanged_check_is_answered_from_memory(desk: Desk) -> None:
    claims = desk.write("drafts/a.txt", DRAFT)
    first = desk.run("check", "drafts")
    assert quiet(desk) == (1, first.out, first.err, True)
    desk.review("drafts/a.txt", claims)
    assert desk.run("check", "drafts").code == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d.write("drafts/a.txt", DRAFT.replace("40", "41")), id="a draft"),
        pytest.param(lambda d: d.write("drafts/b.txt", DRAFT), id="a new draft"),
        pytest.param(lambda d: d.write("drafts/deep/b.txt", DRAFT), id="a new draft deep down"),
        pytest.param(lambda d: (d.root / "drafts/a.txt.review.jsonl").write_text(""), id="a journal gone empty"),
        pytest.param(lambda d: (d.root / "drafts/a.txt.review.jsonl").unlink(), id="a journal removed"),
        pytest.param(lambda d: (d.root / "fact-check.toml").write_text("reviewers = 2\n"), id="a policy"),
        pytest.param(
            lambda d: (d.root / "pyproject.toml").write_text("[tool.fact-check]\nreviewers = 2\n"), id="other"
        ),
    ],
)
def test_any_change_makes_the_check_again(desk: Desk, change) -> None:  # type: ignore[no-untyped-def]
    claims = desk.write("drafts/a.txt", DRAFT)
    desk.review("drafts/a.txt", claims)
    assert quiet(desk) == (0, "✓ 1 draft passes: 1 claim, 1 decided\n", "", True)
    change(desk)
    assert desk.run("check", "drafts").code == 1


@pytest.mark.parametrize("option", ["--diff-base=HEAD", "--output=json=f.json", "--output=github"])
def test_what_does_more_than_print_is_never_answered_from_memory(desk: Desk, option: str) -> None:
    claims = desk.write("drafts/a.txt", DRAFT)
    desk.review("drafts/a.txt", claims)
    assert quiet(desk, option)[3] is False


def test_a_rule_file_of_the_desk_counts(desk: Desk) -> None:
    rules = desk.root / "desk.toml"
    rules.write_text("# none yet\n", encoding="utf-8")
    (desk.root / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    desk.write("drafts/a.txt", DRAFT)
    assert quiet(desk)[0::3] == (1, True)
    rules.write_text("[[rules]]\n", encoding="utf-8")
    desk.run("check", "drafts")
    assert "fact_check.check.run" in sys.modules
