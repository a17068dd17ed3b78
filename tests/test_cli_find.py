"""`find` and `rules` from the command line: the contract's JSON, exit codes, and bad input in one line."""

import json
import subprocess
import sys
from pathlib import Path

import archives
import jsonschema
import pytest

import fact_check
from fact_check.drafts.driver import GROUP
from fact_check.output.claims_table import schema
from fact_check.runtime.workers import CROWD, cores
from tests import forked
from tests.shared import ARTICLES, SHARED

DRAFT = (
    "Dam bursts in the north\n\nPolice said 40 people died in the valley. The mayor denied that the dam had leaked.\n"
)


def run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return forked.fact_check(*arguments, stdin=stdin, cwd=cwd)


def draft(folder: Path, content: str | bytes = DRAFT, name: str = "draft.txt") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def claims_of(printed: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.decode().splitlines()]


def test_json_lines_follow_the_schema_and_point_into_the_file(tmp_path: Path) -> None:
    done = run("find", "--format", "jsonl", draft(tmp_path))
    assert done.returncode == 0, done.stderr.decode()
    validator = jsonschema.Draft202012Validator(schema())
    found = claims_of(done.stdout)
    assert found
    for claim in found:
        validator.validate(claim)
        span = claim["span"]
        assert isinstance(span, dict)
        assert DRAFT[span["start"] : span["end"]] == span["text"]


def test_json_is_one_list_of_the_same_claims(tmp_path: Path) -> None:
    path = draft(tmp_path)
    lines = claims_of(run("find", "--format", "jsonl", path).stdout)
    assert json.loads(run("find", "--format", "json", path).stdout) == lines


