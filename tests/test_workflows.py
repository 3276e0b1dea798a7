"""The workflows: pinned actions, few permissions, and nothing but targets of the Makefile."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
# What no target can do: it needs the repository's own rights.
OTHER = {"gh release upload", "git -c", "git push"}
RIGHTS = {"publish": {"pages", "id-token"}, "attach": {"contents"}, "date": {"contents"}}


def by_name(path):
    return path.name


def test_there_are_workflows():
    assert [path.stem for path in WORKFLOWS] == ["book", "release", "weekly"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_actions_are_pinned_and_say_their_version(path):
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_jobs_may_only_read_unless_they_must_write(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert set(job.get("permissions", {})) == RIGHTS.get(name, set())
        assert job["timeout-minutes"] <= 120


@pytest.mark.parametrize("path", WORKFLOWS, ids=by_name)
def test_what_they_run_are_targets_of_the_makefile(path):
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    steps = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    for line in "\n".join(steps).replace("\\\n", "").splitlines():
        if line.startswith("make "):
            assert set(line.split()[1:]) <= TARGETS
        else:
            assert any(line.startswith(command) for command in OTHER), line
