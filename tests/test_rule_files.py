"""A broken rule file is one line that names file, rule, key and the mend; a desk's own file adds rules."""

from pathlib import Path

import pytest

from fact_check.errors import RuleError
from fact_check.rules import load_rules, read_rules, rules_folder

GOOD = """
[[rule]]
id = "desk.denials"
says = "the desk's own denial"
why = "Our town hall has its own word for no."
phrases = ["would have none of it"]
effect = "denies"
finds = ["The mayor {would have none of it}."]
"""


def rule_file(folder: Path, content: str) -> Path:
    path = folder / "desk.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_rule_file_of_the_project_is_loaded_in_name_order() -> None:
    files = dict.fromkeys(rule.id.partition(".")[0] for rule in load_rules())
    assert list(files) == sorted(file.stem for file in rules_folder().glob("*.toml"))


def test_a_desks_own_file_comes_after_the_projects(tmp_path: Path) -> None:
    rules = load_rules((str(rule_file(tmp_path, GOOD)),))
    assert rules[-1].id == "desk.denials"
    assert rules[:-1] == load_rules()


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        pytest.param(GOOD.replace("effect", "efect"), ["desk.denials", "efect", "did you mean 'effect'"], id="key"),
        pytest.param(GOOD.replace('"denies"', '"denys"'), ["desk.denials: effect", "denys"], id="value"),
        pytest.param(GOOD.replace("says = ", "# says = "), ["says", "is missing"], id="missing"),
        pytest.param(GOOD.replace("{", "").replace("}", ""), ["finds", "nothing is marked"], id="no mark"),
        pytest.param(GOOD.replace("finds", "ignores"), ["finds", "at least one sentence"], id="no example"),
        pytest.param(GOOD.replace("desk.denials", "Desk Denials"), ["file.name"], id="odd id"),
        pytest.param(
            GOOD.replace("desk.denials", "other.denials"), ["begins with its file's name"], id="id of another"
        ),
        pytest.param(GOOD + GOOD, ["already taken"], id="twice"),
        pytest.param(GOOD.replace("[[rule]]", "[rule]"), ["[[rule]]"], id="one bracket"),
        pytest.param(GOOD.replace("phrases = [", "phrases = ["[:-1]), ["is not TOML", "line"], id="not TOML"),
        pytest.param(GOOD.replace("[[rule]]", "[[rules]]"), ["unknown key 'rules'"], id="odd table"),
        pytest.param(
            GOOD.replace("{would have none of it}", "{would hear none of it}"),
            ["desk.denials", "finds: none of its own examples"],
            id="no example of its own",
        ),
        pytest.param(GOOD + 'content = "objct"', ["desk.denials: content", "did you mean 'object'"], id="odd content"),
        pytest.param(
            GOOD.replace("phrases", "lemmas").replace("would have none of it", "spurn") + 'infinitives = ["spurm"]',
            ["desk.denials: infinitives", "'spurm' is not a word of this rule", "did you mean 'spurn'"],
            id="a verb of no rule",
        ),
        pytest.param(GOOD + 'accuses = "him"', ["desk.denials: accuses", "'object' or 'subject'"], id="odd accused"),
        pytest.param(GOOD + 'cancels = ["denials.nope"]', ["no rule 'denials.nope'"], id="cancels nothing"),
        pytest.param(GOOD.replace("phrases", "lines").replace("would", "(would"), ["not a regular"], id="expression"),
    ],
)
def test_a_broken_rule_file(tmp_path: Path, broken: str, says: list[str]) -> None:
    path = rule_file(tmp_path, broken)
    with pytest.raises(RuleError) as caught:
        load_rules((str(path),))
    line = str(caught.value)
    assert "\n" not in line
    for part in says:
        assert part in line


def test_a_missing_rule_file_names_it(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"nowhere\.toml: no such file"):
        read_rules(tmp_path / "nowhere.toml")


@pytest.mark.parametrize("disabled", ["hedges.alleged", "hedges", "desk.denials"])
def test_a_disabled_rule_is_left_out(tmp_path: Path, disabled: str) -> None:
    own = (str(rule_file(tmp_path, GOOD)),)
    left = {rule.id for rule in load_rules(own)} - {rule.id for rule in load_rules(own, (disabled,))}
    assert left
    assert all(f"{rule}.".startswith(f"{disabled}.") for rule in left)


@pytest.mark.parametrize(
    ("disabled", "says"),
    [
        pytest.param("hedges.aleged", "no rule 'hedges.aleged' (did you mean 'hedges.alleged'?)", id="no rule"),
        pytest.param("suggest.denial", "disable: 'suggest.denial' matches nothing", id="a reason for a label"),
    ],
)
def test_what_cannot_be_disabled_is_refused(disabled: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_rules((), (disabled,))
    assert says in str(caught.value)


@pytest.mark.parametrize(("cancelled", "silences"), [("reporting.say", True), ("denials.verb", False)])
def test_a_rule_that_cancels_a_report_silences_it(tmp_path: Path, cancelled: str, silences: bool) -> None:
    cancels = GOOD.replace('effect = "denies"', f'cancels = ["{cancelled}"]')
    assert load_rules((str(rule_file(tmp_path, cancels)),))[-1].silences is silences


def test_a_rule_file_that_changes_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(GOOD, encoding="utf-8")
    [before] = [rule for rule in load_rules((str(file),)) if rule.id == "desk.denials"]
    assert load_rules((str(file),)) is load_rules((str(file),))
    file.write_text(GOOD + "broad = true\n", encoding="utf-8")
    [after] = [rule for rule in load_rules((str(file),)) if rule.id == "desk.denials"]
    assert (before.broad, after.broad) == (False, True)
