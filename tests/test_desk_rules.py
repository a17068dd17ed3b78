"""A desk's own rules do by their fields alone what the project's do: no verb is known to Python."""

import json
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from fact_check.cli import app
from fact_check.errors import FactCheckError
from tests.forked import fact_check

RULE = """
[[rule]]
id = "desk.own"
says = "somebody says so"
why = "Our pages use this verb."
lemmas = ["{verb}"]
pos = ["VERB"]
effect = "reports"
finds = ["The bank {{{verb}}} it."]
{fields}
"""


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run(*arguments: str, cwd: Path) -> Done:
    """Run a command in this process, which has the pipeline; `test_by_the_command_itself` starts one of its own."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            code = app(list(arguments), standalone_mode=False) or 0
        except FactCheckError as error:
            print(error, file=err)
            code = 2
    return Done(code, *(stream.buffer.getvalue() for stream in (out, err)))


def found(folder: Path, text: str, verb: str, *fields: str) -> list[tuple[str, str, str | None]]:
    """Return the content, cue and source of each claim that the desk's rule finds, by the command."""
    (folder / "desk.toml").write_text(RULE.format(verb=verb, fields="\n".join(fields)), encoding="utf-8")
    (folder / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    (folder / "draft.txt").write_text(f"{text}\n", encoding="utf-8")
    done = run("find", "draft.txt", "--format", "jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    return [
        (c["span"]["text"], c["cue"]["text"], c["source"] and c["source"]["text"])
        for c in claims
        if c["cue"] and c["cue"]["rule"] == "desk.own"
    ]


@pytest.mark.parametrize(
    ("text", "verb", "fields", "expected"),
    [
        pytest.param(
            "The fund valued the stake at $3m.", "value", ['content = "figure"'],
            ("the stake at $3m", "valued", "The fund"), id="gives a figure",
        ),
        pytest.param(
            "On Monday the auditor gauged the cost at 40 million euros.", "gauge", ['content = "figure"'],
            ("the cost at 40 million euros", "gauged", "the auditor"), id="gives a figure, after a day",
        ),
        pytest.param(
            "The firm undertakes to build 40 homes.", "undertake", ['infinitives = ["undertake"]'],
            ("to build 40 homes", "undertakes", "The firm"), id="its infinitive is a statement",
        ),
        pytest.param(
            "The board lambasted the scheme as a waste of money.", "lambast", ['content = "predicate"'],
            ("the scheme as a waste of money", "lambasted", "The board"), id="what is said of its object",
        ),
    ],
)  # fmt: skip
def test_a_desks_rule_needs_no_python(
    tmp_path: Path, text: str, verb: str, fields: list[str], expected: tuple[str, str, str | None]
) -> None:
    assert found(tmp_path, text, verb, *fields) == [expected]


def test_by_the_command_itself(tmp_path: Path) -> None:
    found(tmp_path, "The fund valued the stake at $3m.", "value", 'content = "figure"')
    done = fact_check("find", "draft.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.stdout == run("find", "draft.txt", "--format", "jsonl", cwd=tmp_path).stdout != b""


def test_without_its_field_the_verb_gives_no_figure(tmp_path: Path) -> None:
    assert found(tmp_path, "The fund assessed the stake in the firm at $3m.", "assess") == []


def test_a_rule_that_accuses_lists_who_has_not_answered(tmp_path: Path) -> None:
    found(tmp_path, "Inspectors impugned the mill for hiding the leak.", "impugn", 'content = "predicate"',
          'accuses = "object"')  # fmt: skip
    reported = json.loads(run("report", "draft.txt", "--json", cwd=tmp_path).stdout)
    assert [one["accused"] for one in reported[0]["unanswered"]] == ["the mill"]


@pytest.mark.parametrize(("fields", "firm"), [([], True), (["broad = true"], False)], ids=["of statements", "broad"])
def test_a_rule_says_whether_its_cue_also_rejects_what_is_no_statement(
    tmp_path: Path, fields: list[str], firm: bool
) -> None:
    text = "Ada Kern said that the harbour wall leaked in May. The ministry spurned the leak of the harbour wall."
    deny = RULE.replace('effect = "reports"', 'effect = "denies"\ncontent = "object"')
    (tmp_path / "desk.toml").write_text(deny.format(verb="spurn", fields="\n".join(fields)), encoding="utf-8")
    (tmp_path / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    (tmp_path / "draft.txt").write_text(f"{text}\n", encoding="utf-8")
    said, spurned = map(json.loads, run("find", "draft.txt", "--format", "jsonl", cwd=tmp_path).stdout.splitlines())
    assert [link["to"] for link in spurned["links"]] == [said["id"]]
    assert (said["suggestion"]["label"] == "denied") is firm


def test_examples_are_tried_by_the_command(tmp_path: Path) -> None:
    rule = RULE.format(verb="value", fields='content = "figure"')
    good = rule.replace("The bank {value} it.", "The fund {valued} the stake at $3m.")
    (tmp_path / "desk.toml").write_text(good, encoding="utf-8")
    done = run("rules", "desk.toml", "--test", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, "1 example passed\n")


def test_an_example_that_fails_is_shown_with_what_was_matched(tmp_path: Path) -> None:
    rule = RULE.format(
        verb="value",
        fields='ignores = ["She valued that it rained."]\ntodo_finds = ["The fund {valued} that it rained."]',
    )
    (tmp_path / "desk.toml").write_text(rule.replace("The bank {value} it.", "A {poll} found it."), encoding="utf-8")
    done = run("rules", "desk.toml", "--test", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "desk.own: finds: it matches nothing, not “poll”",
        "    A {poll} found it.",
        "desk.own: ignores: it matches “valued”",
        "    She valued that it rained.",
        "desk.own: todo_finds: it holds now: move it to finds",
        "    The fund {valued} that it rained.",
        "3 of 3 examples failed",
    ]


def test_a_rule_that_the_policy_disables_finds_nothing_even_from_the_cache(tmp_path: Path) -> None:
    assert found(tmp_path, "The fund valued the stake at $3m.", "value", 'content = "figure"')
    (tmp_path / "fact-check.toml").write_text('rules = ["desk.toml"]\ndisable = ["desk.own"]\n', encoding="utf-8")
    done = run("find", "draft.txt", "--format", "jsonl", cwd=tmp_path)
    [claim] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (claim["cue"] or {}).get("rule") != "desk.own"
    assert run("rules", "desk.own", cwd=tmp_path).returncode == 2


def test_a_folder_disables_a_rule_for_its_own_drafts(tmp_path: Path) -> None:
    text = "The fund valued the stake at $3m."
    assert found(tmp_path, text, "value", 'content = "figure"')
    apart = tmp_path / "opinion"
    apart.mkdir()
    (apart / "draft.txt").write_text(f"{text}\n", encoding="utf-8")
    policy = 'extend = "../fact-check.toml"\ndisable = ["desk.own"]\n'
    (apart / "fact-check.toml").write_text(policy, encoding="utf-8")
    done = run("find", "draft.txt", "opinion", "--format", "jsonl", cwd=tmp_path)
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(c["article"], (c["cue"] or {}).get("rule") == "desk.own") for c in claims] == [
        ("draft.txt", True),
        ("opinion/draft.txt", False),
    ]


def refused(folder: Path, rule: str, *command: str) -> str:
    """Return what a command says of a desk with one rule, which it refuses."""
    (folder / "desk.toml").write_text(rule, encoding="utf-8")
    (folder / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    (folder / "draft.txt").write_text("Police said 40 people died.\n", encoding="utf-8")
    done = run(*command, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    return done.stderr.decode()


IDLE = RULE.replace("{{{verb}}}", "{{rejected}}")


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(IDLE.format(verb="spurn", fields=""), id="a lemma"),
        pytest.param(
            IDLE.format(verb="spurn", fields="").replace('lemmas = ["spurn"]', 'tokens = [[{ LOWER = "spurns" }]]'),
            id="a token pattern",
        ),
    ],
)
@pytest.mark.parametrize("command", [(name, "draft.txt") for name in ("find", "check", "report")], ids=" ".join)
def test_a_rule_that_matches_in_none_of_its_examples_is_refused(
    tmp_path: Path, rule: str, command: tuple[str, ...]
) -> None:
    line = "desk.toml: desk.own: finds: it matches in none of its own examples (see `fact-check rules desk.own --test`)"
    assert refused(tmp_path, rule, *command, "--no-cache") == f"{line}\n"


def test_a_rule_that_matches_in_one_of_its_examples_is_taken(tmp_path: Path) -> None:
    rule = IDLE.format(verb="spurn", fields="").replace('it."]', 'it.", "The bank {spurned} it."]')
    (tmp_path / "desk.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    (tmp_path / "draft.txt").write_text("Police said 40 people died.\n", encoding="utf-8")
    assert run("find", "draft.txt", "--no-cache", cwd=tmp_path).returncode == 0


def test_what_a_rule_is_refused_for_is_what_its_test_says(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text(IDLE.format(verb="spurn", fields=""), encoding="utf-8")
    done = run("rules", "desk.toml", "--test", cwd=tmp_path)
    assert done.returncode == 1
    assert "desk.own: finds" in done.stdout.decode()
