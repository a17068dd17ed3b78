"""Each output: what it says, that others can read it, and that no article's text does more than be read."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from reports import HOSTILE, finding, hostile, report

from fact_check.check.findings import Lines, Report, Suppressed
from fact_check.check.formats import OUTPUTS, Screen, github
from fact_check.check.layout import difference
from fact_check.check.outputs import parse
from fact_check.errors import FactCheckError
from fact_check.severity import FindingKind, Severity

SARIF = json.loads((Path(__file__).parent / "resources" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


def render(name: str, of: Report, **screen: Any) -> str:
    return OUTPUTS.get(name)(of, Screen(**screen))


def mixed() -> Report:
    ignored = Suppressed(by="ignore", reason="under seal")
    return report(
        finding(),
        finding(kind=FindingKind.DENIED, claim="The ministry", uri="drafts/b c.md"),
        finding(kind=FindingKind.CHANGED, was="30 men left", why="a number: 30 → 40; anna: sourced"),
        suppressed=(finding(claim="said", suppressed=ignored),),
    )


@pytest.mark.parametrize("name", OUTPUTS.names())
def test_no_active_character_gets_out(name: str) -> None:
    text = render(name, report(hostile()), colour=False)
    if name in ("json", "jsonl"):
        text = re.sub("[\u200b\u202a-\u202e]", "", text)  # data as it is; controls are escaped
    assert ACTIVE.findall(text) == []


@pytest.mark.parametrize("name", ["text", "concise", "github"])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_ci_runner_finds_only_our_own_commands(name: str, width: int) -> None:
    lines = render(name, report(hostile(), hostile(uri="::error::x.md")), width=width).splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert all(re.match(r"::(error|warning|notice) (file=|title=fact-check)", line) for line in commands)
    assert len(commands) == (2 if name == "github" else 0)
    assert not any("##[" in line for line in lines if line not in commands)


@pytest.mark.parametrize("name", OUTPUTS.names())
def test_a_clean_report_is_well_formed_too(name: str) -> None:
    text = render(name, report())
    if name in ("json", "sarif", "gitlab", "rdjson"):
        assert json.loads(text) is not None
    elif name == "junit":
        assert JUnitXml.fromstring(text.encode()).failures == 0
    elif name != "jsonl":
        assert "✓" in text


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does: split, then unescape."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match is not None
    unescape = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def plain(text: str) -> str:
        return re.sub("%(0D|0A|3A|2C|25)", lambda m: unescape[m[0]], text)

    pairs = (pair.partition("=") for pair in match[2].split(","))
    return match[1], {key: plain(value) for key, _, value in pairs}, plain(match[3])


def test_github_annotations_say_where_what_why_and_what_next() -> None:
    level, properties, message = command(render("github", report(finding())).splitlines()[0])
    assert level == "error"
    assert properties == {
        "file": "drafts/a.md",
        "line": "1",
        "endLine": "1",
        "col": "19",
        "endColumn": "30",
        "title": "unreviewed: nobody has decided this claim",
    }
    assert message == (
        "“40 men left”\nsuggested: sourced, it names the ministry\n"
        "Next: review the draft: fact-check review drafts/a.md"
    )


def test_github_commands_survive_hostile_text() -> None:
    first, last = render("github", report(hostile(uri="a:b,c%.md"))).splitlines()
    level, properties, message = command(first)
    assert (level, properties["file"]) == ("error", "a:b,c%.md")
    assert "꞉꞉error file=x" in message
    assert "%0A ]]>" in message
    assert last.startswith("✗ 1 draft of 1 held back")


def test_github_shows_ten_of_a_level_changed_lines_first_and_counts_the_rest() -> None:
    text = "".join(f"The ministry said {n} men left.\n" for n in range(100, 125))
    found = [finding(text, f"{n} men left") for n in range(100, 125)]
    notes = [finding(text, f"{n} men left", severity=Severity.INFO) for n in range(100, 112)]
    of = report(*found, *notes, changed={"drafts/a.md": frozenset({20, 21})})
    commands = [command(line) for line in render("github", of).splitlines()[:-1]]
    errors = [properties for level, properties, _ in commands if level == "error"]
    notices = [properties for level, properties, _ in commands if level == "notice"]
    assert [int(p["line"]) for p in errors] == [20, 21, 1, 2, 3, 4, 5, 6, 7, 8]
    assert len(notices) == 10
    assert notices[-1] == {"title": "fact-check: 18 more"}


def test_github_shows_the_worst_of_each_draft_before_the_second_of_any() -> None:
    text = "".join(f"The ministry said {n} men left.\n" for n in range(100, 112))
    many = [finding(text, f"{n} men left") for n in range(100, 112)]
    few = [finding(uri=f"drafts/{name}.md") for name in "bcdefghi"]
    changed = finding(text, "111 men left", FindingKind.CHANGED, uri="drafts/b.md", was="11 men left")
    errors = [command(line)[1] for line in render("github", report(*many, *few, changed)).splitlines()[:10]]
    assert [(e["file"], e["line"]) for e in errors] == [
        ("drafts/b.md", "12"),
        ("drafts/a.md", "1"),
        *((f"drafts/{name}.md", "1") for name in "cdefghi"),
        ("drafts/b.md", "1"),
    ]


def test_github_summary_is_tables_in_which_text_is_only_text() -> None:
    page = github.summary(report(finding(), hostile(), finding(kind=FindingKind.DENIED)), "https://forge/desk/blob/1a")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0] for row in rows] == [
        "| finding",
        "| unreviewed",
        "| unreviewed",
        "| finding",
        "| denied",
    ]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
    assert "<script" not in page
    assert "](javascript" not in page
    assert "[L1](https://forge/desk/blob/1a/drafts/a.md?plain=1#L1)" in page


def test_github_summary_is_grouped_by_draft_and_says_what_it_leaves_out() -> None:
    text = "".join(f"The ministry said {n} men left.\n" for n in range(100, 150))
    long = [finding(text, f"{n} men left", uri="drafts/long.md") for n in range(100, 150)]
    short = [finding(uri="drafts/short.md"), finding(claim="said", uri="drafts/short.md")]
    page = github.summary(report(*long, *short))
    heads = [line for line in page.splitlines() if line.startswith("####")]
    assert heads == ["#### drafts/short\\.md: 2 findings", "#### drafts/long\\.md: 50 findings"]
    assert sum(line.startswith("| unreviewed") for line in page.splitlines()) == github.ROWS
    assert "… and 2 more in this draft: 2 unreviewed" in page
    page = github.summary(report(*(finding(uri=f"drafts/{n}.md") for n in range(60))))
    assert "… and 10 findings in 10 drafts more: 10 unreviewed" in page


def test_a_github_comment_is_known_by_its_mark_and_fits() -> None:
    shown = render("github-comment", report(finding(), since="main"))
    assert shown.startswith("<!-- fact-check -->\n### fact-check\n\n")
    assert "40 men left" in shown
    long = [finding(f"{'x' * 2000} {n} men left.\n", f"{'x' * 2000} {n} men", uri=f"{n}.md") for n in range(60)]
    shown = render("github-comment", report(*long))
    assert len(shown) <= 65_536
    assert "and 40 findings in 40 drafts more" in shown


def test_statistics_count_findings_and_drafts() -> None:
    lines = render("statistics", report(finding(), finding(uri="b.md"), *mixed().findings)).splitlines()
    assert [line.split(":")[0].split() for line in lines[:-1]] == [
        ["3", "unreviewed", "in", "2", "drafts"],
        ["1", "denied", "in", "1", "draft"],
        ["1", "changed", "in", "1", "draft"],
    ]
    assert lines[-1].startswith("✗ 2 drafts of 3 held back")


def test_github_outputs_count() -> None:
    assert github.outputs(mixed()) == "drafts=2\nheld-back=1\nfindings=3\nfailing=2\n"


def test_sarif_is_valid_by_the_official_schema() -> None:
    log = json.loads(render("sarif", report(hostile(), *mixed().findings, suppressed=mixed().suppressed)))
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []


def test_the_sarif_schema_refuses_what_is_wrong() -> None:
    log = json.loads(render("sarif", mixed()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] != []


def test_a_finding_is_linked_to_its_page_where_the_pages_are_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACT_CHECK_DOCS", "https://desk.example/findings/")
    log = json.loads(render("sarif", mixed()))
    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["helpUri"] for rule in rules] == [f"https://desk.example/findings/{kind}.md" for kind in FindingKind]
    codes = [one["code"] for one in json.loads(render("rdjson", mixed()))["diagnostics"]]
    assert codes[0] == {"value": "unreviewed", "url": "https://desk.example/findings/unreviewed.md"}


def test_sarif_has_rules_with_help_fingerprints_and_suppressions() -> None:
    (run,) = json.loads(render("sarif", mixed()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(FindingKind)
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)
    shown, spaced, changed, hidden = run["results"]
    assert rules[shown["ruleIndex"]]["id"] == shown["ruleId"] == "unreviewed"
    own = mixed().findings[0].fingerprint
    assert shown["partialFingerprints"] == {"factCheckClaim/v1": own, "primaryLocationLineHash": f"{own}:1"}
    assert not any("helpUri" in rule for rule in rules)
    assert shown["locations"][0]["physicalLocation"]["region"]["startColumn"] == 19
    assert spaced["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "drafts/b%20c.md"}
    assert "30 → 40" in changed["message"]["text"]
    assert hidden["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "under seal"}]


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}
"""What GitLab's documentation asks of a Code Quality report."""


