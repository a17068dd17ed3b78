"""Names and notes that are not UTF-8: of files, of reviewers, in what is typed."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from desk import Desk, open_desk

DRAFT = "The ministry said {40 villagers were moved}.\n"
NAME = os.fsdecode(b"dr\xffaft.txt")
POLICY = """
[publisher]
name = "The Post"
url = "https://post.example"
articles = "https://post.example/{name}"
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = open_desk(tmp_path / "desk", monkeypatch, capsys)
    made.write("a.txt", DRAFT)
    (made.root / "a.txt").rename(made.root / NAME)  # what the cache keeps of a draft goes by its content
    (made.root / "fact-check.toml").write_text(POLICY, encoding="utf-8")
    return made


def typed(desk: Desk, raw: bytes) -> None:
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8", errors="strict"))


COMMANDS = [
    *(("find", "--format", form) for form in ("table", "json", "jsonl")),
    *(("check", "--output", form) for form in ("text", "concise", "json", "jsonl", "github", "sarif", "gitlab")),
    *(("check", "--output", form) for form in ("junit", "rdjson", "statistics")),
    *(("export", "--as", form) for form in ("csv", "html", "jsonl", "markdown", "webannotation", "claimreview")),
    ("report",),
    ("report", "--json"),
    ("baseline", "create", "--force"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_reads_a_draft_whose_name_is_not_utf8(desk: Desk, command: tuple[str, ...]) -> None:
    desk.monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(desk.root.parent / "cache"))
    write = desk.write("b.txt", DRAFT)
    assert write
    said = desk.run(*command, NAME)
    assert said.code == (1 if command[0] == "check" else 0), said.err
    assert "Traceback" not in said.err
    (said.out + said.err).encode()  # or it could not have been printed


def test_in_an_address_it_is_the_byte_that_it_is(desk: Desk) -> None:
    said = desk.run("export", "--as", "webannotation", NAME)
    assert "dr%FFaft.txt" in said.out


def test_a_reviewers_name_that_cannot_be_shown_is_refused(desk: Desk) -> None:
    for name in (os.fsdecode(b"\xff"), "an\x1b[31ma", "\u202eana"):
        typed(desk, b"sq")
        said = desk.run("review", NAME, "--plain", "--by", name)
        assert (said.code, said.out) == (2, "")
        assert said.err.endswith("has characters that cannot be shown (use a plain name)\n")
        assert said.err.count("\n") == 1
    assert not (desk.root / f"{NAME}.review.jsonl").exists()


def test_git_s_name_in_another_encoding_is_taken(desk: Desk) -> None:
    with (desk.root / ".git/config").open("ab") as config:
        config.write(b"[user]\n\tname = Andr\xe9\n")
    typed(desk, b"sq")
    assert desk.run("review", NAME, "--plain").code == 0
    entry = json.loads((desk.root / f"{NAME}.review.jsonl").read_text(encoding="utf-8"))
    assert entry["who"] == "Andr\ufffd"


def test_what_is_typed_and_no_utf8_ends_nothing(desk: Desk) -> None:
    typed(desk, b"\xffnca\xff\ns\xffq")
    assert desk.run("review", NAME, "--plain", "--by", "ana").code == 0
    lines = (desk.root / f"{NAME}.review.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(each).get("text") or json.loads(each)["label"] for each in lines] == ["ca\ufffd", "sourced"]
