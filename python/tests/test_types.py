"""The types hold: mypy, pyright and stubtest, where they are installed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]


def run(*call: str) -> None:
    done = subprocess.run(call, cwd=PACKAGE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


needs_mypy = pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")


@needs_mypy
def test_mypy() -> None:
    run(sys.executable, "-m", "mypy", "--strict", "python/tinviet", "tests/typed.py")


@needs_mypy
def test_the_stub_says_what_is_there(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    # Made by PyO3.
    allowed.write_text("tinviet._tinviet.__all__\n")
    run(sys.executable, "-m", "mypy.stubtest", "--mypy-config-file", "pyproject.toml", "--allowlist", str(allowed), "tinviet._tinviet")


@pytest.mark.skipif(shutil.which("pyright") is None, reason="pyright is not installed")
def test_pyright() -> None:
    run("pyright", "python/tinviet", "tests/typed.py")