def test_gitlab_has_what_gitlab_asks_for() -> None:
    issues = json.loads(render("gitlab", report(hostile(), *mixed().findings)))
    assert [error.message for error in Draft202012Validator(GITLAB).iter_errors(issues)] == []
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints)) == 4


def test_the_same_fingerprint_everywhere() -> None:
    (run,) = json.loads(render("sarif", mixed()))["runs"]
    in_sarif = [r["partialFingerprints"]["factCheckClaim/v1"] for r in run["results"]]
    in_json = [f["fingerprint"] for f in json.loads(render("json", mixed()))["findings"]]
    in_gitlab = [issue["fingerprint"] for issue in json.loads(render("gitlab", mixed()))]
    assert in_sarif == in_json
    assert in_gitlab == in_json[:3]


def test_junit_is_read_by_another_parser() -> None:
    xml = JUnitXml.fromstring(render("junit", report(hostile(), *mixed().findings, drafts=("clean.md",))).encode())
    suites = {suite.name: suite for suite in xml}
    assert (xml.tests, xml.failures) == (5, 3)
    assert suites["clean.md"].tests == 1
    assert suites["drafts/b c.md"].failures == 0, "a warning does not fail"
    (denied,) = suites["drafts/b c.md"]
    assert "warning" in denied.system_out


