"""The word lists' form, and a desk's file over them: what it adds, takes away, and is refused for."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from fact_check.errors import LexiconError
from fact_check.lexicon import lexicon_folder, list_names, overlay, shipped
from tests.forked import in_text, python

FILES = sorted(lexicon_folder().glob("*.toml"))
LIST = re.compile(r'^(\w+) = """\n(.*?)"""$', re.MULTILINE | re.DOTALL)
ORDERED = {"calendar.weekdays", "calendar.months", "numbers", "names", "years", "wording"}
"""Lists whose order means something: one's place in it is its value, or draws follow it."""


def name(file: Path) -> str:
    return file.name


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_list_says_what_it_is_for(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), "a file begins with what it is"
    if file.stem in ("numbers", "names", "first-names"):
        return
    starts = [n for n, line in enumerate(lines) if re.fullmatch(r'\w+ = """', line)]
    assert [lines[n] for n in starts if not lines[n - 1].startswith("# ")] == []


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_list_has_no_word_twice_and_none_empty(file: Path) -> None:
    for listed in listed_words(shipped(file.stem), file.stem).values():
        assert listed
        assert all(word == " ".join(word.split()) != "" for word in listed)
        assert sorted(set(listed)) == sorted(listed)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_list_is_sorted_where_order_means_nothing(file: Path) -> None:
    for path, listed in listed_words(shipped(file.stem), file.stem).items():
        if path not in ORDERED and path.split(".")[0] not in ORDERED:
            assert list(listed) == sorted(listed), path


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_text_is_a_list_and_ends_with_its_line(file: Path) -> None:
    """Else it would be read as what a table maps a word to."""
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    texts = len(LIST.findall(file.read_text(encoding="utf-8")))
    assert texts == sum(value.endswith("\n") for value in strings(read))


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [s for each in value.values() for s in strings(each)]
    return [value] if isinstance(value, str) else []


def listed_words(lists: object, path: str) -> dict[str, tuple[str, ...]]:
    if isinstance(lists, dict):
        return {k: v for key, each in lists.items() for k, v in listed_words(each, f"{path}.{key}").items()}
    return {path: lists} if isinstance(lists, tuple) else {}


DESK = """
[people.titles]
add = "dame baroness"
remove = "hon."
[events.concepts.home]
add = ["flat"]
[people.title_offices]
add = { "dame" = "dame" }
[[units.unit.add]]
name = "pallet"
kind = "amount"
words = ["pallet"]
[number-words.doubles]
add = { quintuple = 5 }
"""


def desk_file(folder: Path, content: str = DESK) -> str:
    path = folder / "desk-lexicon.toml"
    path.write_text(content, encoding="utf-8")
    return str(path)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return in_text(*arguments, cwd=folder, of_a_desk=True)


BOUND = """
import sys
from fact_check import lexicon
lexicon.bind(sys.argv[1:])
print({"dame", "mr."} & lexicon.words("people.titles", "people.titles_of_men") == {"dame", "mr."},
      "hon." in lexicon.words("people.titles"), "flat" in lexicon.words("events.concepts.home"),
      lexicon.pairs("people.title_offices")["dame"], lexicon.entries("units.unit")[0]["name"],
      lexicon.values("number-words.doubles")["quintuple"])
"""


def test_a_desks_file_adds_and_takes_away(tmp_path: Path) -> None:
    assert python(BOUND, desk_file(tmp_path)) == "True False True dame pallet 5"


def test_a_later_file_is_laid_over_an_earlier_one(tmp_path: Path) -> None:
    later = tmp_path / "later.toml"
    later.write_text('[people.titles]\nadd = "hon."\n', encoding="utf-8")
    assert python(BOUND, desk_file(tmp_path), str(later)) == "True True True dame pallet 5"


def test_other_lists_may_be_bound_until_one_is_read(tmp_path: Path) -> None:
    program = """
import sys
from fact_check import lexicon
lexicon.bind(())
lexicon.bind(sys.argv[1:])
print("hon." in lexicon.words("people.titles"))
"""
    assert python(program, desk_file(tmp_path)) == "False"


