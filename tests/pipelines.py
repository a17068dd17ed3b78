"""Other people's pipelines as far as one machine runs them: the action's steps, the GitLab job, pre-commit."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from desk import Desk
from pre_commit.clientlib import load_manifest

from tests.forked import folder_of_program

REPOSITORY = Path(__file__).parents[1]


def path_of_program() -> str:
    """Return a PATH on which `fact-check` is this working copy."""
    return f"{folder_of_program()}{os.pathsep}{os.environ['PATH']}"


def action_step(name: str = "Check the drafts") -> dict[str, str]:
    """Return a step of action.yml, by default the one that runs the check."""
    steps = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    (step,) = [step for step in steps if step.get("name") == name]
    return {"run": step["run"], **step["env"]}


def act(desk: Desk, path: str, name: str = "Check the drafts", **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does: bash with -e and pipefail, inputs in the environment."""
    step = action_step(name)
    given = dict.fromkeys((each for each in step if each != "run"), "") | {"PATHS": "drafts"} | inputs
    places = {"HOME": str(desk.root), "RUNNER_TEMP": str(desk.root.parent)}
    env = {"PATH": path, **places, "GITHUB_STEP_SUMMARY": str(desk.root.parent / "summary.md"), **given}
    # The cache and its key are where the other commands of the test have them.
    env |= {key: value for key, value in os.environ.items() if key in ("FACT_CHECK_CACHE_DIR", "FACT_CHECK_DATA_DIR")}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(bash, cwd=desk.root, env=env, capture_output=True, text=True, check=False)


def gitlab_job() -> dict[str, Any]:
    """Return the job of docs/ci/gitlab-ci.yml."""
    job: dict[str, Any] = yaml.safe_load((REPOSITORY / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))
    return job["fact-check"]  # type: ignore[no-any-return]


def run_gitlab_job(desk: Desk, path: str, base: str = "") -> subprocess.CompletedProcess[str]:
    """Run the script of that job in bash."""
    (script,) = gitlab_job()["script"]
    kept = {key: value for key, value in os.environ.items() if key in ("FACT_CHECK_CACHE_DIR", "FACT_CHECK_DATA_DIR")}
    env = {"PATH": path, "HOME": str(desk.root), "BASE": base, **kept}
    return subprocess.run(["bash", "-c", script], cwd=desk.root, env=env, capture_output=True, text=True, check=False)


def configure_pre_commit(desk: Desk) -> None:
    """Write a desk's .pre-commit-config.yaml, with the hook as a program that is installed already."""
    (hook,) = load_manifest(str(REPOSITORY / ".pre-commit-hooks.yaml"))
    local = {key: hook[key] for key in ("id", "name", "entry", "require_serial")}
    hooks = [{**local, "language": "system", "files": "^drafts/"}]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (desk.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")


def pre_commit(desk: Desk, path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Stage everything, and run pre-commit."""
    desk.git("add", "-A")
    env = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(desk.root.parent / "pre-commit")}
    command = [sys.executable, "-m", "pre_commit", "run", *arguments]
    return subprocess.run(command, cwd=desk.root, env=env, capture_output=True, text=True, check=False)