def test_the_published_schema_is_a_schema() -> None:
    published = json.loads(run("find", "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(published)
    assert published == schema()


def test_standard_input_gives_the_claims_of_the_file(tmp_path: Path) -> None:
    from_file = claims_of(run("find", "--format", "jsonl", draft(tmp_path)).stdout)
    from_stdin = claims_of(run("find", "--format", "jsonl", "-", stdin=DRAFT.encode()).stdout)
    assert [c["id"] for c in from_stdin] == [c["id"] for c in from_file]
    assert {c["article"] for c in from_stdin} == {"-"}


def test_standard_input_has_the_format_that_it_is_said_to_have() -> None:
    done = run("find", "--format", "jsonl", "-", "--stdin-filename", "a.md", stdin=b"Police said **40** people died.\n")
    assert [c["span"]["text"] for c in claims_of(done.stdout)] == ["40** people died"]  # type: ignore[index]


def test_a_table_shows_words_without_markup(tmp_path: Path) -> None:
    text = "# Vote\n\nThe measure got **24,000** more votes than [the bridge plan](http://x.example/plan).\n"
    shown = run("find", draft(tmp_path, text, "vote.md")).stdout.decode()
    assert "The measure got 24,000 more votes than the bridge plan" in shown
    assert not {"[", "*"} & set(shown)


def test_a_table_is_text_without_colour_when_piped(tmp_path: Path) -> None:
    done = run("find", draft(tmp_path, DRAFT.replace("Police", "[red]Police\x1b[31m")))
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"sourced" in done.stdout


def test_a_note_on_a_draft_commands_no_terminal(tmp_path: Path) -> None:
    done = run("find", draft(tmp_path, "<html><body></body></html>", "a\x1b[31m.html"))
    assert done.returncode == 0, done.stderr.decode()
    assert "a␛[31m.html: no text in this file" in done.stderr.decode()
    assert b"\x1b" not in done.stdout + done.stderr


def test_an_output_file_is_written_whole(tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    done = run("find", "--format", "jsonl", draft(tmp_path), "-o", str(out))
    assert done.stdout == b""
    assert claims_of(out.read_bytes())
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_an_empty_draft_has_no_claims_and_is_no_error(tmp_path: Path) -> None:
    done = run("find", "--format", "jsonl", draft(tmp_path, ""))
    assert (done.returncode, done.stdout) == (0, b"")


def test_many_paths_and_folders_come_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    draft(tmp_path / "sub", name="b.txt")
    draft(tmp_path / "sub", name="a.txt")
    first = draft(tmp_path, name="z.txt")
    done = run("find", "--format", "jsonl", first, str(tmp_path / "sub"))
    names = [Path(str(c["article"])).name for c in claims_of(done.stdout)]
    assert list(dict.fromkeys(names)) == ["z.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("draft.txt", b"a\0b", "binary", id="binary"),
        pytest.param("draft.txt", b"caf\x81", "not UTF-8", id="not UTF-8"),
        pytest.param("draft.xyz", b"text", "unknown format", id="format"),
        pytest.param("draft.docx", b"text", "not a Word file", id="not Word"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    done = run("find", draft(tmp_path, content, name))
    assert done.returncode == 2
    assert done.stdout == b""
    assert says in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["find", "nowhere.txt"], "nowhere.txt: no such file or folder", id="missing path"),
        pytest.param(["find", "."], "no drafts in this folder", id="folder without drafts"),
        pytest.param(["find"], "no draft given", id="no path"),
        pytest.param(["rules", "denials.vreb"], "did you mean 'denials.verb'?", id="unknown rule"),
        pytest.param(["find", "-", "-o", "no/such/folder.json"], "cannot be written", id="output"),
        pytest.param(["find", "-", "--model", "no_such_model"], "no_such_model", id="model"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, cwd=tmp_path, stdin=b"Two died.\n")
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_broken_rule_file_of_the_desk_names_file_rule_and_key(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('[[rule]]\nid = "desk.no"\nsays = "no"\nwhy = "so"\nefect = "denies"\n')
    (tmp_path / "fact-check.toml").write_text('rules = ["desk.toml"]\n')
    draft(tmp_path)
    done = run("find", "draft.txt", cwd=tmp_path)
    assert done.returncode == 2
    for part in ("desk.toml", "desk.no", "efect", "did you mean 'effect'?"):
        assert part in done.stderr.decode()


def test_a_desks_own_rule_finds(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text(
        '[[rule]]\nid = "desk.gospel"\nsays = "somebody states this"\nwhy = "our columnist\'s word"\n'
        'lemmas = ["gospel"]\neffect = "reports"\nfinds = ["The mayor {gospelled} that the dam held."]\n'
    )
    (tmp_path / "fact-check.toml").write_text('rules = ["desk.toml"]\n')
    assert b"desk.gospel" in run("rules", cwd=tmp_path).stdout
    assert run("rules", "desk.gospel", cwd=tmp_path).returncode == 0


def test_a_rule_shows_why_it_exists_and_its_examples() -> None:
    shown = run("rules", "denials.verb").stdout.decode()
    for part in ("denials.verb", "why:", "finds", "{denied}", "ignores"):
        assert part in shown


def test_interrupting_ends_with_130(tmp_path: Path) -> None:
    program = (
        "import signal, threading, os, sys\nfrom fact_check.cli import main\n"
        "threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        "sys.argv = ['fact-check', 'find', '-']\nmain()\n"
    )
    started = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert started.wait(timeout=60) == 130


def test_from_python(tmp_path: Path) -> None:
    path = draft(tmp_path)
    assert fact_check.find(path) == [c.model_copy(update={"article": path}) for c in fact_check.find(text=DRAFT)]
    assert [q.value for q in fact_check.quantities("up to 60 people in 3 towns")] == [60, 3]
    with pytest.raises(TypeError):
        fact_check.find(path, text=DRAFT)


@pytest.mark.skipif(not ARTICLES, reason=f"no articles in {SHARED}")
def test_every_article_is_read_without_an_error_and_every_span_is_the_files_text() -> None:
    done = run("find", "--no-cache", "--format", "jsonl", str(SHARED / "articles"))
    assert done.returncode == 0, done.stderr.decode()
    texts: dict[str, str] = {}
    found = claims_of(done.stdout)
    for claim in found:
        name = str(claim["article"])
        text = texts.setdefault(name, Path(name).read_text(encoding="utf-8"))
        for part in (claim["span"], claim["source"], claim["cue"], *claim["quantities"]):  # type: ignore[misc]
            if part is not None:
                assert text[part["start"] : part["end"]] == part["text"]  # type: ignore[index]
    assert len(texts) > 0.9 * len(ARTICLES)


def test_two_jobs_print_what_one_prints(tmp_path: Path) -> None:
    drafts = archives.folder(tmp_path / "drafts", archives.records(GROUP + 4))  # in one group, two jobs are one
    one = run("find", str(drafts), "--format", "jsonl", "--no-cache")
    two = run("find", str(drafts), "--format", "jsonl", "--no-cache", "--jobs", "2")
    assert one.stdout
    assert (two.returncode, two.stdout, two.stderr) == (0, one.stdout, one.stderr)


def test_more_jobs_than_a_machine_can_bear_are_fewer(tmp_path: Path) -> None:
    for number in range(GROUP + 1):
        draft(tmp_path, name=f"{number}.txt")
    done = run("find", str(tmp_path), "--no-cache", "--jobs", "9999")
    assert done.returncode == 0
    assert f"9999 jobs are too many for {cores()} processors; using {CROWD * cores()}" in done.stderr.decode()


def test_explain_says_why_one_claim_is_what_it_is(tmp_path: Path) -> None:
    path = draft(tmp_path)
    [first, *_] = claims_of(run("find", "--format", "jsonl", path).stdout)
    done = run("find", path, "--explain", str(first["id"])[:6])
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().splitlines()[0].startswith("claim     “40 people died in the valley”")
    wrong = run("find", path, "--explain", "zz")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"no claim has the id 'zz'" in wrong.stderr