def test_a_process_keeps_the_lists_that_it_has_read(tmp_path: Path) -> None:
    program = """
import sys
from fact_check import lexicon
from fact_check.errors import LexiconError
lexicon.words("people.titles")
lexicon.bind(())
try:
    lexicon.bind(sys.argv[1:])
except LexiconError as error:
    print(error)
"""
    assert "uses other word lists" in python(program, desk_file(tmp_path))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        pytest.param("[peeple.titles]", ["no file of word lists 'peeple'", "did you mean 'people'?"], id="file"),
        pytest.param("[people.tittles]", ["people.tittles", "did you mean 'titles'?"], id="list"),
        pytest.param("[events.concepts.hme]", ["events.concepts.hme", "did you mean 'home'?"], id="list in a section"),
        pytest.param('[people.titles]\nad = "x"', ["people.titles.ad", "did you mean 'add'?"], id="key"),
        pytest.param("[people]\ntitles = 1", ["people.titles", "write [people.titles] with add"], id="no table"),
        pytest.param("people = 1", ["people: is not a table", "[people.LIST]"], id="no lists"),
        pytest.param("[people.titles]\nadd = 1", ["people.titles.add", "a string or a list of strings"], id="kind"),
        pytest.param('[people.titles]\nadd = ["a", ""]', ["people.titles.add", "list of strings"], id="empty word"),
        pytest.param('[people.titles]\nremove = "hom."', ["people.titles.remove", "'hon.'?"], id="no such word"),
        pytest.param('[people.titles]\nadd = "Dame"', ["'Dame' would match nothing", '"dame"'], id="capitals"),
        pytest.param('[people.title_offices]\nadd = "dame"', ["must be a table of strings"], id="no pairs"),
        pytest.param('[number-words.doubles.add]\nzwie = "2"', ["must be a table of numbers"], id="no number"),
        pytest.param('[units.unit]\nadd = "crate"', ["units.unit.add", "must be a list of tables"], id="no entries"),
        pytest.param(
            '[[units.unit.add]]\nname = "crate"\nkind = "amount"', ["'words' is missing", "known:"], id="half an entry"
        ),
        pytest.param('[units.unit]\nremove = "gallom"', ["units.unit.remove", "mean 'gallon'"], id="no such unit"),
        pytest.param("[people.titles", ["is not TOML", "fix that line"], id="not TOML"),
    ],
)
def test_a_broken_file_names_file_list_key_and_the_mend(tmp_path: Path, broken: str, says: list[str]) -> None:
    file = desk_file(tmp_path, broken)
    with pytest.raises(LexiconError) as caught:
        overlay(file)
    line = str(caught.value)
    assert line.startswith(file)
    assert "\n" not in line
    for part in says:
        assert part in line


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.toml: no such file"):
        overlay(str(tmp_path / "nowhere.toml"))


def test_every_list_can_be_changed(tmp_path: Path) -> None:
    names = list_names()
    assert len(names) == len(set(names)) > 100
    assert {"people.titles", "currencies.nations.dollar", "units.unit", "numbers.dates.months"} <= set(names)
    overlay(desk_file(tmp_path, "\n".join(f"[{one}]" for one in names)))


DRAFT = "The bank cut the loan.\n\nThe union said 40 flats were cleared. Ms Kern shipped 12 pallets on Monday.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    desk_file(tmp_path, '[speech.asking]\nadd = "say"\n[claims.light]\nadd = "clear"\n')
    (tmp_path / "fact-check.toml").write_text('lexicon = ["desk-lexicon.toml"]\n', encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


UNIT = '[[units.unit.add]]\nname = "pallet"\nkind = "amount"\nwords = ["pallet"]\n'


def units(printed: str) -> list[str | None]:
    return [q["unit"] for line in printed.splitlines() for q in json.loads(line)["quantities"]]


def test_the_commands_read_with_the_desks_lists_and_serve_no_stale_claims(desk: Path) -> None:
    desk_file(desk, "")
    assert units(run(desk, "find", "draft.txt", "--format", "jsonl").stdout) == [None, None]
    desk_file(desk, UNIT)
    assert units(run(desk, "find", "draft.txt", "--format", "jsonl").stdout) == [None, "pallet"]


def test_workers_read_with_the_desks_lists(desk: Path) -> None:
    desk_file(desk, UNIT)
    (desk / "many").mkdir()
    for number in range(17):
        (desk / "many" / f"{number}.txt").write_text(DRAFT, encoding="utf-8")
    done = run(desk, "find", "many", "--jobs", "2", "--format", "jsonl")
    assert units(done.stdout) == [None, "pallet"] * 17, done.stderr


def test_check_sees_a_changed_list(desk: Path) -> None:
    desk_file(desk, "")
    first = run(desk, "check", "draft.txt", "--output", "json")
    assert run(desk, "check", "draft.txt", "--output", "json").stdout == first.stdout
    desk_file(desk, "[people.tittles]\n")
    broken = run(desk, "check", "draft.txt", "--output", "json")
    assert broken.returncode == 2
    assert "did you mean 'titles'?" in broken.stderr


def test_find_from_python_reads_with_the_desks_lists(desk: Path) -> None:
    desk_file(desk, UNIT)
    program = "import sys; from fact_check import find\n"
    program += "print([q.unit for c in find(text=sys.argv[1], config=sys.argv[2]) for q in c.quantities])"
    assert python(program, DRAFT, str(desk / "fact-check.toml")) == "[None, 'pallet']"


@pytest.mark.parametrize("command", ["find", "report", "check", "export"])
def test_a_broken_file_is_one_line_and_exit_2(desk: Path, command: str) -> None:
    desk_file(desk, '[people.titles]\nad = "dame"\n')
    done = run(desk, command, "draft.txt", *(["--as", "csv"] if command == "export" else []))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    for part in ("desk-lexicon.toml", "people.titles.ad", "did you mean 'add'?"):
        assert part in done.stderr


def test_config_shows_the_files(desk: Path) -> None:
    (row,) = [line for line in run(desk, "config").stdout.splitlines() if line.startswith("lexicon")]
    assert '["desk-lexicon.toml"]' in row
    assert row.endswith(str(desk / "fact-check.toml"))
