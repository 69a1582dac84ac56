"""Who may import whom: the contracts in pyproject.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.guards.sources import PRODUCT, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


def run(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-logo", "--no-cache", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_is_kept() -> None:
    done = run()
    assert done.returncode == 0, done.stdout


def test_an_import_that_goes_up_breaks_the_contract(tmp_path: Path) -> None:
    """The same contracts, over a house of two apps where the lower one calls the upper."""
    for name, text in {"kernel": "", "children": "import alongside.plans", "plans": ""}.items():
        package = tmp_path / "src" / "alongside" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(text)
    (tmp_path / "src" / "alongside" / "__init__.py").touch()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    done = subprocess.run(
        [str(LINTER), "--no-logo", "--no-cache", "--contract", "apps"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "alongside.children is not allowed to import alongside.plans" in done.stdout


def test_every_app_has_its_place() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = " ".join(config["tool"]["importlinter"]["contracts"][0]["layers"])
    placed = {word.strip("()") for word in layers.replace("|", " ").split()}
    apps = {path.parent.name for path in PRODUCT.glob("*/__init__.py")}
    assert apps <= placed
