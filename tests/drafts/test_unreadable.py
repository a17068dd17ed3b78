"""One draft that cannot be read never hides the others: all of them are done, and the command ends with exit 2."""

import json
from pathlib import Path

import pytest
from desk import Desk, open_desk

GOOD = "Dam bursts in the north\n\nPolice said 40 people died in the valley.\n"
FRENCH = "Le barrage cède\n\nLe maire a dit lundi que quarante personnes sont mortes dans la vallée du nord.\n"
BAD = {
    "b.txt": b"\x00\x01 not a text",
    "c.txt": b"caf\x81 of no encoding",
    "d.docx": b"PK\x03\x04 cut off",
    "e.odt": b"no zip",
    "f.docx": b"\xd0\xcf\x11\xe0 of Word 97, or encrypted",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    folder = desk.root / "drafts"
    folder.mkdir()
    for name, raw in {"a.txt": GOOD.encode(), **BAD, "z.txt": GOOD.replace("40", "70").encode()}.items():
        (folder / name).write_bytes(raw)
    return desk


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("find", "drafts", "--format", "jsonl"), id="find"),
        pytest.param(("find", "drafts", "--format", "jsonl", "--jobs", "2"), id="find by two processes"),
        pytest.param(("report", "drafts", "--json"), id="report"),
        pytest.param(("export", "drafts", "--as", "jsonl"), id="export"),
    ],
)
def test_the_others_are_done_and_each_bad_one_is_one_line(desk: Desk, command: tuple[str, ...]) -> None:
    said = desk.run(*command)
    assert said.code == 2
    assert all(f"drafts/{name}" in said.out for name in ("a.txt", "z.txt"))
    lines = said.err.splitlines()
    assert [line.split(": ")[1] for line in lines] == [f"drafts/{name}" for name in sorted(BAD)]


def test_a_check_makes_them_findings_and_ends_with_2(desk: Desk) -> None:
    said = desk.run("check", "drafts", "--output", "json")
    assert said.code == 2
    found = [(f["path"], f["kind"]) for f in json.loads(said.out)["findings"]]
    assert [path for path, kind in found if kind == "unreadable"] == [f"drafts/{name}" for name in sorted(BAD)]
    assert {path for path, kind in found if kind == "unreviewed"} == {"drafts/a.txt", "drafts/z.txt"}


def test_a_policy_may_say_that_they_do_not_matter(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text(
        '[severity]\nunreadable = "info"\nunreviewed = "off"\n', encoding="utf-8"
    )
    assert desk.run("check", "drafts", "--output", "json").code == 0


def test_no_baseline_knows_a_draft_that_nobody_could_read(desk: Desk) -> None:
    assert desk.run("baseline", "create", "drafts").code == 0
    said = desk.run("check", "drafts", "--baseline", "fact-check-baseline.json", "--output", "json")
    assert said.code == 2
    assert {f["kind"] for f in json.loads(said.out)["findings"] if f["suppressed"] is None} == {"unreadable"}


def test_a_pipe_is_no_draft(desk: Desk) -> None:
    import os

    os.mkfifo(desk.root / "pipe.txt")
    said = desk.run("find", "pipe.txt")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("fact-check: pipe.txt: cannot be read: not a regular file")


@pytest.mark.parametrize(
    ("policy", "code", "says"),
    [
        pytest.param("", 0, "g.txt: not English (French): not searched for claims", id="left out and said"),
        pytest.param('other-languages = "read"', 1, "", id="read all the same"),
        pytest.param('other-languages = "refuse"', 2, "", id="refused"),
    ],
)
def test_a_draft_in_another_language(desk: Desk, policy: str, code: int, says: str) -> None:
    (desk.root / "g.txt").write_text(FRENCH + "Il y avait 4000 maisons sans eau.\n", encoding="utf-8")
    (desk.root / "fact-check.toml").write_text(f"{policy}\n", encoding="utf-8")
    said = desk.run("check", "g.txt", "--output", "concise")
    assert said.code == code
    assert says in said.err
    assert ("is not English (French)" in said.out) is (code == 2)
