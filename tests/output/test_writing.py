"""Results: whole or not at all in a file, straight into a device or a pipe, and what cannot be written is said."""

import os
import resource
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fact_check.output.writing import WriteError, result

ROOT = os.geteuid() == 0


def put(file: Path, text: str = "new\n") -> None:
    with result(file) as out:
        out.write(text)


def run(*arguments: str, file_size: int | None = None, **options: object) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    command = [sys.executable, "-m", "fact_check", *arguments]
    return subprocess.run(command, text=True, check=False, preexec_fn=limited, **options)  # type: ignore[call-overload, no-any-return]


def test_a_device_is_written_to_and_stays_a_device(tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    for file in (Path("/dev/null"), link):
        put(file)
        assert stat.S_ISCHR(file.stat().st_mode)
    assert link.is_symlink()


def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    put(pipe)
    reader.join(10)
    assert read == ["new\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_links_target_is_written_and_the_link_stays(tmp_path: Path, there: bool) -> None:
    (tmp_path / "deep").mkdir()
    target = tmp_path / "deep" / "real.txt"
    if there:
        target.write_text("old\n", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to("deep/real.txt")
    put(link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old\n", encoding="utf-8")
    file.chmod(mode)
    put(file)
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert file.read_text(encoding="utf-8") == "new\n"


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_what_the_umask_leaves(tmp_path: Path, umask: int, mode: int) -> None:
    old = os.umask(umask)
    try:
        put(tmp_path / "out.txt")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == mode


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("old\n", encoding="utf-8")
    with pytest.raises(UnicodeError), result(file) as out:
        out.write("half" + b"\xff".decode())
    assert file.read_text(encoding="utf-8") == "old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        pytest.param("folder", "is a folder (name a file in it)", id="a folder"),
        pytest.param("no/such/out.txt", "cannot be written: its folder does not exist", id="a missing folder"),
        pytest.param("file/out.txt", "cannot be written: Not a directory", id="a file as folder"),
        pytest.param("closed", "is read-only (change its mode", id="read-only"),
    ],
)
def test_a_place_that_takes_no_file_is_refused(tmp_path: Path, place: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "closed").touch(mode=0o400)
    if place == "closed" and ROOT:
        put(tmp_path / place)  # root may write everywhere
        return
    with pytest.raises(WriteError) as error:
        put(tmp_path / place)
    assert str(error.value).startswith(f"{tmp_path / place}: {said}")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a draft that no command takes, so that nothing is parsed."""
    (tmp_path / "fact-check.toml").write_text('exclude = ["*"]\n', encoding="utf-8")
    (tmp_path / "a.txt").touch()
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["find", "a.txt", "-o", "."],
        ["check", "a.txt", "--output", "json=."],
        ["baseline", "create", "a.txt", "--force", "--baseline", "."],
    ],
    ids=lambda command: command[0],
)
def test_a_folder_as_target_is_one_line_and_exit_2(desk: Path, command: list[str]) -> None:
    done = run(*command, cwd=desk, capture_output=True)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "fact-check: .: is a folder (name a file in it)")


@pytest.mark.parametrize("command", [["rules"], ["config"], ["find", "--schema"], ["check", "a.txt"]], ids=" ".join)
def test_a_full_disk_behind_standard_output_is_exit_2(desk: Path, command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(*command, cwd=desk, stdout=full, stderr=subprocess.PIPE)
    said = "fact-check: standard output: cannot be written: No space left on device (is the disk full?)"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, said)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_standard_output_that_takes_a_part_is_exit_2(
    desk: Path, unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Containers set PYTHONUNBUFFERED, with which Python itself says nothing of what a full disk did not take."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with (desk / "out").open("w") as out:
        done = run("check", "a.txt", "--output", "sarif", cwd=desk, stdout=out, stderr=subprocess.PIPE, file_size=4096)
    assert (desk / "out").stat().st_size <= 4096
    said = "fact-check: standard output: cannot be written: File too large (is the disk full?)"
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (2, [said])


def test_a_file_that_grows_too_large_is_exit_2_and_leaves_nothing(desk: Path) -> None:
    command = ["check", "a.txt", "--no-cache", "--output", "sarif=out.sarif"]
    done = run(*command, cwd=desk, capture_output=True, file_size=4096)
    said = "fact-check: out.sarif: cannot be written: File too large (is the disk full?)"
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, said)
    assert sorted(each.name for each in desk.iterdir()) == ["a.txt", "fact-check.toml"]


def test_a_shells_process_substitution_gets_the_result(desk: Path) -> None:
    script = f'"{sys.executable}" -m fact_check check a.txt --output json=>(cat > out.txt); sleep 1'
    subprocess.run(["bash", "-c", script], cwd=desk, check=True)
    assert (desk / "out.txt").read_text(encoding="utf-8").startswith("{")
