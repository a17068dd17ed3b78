"""Every command reads drafts in one way: what one has parsed none parses again, by however many processes."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from desk import Desk, open_desk
from spacy.language import Language

from fact_check.drafts.cache import cache_folder
from fact_check.drafts.driver import GROUP
from tests.forked import python_path

FIRST = "Dam bursts in the north\n\nPolice said 40 people died in the valley.\n"
SECOND = "Ferry is late\n\nThe mayor denied that 12 boats had sunk.\n"
THIRD = "Rain in the south\n\nThe harbour office said 3 piers were closed.\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    (desk.root / "drafts" / "deep").mkdir(parents=True)
    (desk.root / "drafts" / "a.txt").write_text(FIRST, encoding="utf-8")
    (desk.root / "drafts" / "deep" / "b.txt").write_text(SECOND, encoding="utf-8")
    return desk


@contextmanager
def parses() -> Iterator[list[str]]:
    """Gather every text that spaCy makes a Doc of meanwhile."""
    texts: list[str] = []

    def entered(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Language.make_doc.__code__:
            texts.append(frame.f_locals["text"])

    sys.setprofile(entered)
    try:
        yield texts
    finally:
        sys.setprofile(None)


FIND = ("find", "drafts", "--format", "jsonl")
CHECK = ("check", "drafts", "--output", "json")
REPORT = ("report", "drafts", "--json")
EXPORT = ("export", "drafts", "--as", "jsonl")
AGREE = ("agree", "drafts", "--rules")
REVIEW = ("review", "drafts", "--plain", "--by", "anna")


@pytest.mark.parametrize(
    "commands",
    [
        pytest.param((FIND, CHECK, REPORT), id="find check report"),
        pytest.param((CHECK, EXPORT, FIND), id="check export find"),
        pytest.param((REPORT, REVIEW, AGREE, CHECK), id="report review agree check"),
    ],
)
def test_what_one_command_parsed_none_parses_again(desk: Desk, commands: tuple[tuple[str, ...], ...]) -> None:
    desk.monkeypatch.setattr(sys, "stdin", io.StringIO("q"))  # for the review
    with parses() as texts:
        for command in commands:
            said = desk.run(*command)
            assert said.code == (1 if command is CHECK else 0), said.err
    assert sorted(texts) == [FIRST, SECOND]


def test_only_a_draft_that_changed_is_parsed_again(desk: Desk) -> None:
    desk.run(*FIND)
    (desk.root / "drafts" / "a.txt").write_text(THIRD, encoding="utf-8")
    with parses() as texts:
        found = [json.loads(line)["article"] for line in desk.run(*FIND).out.splitlines()]
    assert texts == [THIRD]
    assert found == ["drafts/a.txt", "drafts/deep/b.txt"]


def test_two_drafts_of_the_same_words_are_parsed_once(desk: Desk) -> None:
    (desk.root / "drafts" / "copy.txt").write_text(FIRST, encoding="utf-8")
    with parses() as texts:
        found = [json.loads(line)["article"] for line in desk.run(*FIND).out.splitlines()]
    assert sorted(texts) == [FIRST, SECOND]
    assert found == ["drafts/a.txt", "drafts/copy.txt", "drafts/deep/b.txt"]


def test_without_the_cache_every_draft_is_parsed_and_nothing_is_kept(desk: Desk) -> None:
    with parses() as texts:
        first, again = (desk.run(*FIND, "--no-cache").out for _ in range(2))
    assert first == again != ""
    assert len(texts) == 4
    assert not cache_folder(desk.root).exists()


def test_claims_from_the_cache_are_those_of_the_parse(desk: Desk) -> None:
    assert desk.run(*FIND).out == desk.run(*FIND).out == desk.run(*FIND, "--no-cache").out


def test_standard_input_is_not_kept(desk: Desk) -> None:
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))
    said = desk.run("find", "-")
    assert (said.code, said.err) == (0, "")
    assert not cache_folder(desk.root).exists()


def test_a_note_on_a_draft_is_said_from_the_cache_too(desk: Desk) -> None:
    (desk.root / "drafts" / "page.html").write_text("<html><body></body></html>", encoding="utf-8")
    said = [desk.run(*FIND).err for _ in range(2)]
    assert said == ["fact-check: drafts/page.html: no text in this file\n"] * 2


def test_a_damaged_entry_is_parsed_again(desk: Desk) -> None:
    whole = desk.run(*FIND).out
    for file in cache_folder(desk.root).glob("??/*.json"):
        file.write_bytes(b"{}")
    assert desk.run(*FIND).out == whole


@pytest.mark.parametrize("command", [FIND, CHECK, REPORT, EXPORT, AGREE], ids=lambda command: command[0])
def test_a_command_whose_claims_are_all_known_imports_no_spacy(desk: Desk, command: tuple[str, ...]) -> None:
    desk.run(*FIND)
    program = (
        f"import sys; sys.argv = {['fact-check', *command]!r}\n"
        "from fact_check.cli import main\n"
        "try:\n    main()\nfinally:\n    print(sorted({'spacy', 'textual', 'thinc'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=desk.root, env=environment(), capture_output=True)
    assert done.stdout.splitlines()[-1] == b"[]", done.stderr.decode()


def test_two_processes_find_what_one_finds_and_keep_it(desk: Desk) -> None:
    for number in range(GROUP):
        text = f"Flood number {number}\n\nPolice said {number + 2} people had left the valley.\n"
        (desk.root / "drafts" / f"{number}.txt").write_text(text, encoding="utf-8")
    one = desk.run(*CHECK, "--no-cache")
    with parses() as texts:
        two = desk.run(*CHECK, "--jobs", "2")
        desk.run(*FIND)
    assert one.out
    assert (two.code, two.out, two.err, texts) == (one.code, one.out, one.err, [])


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": python_path(ROOT)}
