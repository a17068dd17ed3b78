"""Rules are tried by their examples: what holds, what does not, and known misses that hold after all."""

from pathlib import Path

import pytest

from fact_check.extract import examples, fault
from fact_check.extract.examples import unmarked
from fact_check.rules import load_rules

RULE = """
[[rule]]
id = "desk.own"
says = "somebody says so"
why = "Our pages use this verb."
lemmas = ["sermonise"]
pos = ["VERB"]
effect = "reports"
"""


def faults(folder: Path, *lines: str) -> list[str | None]:
    """Try the examples of a desk's rule among all rules."""
    file = folder / "desk.toml"
    file.write_text(RULE + "\n".join(lines) + "\n", encoding="utf-8")
    rules = load_rules((str(file),))
    return [fault(each, rules) for each in examples(r for r in rules if r.id == "desk.own")]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        pytest.param('finds = ["The deacon {sermonised} that it was late."]', None, id="holds"),
        pytest.param('finds = ["The {deacon} sermonised that it was late."]', "it matches “serm", id="elsewhere"),
        pytest.param('finds = ["The deacon {said} that it was late."]', "; reporting.say matches that", id="another"),
        pytest.param('finds = ["The deacon {sermonised}."]', "has no content", id="without-a-content"),
        pytest.param('ignores = ["The deacon was late."]', None, id="a-near-miss"),
        pytest.param('ignores = ["The deacon sermonised that it was late."]', "it matches", id="no-near-miss"),
        pytest.param('todo_finds = ["The deacon {was} late."]', None, id="a-known-miss"),
        pytest.param('todo_finds = ["The deacon {sermonised} that it was late."]', "move it to finds", id="mended"),
    ],
)  # fmt: skip
def test_an_example_is_tried(tmp_path: Path, line: str, wrong: str | None) -> None:
    given = [] if line.startswith("finds") else ['finds = ["The deacon {sermonised} that it was late."]']
    tried = faults(tmp_path, *given, line)[-1]
    assert tried is None if wrong is None else tried is not None and wrong in tried


def test_marks_are_taken_out() -> None:
    assert unmarked("The {mayor} {said} so.") == ("The mayor said so.", [(4, 9), (10, 14)])
