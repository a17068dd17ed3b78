"""The tour of CONTRIBUTING.md names files and functions that are there."""

import ast
import re
from pathlib import Path

import pytest

from fact_check.check.formats import OUTPUTS
from fact_check.export import EXPORTS
from fact_check.listings import LISTINGS
from fact_check.read import READERS
from fact_check.registry import OURS, Registry
from fact_check.report import REPORTS
from fact_check.severity import KINDS, FindingKind

ROOT = Path(__file__).parents[1]
TOUR = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEPS = sorted({(file, name) for file, name in re.findall(r"`([\w/]+\.py)`\s+`(\w+)`", TOUR)})
TABLE = re.findall(r"^\| [^|]+ \| ([^|]+) \|[^|]*\|$", TOUR, re.MULTILINE)


@pytest.mark.parametrize(("file", "name"), STEPS, ids=[f"{file}-{name}" for file, name in STEPS])
def test_a_step_of_a_walk_is_a_function_of_its_file(file: str, name: str) -> None:
    tree = ast.parse((ROOT / "fact_check" / file).read_text(encoding="utf-8"))
    defined = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    assert name in defined


@pytest.mark.parametrize("place", [p for p in TABLE if "`" in p])
def test_a_place_of_the_table_is_there(place: str) -> None:
    folder = ROOT
    for path in re.findall(r"`([\w/*-]*[/.][\w/.*-]*)`", place):
        found = [match for root in (ROOT, ROOT / "fact_check", folder) for match in root.glob(path)]
        assert found, f"no {path}"
        folder = found[0].parent


@pytest.mark.parametrize(("folder", "registry", "seconds"), [
    pytest.param("check/formats", OUTPUTS, set(), id="outputs"),
    pytest.param("export/formats", EXPORTS, set(), id="exports"),
    pytest.param("read/formats", READERS, {"markdown", "htm"}, id="readers"),
    pytest.param("report/formats", REPORTS, set(), id="reports"),
    pytest.param("listings/formats", LISTINGS, set(), id="listings"),
])  # fmt: skip
def test_a_format_is_a_file_of_its_folder(folder: str, registry: Registry[object], seconds: set[str]) -> None:
    files = {file.stem for file in (ROOT / "fact_check" / folder).glob("*.py")} - {"__init__"}
    files = {name.replace("_", "-") for name in files}
    assert {entry.name.removeprefix(".") for entry in registry.entries() if entry.package == OURS} == files | seconds


FINDERS = sorted(
    file.relative_to(ROOT / "fact_check")
    for room in ("extract", "relate")
    for file in (ROOT / "fact_check" / room).rglob("*.py")
    if file.stem != "__init__"
)


@pytest.mark.parametrize("file", FINDERS, ids=str)
def test_each_finder_has_tests_of_its_own(file: Path) -> None:
    assert (ROOT / "tests" / file.parent / f"test_{file.name}").exists()


def test_a_long_module_says_why_it_is_one() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / "fact_check").rglob("*.py")}
    long = {file: text for file, text in texts.items() if text.count("\n") > 250}
    silent = [
        str(file) for file, text in long.items() if not re.search(r"250\s+lines|Longer\s+than\s+most", text[:2000])
    ]
    assert silent == []


def test_each_finding_is_explained_where_it_is_named() -> None:
    assert set(KINDS) == set(FindingKind)


def test_the_picture_shows_every_room_and_no_other() -> None:
    picture = TOUR.partition("fact_check/\n")[2].partition("```")[0]
    package = ROOT / "fact_check"
    rooms = {f.parent.name for f in package.rglob("__init__.py") if f.parent.parent in (package, package / "extract")}
    assert set(re.findall(r"([a-z_]+)/", picture)) - {"figures", "encoder", "heads", "rules", "lexicon"} == rooms
    names = set(re.findall(r"\w+", picture)) | {"__main__", "merge_by_cue"}
    assert {file.stem for file in package.glob("*.py")} <= names