def test_rdjson_counts_columns_in_bytes() -> None:
    found = finding("“Zürich” says 40 men left.\n")
    (diagnostic,) = json.loads(render("rdjson", report(found)))["diagnostics"]
    at = len("“Zürich” says ".encode()) + 1
    assert diagnostic["location"]["range"]["start"] == {"line": 1, "column": at}
    assert diagnostic["location"]["range"]["end"] == {"line": 1, "column": at + len("40 men left")}


def test_json_tells_all_that_is_known() -> None:
    data = json.loads(render("json", mixed()))
    assert (data["failed"], data["claims"], data["drafts"]) == (True, 3, ["drafts/a.md", "drafts/b c.md"])
    assert data["findings"][2]["was"] == "30 men left"
    assert data["findings"][3]["suppressed"] == {"by": "ignore", "reason": "under seal"}
    assert [json.loads(line) for line in render("jsonl", mixed()).splitlines()] == data["findings"]


def test_concise_is_one_line_a_finding() -> None:
    assert render("concise", mixed()).splitlines()[0] == (
        'drafts/a.md:1:19: error unreviewed: "40 men left": suggested: sourced, it names the ministry'
    )


TEXT = """\
drafts/a.md
 ✗ unreviewed · nobody has decided this claim
     1 │ The ministry said 40 men left.
       │                   ^^^^^^^^^^^
       │ suggested: sourced, it names the ministry
   next: review the draft: fact-check review drafts/a.md
 ✗ changed · this claim was decided, and its wording has changed since
     1 │ The ministry said 40 men left.
       │                   ^^
       │ was: 30 men left
       │ a number: 30 → 40; anna: sourced
   next: review the new wording: fact-check review drafts/a.md

drafts/b c.md
 ! denied · a party in the article denies this claim
     1 │ The ministry said 40 men left.
       │ ^^^^^^^^^^^^
       │ suggested: sourced, it names the ministry
   next: make sure that the denial stands beside the claim

✗ 1 draft of 2 held back: 1 unreviewed, 1 changed
  not failing: 1 denied
  1 ignored with a reason
  fact-check check --explain unreviewed says more
"""


def test_text_shows_the_line_with_a_caret_grouped_and_summed_up() -> None:
    shown = render("text", report(*sorted(mixed().findings, key=lambda f: f.path), suppressed=mixed().suppressed))
    assert shown == TEXT


def test_what_is_to_be_done_about_all_of_a_draft_is_said_once() -> None:
    both = render("github-comment", report(finding(), finding(claim="The ministry")))
    assert both.count("fact\\-check review drafts/a\\.md") == 1
    assert "\n\nNext: review the draft" in both
    one = render("github-comment", report(finding()))
    assert "| why | next |\n|---|---|---|---| --- |" in one
    assert "commit the draft and its journal, and push" in one


