"""Globs match what git says, in time in proportion to a path, however many stars they have."""

import pickle
import random
import subprocess
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from fact_check.runtime.globs import direct, glob_spec

PARTS = ("*", "*", "?", "a", "b", "ab", "/", "/", "**", "**/", "/**/", "[ab]", ".", "\\*", "^", "(")


@pytest.mark.parametrize("seed", range(4))
def test_a_glob_matches_what_it_did(seed: int) -> None:
    rng = random.Random(seed)
    told = 0
    for _ in range(400):
        glob = "".join(rng.choice(PARTS) for _ in range(rng.randint(1, 9)))
        plain, own = GitIgnoreSpec.from_lines([glob]), glob_spec([glob])
        for _ in range(20):
            deep = rng.randint(1, 5)
            names = ["".join(rng.choice("aabb.*^(") for _ in range(rng.randint(1, 5))) for _ in range(deep)]
            path = "/".join(names)
            assert own.match_file(path) == plain.match_file(path), (glob, path)
            told += plain.match_file(path)
    assert told > 100


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        pytest.param("*a" * 60 + "b", "a" * 240 + ".md", id="stars in a name"),
        pytest.param("/" + "?*" * 60 + "b", "a" * 240 + ".md", id="stars and marks"),
        pytest.param("**/a" * 40 + "/b", "a/" * 1500 + "c.md", id="folders in folders"),
        pytest.param("x*y*z/" + "**/*a*/" * 20 + "q", "xyz/" + "aa/" * 800 + "c.md", id="both"),
    ],
)
def test_many_stars_come_to_an_end(glob: str, path: str) -> None:
    assert not glob_spec([glob]).match_file(path)


def test_worker_processes_get_the_same_globs() -> None:
    spec = pickle.loads(pickle.dumps(glob_spec(["drafts/*", "!drafts/old/", "# no glob", ""])))
    assert [spec.match_file(p) for p in ("drafts/a.md", "drafts/old/a.md", "a.md")] == [True, False, False]


def test_what_has_no_stars_is_as_it_was() -> None:
    for glob in ("drafts/a?.md", "/a/b", "a*b", "**/a", "a/**"):
        (pattern,) = GitIgnoreSpec.from_lines([glob]).patterns
        assert pattern.regex is not None
        assert direct(pattern.regex.pattern) == pattern.regex.pattern


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        pytest.param("x/a[!b]c", "x/a/c", id="any but one"),
        pytest.param("x/a[^b]c", "x/a/c", id="the same"),
        pytest.param("x/a[!b]c", "x/axc", id="another character"),
        pytest.param("x/a[!b]c", "x/abc", id="that one"),
        pytest.param("x/a[+-9]c", "x/a/c", id="a range that holds it"),
        pytest.param("x/a[+-9]c", "x/a5c", id="within the range"),
        pytest.param("x/[!b]*d", "x/a/d", id="before a star"),
        pytest.param("x/*[!b]*c", "x/a/c", id="between stars"),
        pytest.param("a[!b]c", "x/a/c", id="in any folder"),
        pytest.param("a[!b]c", "x/adc", id="a name in any folder"),
    ],
)
def test_a_set_of_characters_holds_no_slash_as_in_git(tmp_path: Path, glob: str, path: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text(f"{glob}\n", encoding="utf-8")
    asked = subprocess.run(["git", "check-ignore", "-q", "--no-index", path], cwd=tmp_path)
    assert glob_spec([glob]).match_file(path) == (asked.returncode == 0)
