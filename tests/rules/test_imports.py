"""The arrows between the packages: complete, and watched."""

import shutil
import subprocess
import sys
import tomllib

from tests.rules.house import ROOT, files, packages, relative

VIOLATIONS = {
    "common/text.py": "import mailing",
    "articles/urls.py": "import comments.apps",
    "comments/urls.py": "import campaigns.apps",
    "comments/screening/rules.py": "import common.text",
    "mailing/outbox.py": "import mailing.tasks",
    "awareness/models.py": "import awareness.views",
    "campaigns/signups.py": "import campaigns.tasks",
    "articles/reading.py": "import articles.views",
    "comments/moderation.py": "import comments.tasks",
    "comments/nudging.py": "import comments.verdicts",
}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_package_stands_in_the_import_contract():
    layers = CONTRACTS["contracts"][0]["layers"]
    named = {name.strip() for layer in layers for name in layer.split("|")}
    assert named == packages()
    assert set(CONTRACTS["root_packages"]) == packages()


def test_an_import_against_the_arrows_is_noticed(tmp_path):
    for path in files(".py", ".toml"):
        copy = tmp_path / relative(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for name, violation in VIOLATIONS.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{violation}\n")
    answer = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=tmp_path,
        env={"PATH": "", "COLUMNS": "200", "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1, answer.stdout + answer.stderr
    for contract in CONTRACTS["contracts"]:
        assert f"{contract['name']} BROKEN" in answer.stdout
