"""The package from outside: what it exports, what an import costs, and that it finds what the command finds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, open_desk

import fact_check
from fact_check import claims, errors
from tests.forked import python_path

DRAFT = (
    "Dam bursts in the north\n\nPolice said 40 people died in the valley. The mayor swears blind that the dam held.\n\n"
    "Our readers gave 300 lamps.\n"
)
RULES = """
[[rule]]
id = "desk.oath"
says = "somebody swears this"
why = "Our town swears where others say."
phrases = ["swears blind"]
effect = "reports"
finds = ["The mayor {swears blind} that the dam held."]

[[rule]]
id = "desk.appeal"
says = "what our own appeal brought in"
why = "It is about us, not about the story."
lines = ['our readers gave .*']
finds = ["{Our readers gave 300 lamps.}"]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = open_desk(tmp_path / "desk", monkeypatch, capsys)
    (desk.root / "desk.toml").write_text(RULES, encoding="utf-8")
    (desk.root / "fact-check.toml").write_text('rules = ["desk.toml"]\nexclude = ["old"]\n', encoding="utf-8")
    for folder in ("drafts", "old"):
        (desk.root / folder).mkdir()
        (desk.root / folder / "dam.txt").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # another folder than the desk's
    return desk


def printed(desk: Desk, *arguments: str) -> list[dict[str, object]]:
    lines = desk.run("find", "--format", "jsonl", "--no-cache", *arguments).out.splitlines()
    return [{**json.loads(line), "article": ""} for line in lines]


def dumped(found: list[fact_check.Claim]) -> list[dict[str, object]]:
    return [{**json.loads(claim.model_dump_json()), "article": ""} for claim in found]


def test_a_draft_has_the_claims_that_the_command_finds_under_the_desks_policy(desk: Desk) -> None:
    found = fact_check.find(desk.root / "drafts" / "dam.txt")
    assert dumped(found) == printed(desk, "drafts/dam.txt") != []
    assert "desk.oath" in {claim.cue.rule for claim in found if claim.cue}
    assert not any("lamps" in claim.span.text for claim in found), "the desk's own furniture holds no claims"
    assert fact_check.find(str(desk.root / "drafts")) == found


def test_a_text_obeys_the_policy_of_the_working_folder(desk: Desk) -> None:
    desk.monkeypatch.chdir(desk.root)
    assert dumped(fact_check.find(text=DRAFT)) == printed(desk, "drafts/dam.txt")


def test_a_draft_that_the_policy_excludes_has_no_claims(desk: Desk) -> None:
    assert fact_check.find(desk.root / "old" / "dam.txt") == []


def test_another_policy_and_other_rules_can_be_named(desk: Desk) -> None:
    draft = desk.root / "drafts" / "dam.txt"
    (desk.root / "bare.toml").write_text("", encoding="utf-8")
    bare = fact_check.find(draft, config=desk.root / "bare.toml")
    assert dumped(bare) == printed(desk, "drafts/dam.txt", "--config", "bare.toml")
    assert any("lamps" in claim.span.text for claim in bare)
    assert fact_check.find(draft, rules=[]) == bare
    given = fact_check.find(draft, config=desk.root / "bare.toml", rules=[desk.root / "desk.toml"])
    assert given == fact_check.find(draft)


def test_what_the_policy_cannot_follow_is_an_error_of_the_package(desk: Desk) -> None:
    (desk.root / "fact-check.toml").write_text("modle = 3\n", encoding="utf-8")
    with pytest.raises(fact_check.ConfigError, match="modle"):
        fact_check.find(desk.root / "drafts" / "dam.txt")
    with pytest.raises(fact_check.ReadError, match="no such file"):
        fact_check.find(desk.root.parent / "nowhere.txt")
    with pytest.raises(fact_check.ModelError, match="no_such_model"):
        fact_check.quantities("40 people", model="no_such_model")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        pytest.param(lambda: fact_check.find(), "either a path or text=", id="neither"),
        pytest.param(lambda: fact_check.find("a.txt", text="b"), "either a path or text=", id="both"),
        pytest.param(lambda: fact_check.find(b"a.txt"), "a path (str or os.PathLike), not bytes", id="bytes"),
        pytest.param(lambda: fact_check.find(7), "not int; a text in memory is text=", id="number"),
        pytest.param(lambda: fact_check.find(["a.txt"]), "not list", id="list of paths"),
        pytest.param(lambda: fact_check.find(text=b"40 died"), "find() takes a text as str, not bytes", id="raw text"),
        pytest.param(lambda: fact_check.find(text=Path("a")), "find() takes a text as str, not Posix", id="text path"),
        pytest.param(lambda: fact_check.find("a.txt", rules="r.toml"), "a list of files, not one", id="one rule file"),
        pytest.param(lambda: fact_check.find("a.txt", rules=[3]), "rules= as paths", id="odd rule file"),
        pytest.param(lambda: fact_check.find("a.txt", config=3), "config= as a path", id="odd policy"),
        pytest.param(lambda: fact_check.quantities(40), "quantities() takes a text as str, not int", id="quantities"),
    ],
)
def test_other_types_are_refused_by_name(call: Callable[[], object], says: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()
    assert says in str(caught.value)


def test_what_is_exported_is_the_very_type() -> None:
    for name in fact_check.__all__:
        home = next((home for home in (claims, errors) if hasattr(home, name)), fact_check)
        assert getattr(fact_check, name) is getattr(home, name)
        assert name in dir(fact_check)
    with pytest.raises(AttributeError, match="no attribute 'Claims'"):
        fact_check.Claims  # noqa: B018


def test_every_error_of_the_errors_module_is_exported() -> None:
    known = {n for n, e in vars(errors).items() if isinstance(e, type) and issubclass(e, errors.FactCheckError)}
    assert known <= set(fact_check.__all__)


def test_an_import_costs_neither_pydantic_nor_spacy() -> None:
    program = (
        "import sys, fact_check\n"
        "heavy = {'pydantic', 'spacy', 'rich', 'typer', 'fact_check.claims', 'fact_check.config'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "fact_check.FactCheckError\nprint('pydantic' in sys.modules)\n"
        "fact_check.Claim\nprint('pydantic' in sys.modules, 'spacy' in sys.modules)\n"
    )
    environment = {**os.environ, "PYTHONPATH": python_path(Path(__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines() == ["[]", "False", "True False"]
