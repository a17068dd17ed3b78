"""Blocks are found with what is told of them, and what a page shows is held against what is printed."""

from pathlib import Path

import pytest

from tests.docs.pages import blocks, unlike

PAGE = """# A page

```text title="a.txt"
Words.
```

<!-- run: touch b -->
<!-- keys: sd -->
```console
$ ls
a.txt
$ fact-check review a.txt
```

<!-- not run: needs the moon -->
```sh
fly
```
"""


def test_blocks_have_their_directives(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    file, typed, unrun = blocks(page)
    assert (file.title, file.body) == ("a.txt", "Words.\n")
    assert (typed.keys, typed.before, typed.line) == ("sd", ("touch b",), 9)
    assert list(typed.commands) == [("ls", ["a.txt"]), ("fact-check review a.txt", [])]
    assert unrun.unrun == "needs the moon"


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        pytest.param("a\nb", "a\nb\n", True, id="the same"),
        pytest.param("a\nb", "a  \nb\n", True, id="spaces at the end"),
        pytest.param("a\n b", "a\nb\n", False, id="a caret elsewhere"),
        pytest.param("a\n…\nc", "a\nb\nb\nc\n", True, id="lines left out"),
        pytest.param("…\nc", "a\nb\nc\n", True, id="the beginning left out"),
        pytest.param("a\n…", "a\nb\n", True, id="the end left out"),
        pytest.param("a", "a\nb\n", False, id="a line more"),
        pytest.param("a\nc", "a\nb\nc\n", False, id="a line between"),
        pytest.param("a\n…\nd", "a\nb\n", False, id="a line that never comes"),
        pytest.param("by Ana, …", "by Ana, 3 May\n", True, id="words left out"),
        pytest.param("b\n…\na", "a\nb\n", False, id="another order"),
    ],
)
def test_what_is_shown_is_held_against_what_is_printed(shown: str, printed: str, alike: bool) -> None:
    assert (not unlike(shown.splitlines(), printed)) is alike