def in_word() -> Report:
    found = finding(uri="drafts/a.docx")
    return report(found.model_copy(update={"place": found.place.model_copy(update={"paragraph": 4})}))


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("text", "    ¶4 │ The ministry said 40 men left."),
        ("concise", 'drafts/a.docx:1:19: error unreviewed: paragraph 4: "40 men left"'),
        ("github", "::Paragraph 4: “40 men left”%0A"),
        ("github-comment", "| unreviewed | paragraph 4 | 40 men left |"),
        ("gitlab", "unreviewed: paragraph 4: “40 men left”"),
        ("rdjson", "Paragraph 4: “40 men left”"),
        ("sarif", "Paragraph 4: “40 men left”"),
        ("junit", "paragraph 4: suggested: sourced"),
        ("json", '"paragraph": 4'),
    ],
)
def test_a_finding_in_a_file_without_lines_is_told_by_paragraph(format: str, said: str) -> None:
    assert said in render(format, in_word())


def test_of_many_drafts_that_nobody_reviewed_most_take_a_line() -> None:
    names = [f"drafts/{letter}.md" for letter in "abcdef"]
    found = [finding(uri=name) for name in names]
    denied = finding(uri="drafts/e.md", kind=FindingKind.DENIED)
    shown = render("text", report(*found[:5], denied, found[5]))
    assert shown.count("next: review the draft") == 4, "three drafts, and the one with a denial"
    assert "\n\n✗ 1 unreviewed · drafts/d.md\n\ndrafts/e.md\n" in shown
    assert "✗ 1 unreviewed · drafts/f.md\n\n✗ 6 drafts of 6 held back: 6 unreviewed\n" in shown
    assert "begin with one draft, fact-check review PATH" in shown
    assert "begin with one draft" not in render("text", report(*found, decided=1))


def test_decisions_against_the_suggestion_are_counted() -> None:
    said = render("text", report(claims=4, decided=4, overruled=2)).splitlines()
    assert said == ["✓ 1 draft passes: 4 claims, 4 decided", "  2 decided against the suggestion"]


def test_a_command_in_the_next_step_is_never_broken() -> None:
    step = "name its source or link its evidence in the draft, or cut it; then: fact-check review drafts/long name.md"
    lines = render("text", report(finding(next=step)), width=50).splitlines()
    assert "         fact-check review drafts/long name.md" in lines
    assert max(len(line) for line in lines if "review drafts" not in line) <= 50


@pytest.mark.parametrize("width", [40, 80, 120, 250])
@pytest.mark.parametrize("before", [0, 30, 300, 3000], ids=lambda n: f"{n} before")
@pytest.mark.parametrize("after", [0, 30, 300], ids=lambda n: f"{n} after")
def test_the_caret_stands_under_the_claim_in_any_width(width: int, before: int, after: int) -> None:
    text = "x y " * (before // 4) + "漢字 40 men left" + " z" * (after // 2)
    lines = render("text", report(finding(text)), width=width).splitlines()
    row = next(number for number, line in enumerate(lines) if set(line) <= set(" │^") and "^" in line)
    source, carets = (wide(line) for line in (lines[row - 1], lines[row]))
    marked = source[carets.index("^") : carets.rindex("^") + 1]
    assert marked == "40 men left"
    assert len(source) <= width


def wide(line: str) -> str:
    """Return a line with each two-cell character twice, so that places can be compared."""
    return re.sub("[漢字]", lambda m: m[0] * 2, line)


def test_a_long_claim_is_shown_whole_in_rows() -> None:
    claim = "the ministry had counted 40 houses that " + "were lost to the river and " * 4 + "would be rebuilt"
    lines = render("text", report(finding(f"He said at noon that {claim} at least.", claim)), width=80).splitlines()
    rows = [number for number, line in enumerate(lines) if "^" in line]
    marked = [
        "".join(c for c, caret in zip(lines[n - 1], lines[n].ljust(len(lines[n - 1])), strict=True) if caret == "^")
        for n in rows
    ]
    assert len(rows) == 3
    assert " ".join(marked) == claim
    assert max(len(line) for line in lines) <= 80


def test_a_draft_that_nobody_reviewed_does_not_bury_the_rest() -> None:
    text = "".join(f"The ministry said {n} men left.\n" for n in range(100, 120))
    found = [finding(text, f"{n} men left", k, severity=Severity.ERROR) for k in FindingKind for n in range(100, 120)]
    shown = render("text", report(*found))
    assert shown.count(" and 14 more") == 1
    assert shown.count("│ The ministry said 119 men left") == len(FindingKind) - 1


def test_a_claim_that_is_gone_has_no_line_to_show() -> None:
    text = "The river fell.\n"
    gone = finding(text, "The river", FindingKind.ORPHANED_DECISION, place=Lines(text).place(0, 0))
    gone = gone.model_copy(update={"claim": "40 men left"})
    shown = render("text", report(gone))
    assert "^" not in shown
    assert "was: 40 men left" in shown


def test_colour_only_where_the_screen_has_it() -> None:
    assert "\x1b[" in render("text", mixed(), colour=True)
    assert "\x1b[" not in render("text", mixed(), colour=False)


@settings(max_examples=60, deadline=None)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), width=st.integers(1, 200))
def test_every_format_takes_any_claim(words: str, width: int) -> None:
    of = report(finding(f"a {words} b", words, why=words, was=words))
    for name in OUTPUTS.names():
        text = render(name, of, width=width, colour=False)
        text.encode("utf-8")
        if name in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(text)
        elif name == "junit":
            ET.fromstring(text)
        elif name == "github":
            assert len(text.splitlines()) == 2
            command(text.splitlines()[0])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(["sarf"], "did you mean 'sarif'?", id="unknown"),
        pytest.param(["sarif="], "no file after the =", id="no file"),
        pytest.param(["text", "github"], "both go to stdout", id="two on stdout"),
        pytest.param(["json=a", "sarif=a"], "both go to a", id="two in one file"),
    ],
)
def test_outputs_that_cannot_be(given: list[str], said: str) -> None:
    with pytest.raises(FactCheckError) as error:
        parse(given)
    assert said in str(error.value)


