"""What git does to drafts: submodules, shallow clones, renames into the checked folder and without the journal."""

import json
from pathlib import Path

import pytest
from desk import Desk, Said, open_desk
from make import link
from marked import draft

from fact_check.claims import Relation
from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.driver import Entry, entry_file

FLOOD = "The ministry said {40 villagers were moved} from the valley.\n\nThe town hall says {12 bridges are closed}.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def claims(said: Said) -> list[str]:
    assert said.out, said.err
    return [f["claim"] for f in json.loads(said.out)["findings"] if not f["suppressed"]]


def clone(desk: Desk, name: str, *options: str) -> Desk:
    """Clone the desk's repository beside it, and work there."""
    root = desk.root.parent / name
    desk.git("clone", "-q", *options, desk.root.as_uri(), str(root))
    return Desk(root, desk.monkeypatch, desk.capsys)


def check(desk: Desk, *arguments: str) -> Said:
    return desk.run("check", *arguments, "--output", "json")


@pytest.mark.parametrize("kind", ["submodule", "clone", "worktree"])
def test_against_a_base_another_repository_inside_is_left_out(desk: Desk, kind: str) -> None:
    desk.write("drafts/ours.md", FLOOD)
    desk.commit("Add ours")
    if kind == "submodule":
        archive = open_desk(desk.root.parent / "archive", desk.monkeypatch, desk.capsys)
        archive.write("old.md", FLOOD)
        archive.commit("Add an old one")
        desk.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(archive.root), "drafts/archive")
        desk.commit("Add the archive")
    elif kind == "clone":
        desk.git("clone", "-q", ".", "drafts/archive")
    else:
        desk.git("worktree", "add", "-q", "drafts/archive", "-b", "other")
    desk.write("drafts/ours.md", FLOOD.replace("40", "41"))
    said = check(desk, "drafts", "--diff-base", "HEAD")
    assert claims(said) == ["41 villagers were moved"]
    assert "drafts/archive: 1 draft of another repository, left out of what is compared" in said.err


def test_a_shallow_clone_says_what_to_fetch(desk: Desk) -> None:
    desk.write("drafts/a.md", FLOOD)
    desk.commit("Add a draft")
    desk.git("switch", "-qc", "more")
    desk.write("drafts/a.md", FLOOD.replace("40", "41"))
    desk.commit("Count again")
    desk.git("switch", "-q", "main")
    desk.write("drafts/b.md", FLOOD)
    desk.commit("Add another")
    shallow = clone(desk, "shallow", "--depth", "1", "--no-single-branch", "--branch", "more")
    said = check(shallow, "drafts", "--diff-base", "origin/main")
    assert said.code == 2
    assert said.err.splitlines()[-1].startswith(
        "fact-check: --diff-base: this shallow clone does not hold the commit where the branch left 'origin/main' "
        "(fetch the history: `git fetch --unshallow`"
    )
    shallow.git("fetch", "-q", "--unshallow")
    shallow.write("drafts/a.md", FLOOD)
    shallow.write("drafts/a.md", FLOOD.replace("40", "41"))
    said = check(shallow, "drafts", "--diff-base", "origin/main")
    print(
        said,
        shallow.git("log", "--oneline", "--all", "--graph"),
        shallow.git("status"),
        shallow.git("diff", "origin/main"),
    )
    assert claims(said) == ["41 villagers were moved"]


def test_a_draft_that_is_moved_into_the_checked_folder_is_new(desk: Desk) -> None:
    desk.write("notes/flood.md", FLOOD)
    desk.write("drafts/here.md", FLOOD.replace("40", "50"))
    desk.commit("Notes are not checked")
    desk.git("mv", "notes/flood.md", "drafts/flood.md")
    desk.git("mv", "drafts/here.md", "drafts/there.md")
    desk.write("drafts/flood.md", FLOOD)
    assert claims(check(desk, "drafts", "--diff-base", "HEAD")) == ["40 villagers were moved", "12 bridges are closed"]
    assert claims(check(desk, ".", "--diff-base", "HEAD")) == [], "there it was checked"


@pytest.mark.parametrize(
    ("policy", "new"),
    [
        pytest.param('include = ["drafts/**"]', 2, id="not included"),
        pytest.param('exclude = ["notes/"]', 2, id="excluded"),
        pytest.param("", 0, id="taken"),
    ],
)
def test_the_policy_says_whether_its_old_place_was_checked(desk: Desk, policy: str, new: int) -> None:
    (desk.root / "fact-check.toml").write_text(f"{policy}\n", encoding="utf-8")
    desk.write("notes/flood.md", FLOOD)
    desk.commit("Notes")
    desk.git("mv", "notes/flood.md", "drafts.md") if not policy else None
    (desk.root / "drafts").mkdir()
    desk.git("mv", "drafts.md" if not policy else "notes/flood.md", "drafts/flood.md")
    for paths in ([], ["drafts/flood.md"]):
        assert len(claims(check(desk, *paths, "--diff-base", "HEAD"))) == new


def test_a_journal_that_was_left_behind_is_offered(desk: Desk) -> None:
    decided = desk.write("drafts/flood.md", FLOOD)
    desk.review("drafts/flood.md", decided)
    other = desk.write("drafts/fire.md", "Police said {3 men left}.\n")
    desk.review("drafts/fire.md", other)
    desk.commit("Two drafts, reviewed")
    (desk.root / "drafts/fire.md").unlink()
    desk.git("mv", "drafts/flood.md", "drafts/the valley.md")
    for options in ([], ["--diff-base", "HEAD"]):
        said = check(desk, "drafts", *options)
        assert claims(said) == ["40 villagers were moved", "12 bridges are closed"]
        move = "git mv drafts/flood.md.review.jsonl 'drafts/the valley.md.review.jsonl'"
        assert said.err == (
            "fact-check: drafts/the valley.md has no journal; drafts/flood.md.review.jsonl has no draft, but quotes "
            f"this one: `{move}`\n"
        )
    desk.git("mv", "drafts/flood.md.review.jsonl", "drafts/the valley.md.review.jsonl")
    said = check(desk, "drafts")
    assert (said.code, said.err) == (0, "")


def test_against_a_base_a_set_of_numbers_that_shrinks_is_nothing_new(desk: Desk) -> None:
    lines = [f"The report names {{{n} centres}}.\n" for n in (54, 45, 50)]

    def write(marked: list[str]) -> None:
        found = desk.write("drafts/a.md", "\n".join(marked))
        article, _ = draft("\n".join(marked), path=str(desk.root / "drafts/a.md"))
        conflicting = tuple(
            each.model_copy(update={"links": tuple(link(to, relation=Relation.CONFLICTS) for to in found[:n])})
            for n, each in enumerate(found)
        )
        cache = Cache(desk.root, ground((), None))
        file = entry_file(cache, "a.md", article.text.encode())
        cache.save(file, Entry(article=article, claims=conflicting))

    write(lines)
    desk.commit("Three numbers")
    write(lines[1:])
    assert claims(check(desk, "drafts", "--diff-base", "HEAD")) == []
    write([*lines, "The report names {60 centres}.\n"])
    assert claims(check(desk, "drafts", "--diff-base", "HEAD")) == ["60 centres", "60 centres"]