def test_an_output_without_a_file_goes_to_stdout() -> None:
    first, second = parse(["github", "sarif=f.sarif"])
    assert (first.format, first.file, second.file) == ("github", None, Path("f.sarif"))
    assert HOSTILE not in render("github", report())


@pytest.mark.parametrize(
    ("was", "now", "stretches"),
    [
        pytest.param("40 men left", "41 men left", ("40", "41"), id="the first word"),
        pytest.param("40 men left", "40 men stayed", ("left", "stayed"), id="the last"),
        pytest.param("40 men left", "40 men have left", ("", "have"), id="put in"),
        pytest.param("40 men have left", "40 men left", ("have", ""), id="taken out"),
        pytest.param("a b a b a", "a b a", ("b a", ""), id="repeated words are counted once"),
        pytest.param("a 1 b 2 c", "a 3 b 4 c", ("1 b 2", "3 b 4"), id="two"),
        pytest.param("same", "same", ("", ""), id="none"),
        pytest.param("", "new", ("", "new"), id="from nothing"),
    ],
)
def test_the_words_that_changed(was: str, now: str, stretches: tuple[str, str]) -> None:
    (a, b), (c, d) = difference(was, now)
    assert (was[a:b], now[c:d]) == stretches


@pytest.mark.parametrize(
    ("was", "now", "marked"),
    [
        pytest.param("40 men left", "40 men left today", "today", id="put in at the end"),
        pytest.param("40 men left today", "40 men left", "left", id="taken out at the end: the word before"),
        pytest.param("the 40 men left", "40 men left", "40", id="taken out at the start: the word after"),
        pytest.param("40 men left", "40 men left", "40 men left", id="only what is around it changed"),
    ],
)
def test_where_a_change_is_pointed_at(was: str, now: str, marked: str) -> None:
    lines = render("text", report(finding(f"They said {now}", now, FindingKind.CHANGED, was=was))).splitlines()
    row = next(number for number, line in enumerate(lines) if "^" in line)
    assert lines[row - 1][lines[row].index("^") : lines[row].rindex("^") + 1] == marked


WORDING = st.lists(st.sampled_from(["40", "men", "left", "漢字", "a" * 90, "\t", " "]), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(was=WORDING, now=WORDING, width=st.integers(1, 130))
def test_any_change_is_laid_out_in_any_width(was: list[str], now: list[str], width: int) -> None:
    claim = " ".join(now) + "."
    changed = finding(f"They said {claim}", claim, FindingKind.CHANGED, was=" ".join(was))
    lines = render("text", report(changed), width=width).splitlines()
    assert any("^" in line for line in lines)


def test_a_changed_word_far_into_a_long_claim_is_in_view() -> None:
    was = "word " * 60 + "230,000 people " + "word " * 60
    now = was.replace("230,000", "320,000").strip()
    changed = finding(f"He said {now}.", now, FindingKind.CHANGED, was=was.strip())
    lines = render("text", report(changed)).splitlines()
    row = next(number for number, line in enumerate(lines) if "^" in line)
    assert lines[row - 1][lines[row].index("^") : lines[row].rindex("^") + 1] == "320,000"
    assert "230,000 people" in lines[row + 1]
