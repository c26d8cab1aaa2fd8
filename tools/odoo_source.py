"""Bring Odoo 19: what the user names, what is kept, Debian's package, a git clone."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import paths
from steps import output, run, say, stop_with

SERIES = "19.0"
GIT_ADDRESS = "https://github.com/odoo/odoo.git"
DEBIAN_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# The package's web assets are relative links into these packages
DEBIAN_PACKAGES = (
    "odoo-19",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
)


def ensure_odoo():
    """Return the `odoo` package of the Odoo to use, and say once what it is."""
    named = os.environ.get("ODOO_SOURCE")
    if named:
        return _package_in(Path(named)) or stop_with(
            f"ODOO_SOURCE is no Odoo {SERIES} (no odoo/release.py in it): {named}"
        )
    kept = _kept()
    if kept:
        return kept
    package = _from_debian() or _from_git()
    if not package:
        stop_with("No Odoo 19: name a source checkout, as in ODOO_SOURCE=/path/to/odoo")
    return package


def odoo_identity():
    """Name the Odoo in use, so that prepared databases are rebuilt with another one."""
    named = os.environ.get("ODOO_SOURCE")
    if not named:
        return json.dumps(json.loads(paths.ODOO_RECORD.read_text()), sort_keys=True)
    package = _package_in(Path(named))
    commit = ""
    if (package.parent / ".git").exists():
        commit = output("git", "-C", package.parent, "rev-parse", "HEAD").strip()
    return f"{package} {commit} {(package / 'release.py').stat().st_mtime_ns}"


def addons_paths(package):
    """Return the folders of Odoo's own addons besides the package's."""
    beside = package.parent / "addons"
    return [beside] if (beside / "web" / "__manifest__.py").exists() else []


def _package_in(folder):
    for candidate in (folder, folder / "odoo", *folder.glob("usr/lib/python3/*/odoo")):
        release = candidate / "release.py"
        if release.exists() and "version_info = (19, 0" in release.read_text():
            return candidate.resolve()
    return None


def _kept():
    if not paths.ODOO_RECORD.exists():
        return None
    return _package_in(paths.ODOO_FOLDER)


def _record(**facts):
    paths.ODOO_RECORD.write_text(json.dumps(facts, indent=2) + "\n")
    say(f"Odoo {facts['version']} from {facts['from']}")


# --- Debian's package -----------------------------------------------------------


def _from_debian():
    mirror = _debian_mirror()
    if not mirror or not DEBIAN_KEYRING.exists():
        return None
    say("fetching Odoo 19 from Debian sid (130 MB; the system stays as it is)")
    archives = _download_from_sid(mirror)
    if not archives:
        return None
    shutil.rmtree(paths.ODOO_FOLDER, ignore_errors=True)
    paths.ODOO_FOLDER.mkdir(parents=True)
    for archive in archives:
        say(f"unpacking {archive.name}")
        run("dpkg", "-x", archive, paths.ODOO_FOLDER)
    package = _package_in(paths.ODOO_FOLDER)
    if not package:
        return None
    # The package holds the Python half of all addons a second time, unused
    shutil.rmtree(package.parent / "addons", ignore_errors=True)
    add_missing_assets(package)
    _record_debian(archives)
    return package


def _debian_mirror():
    """Return the address of the Debian mirror that this machine uses already."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return None
    for refreshed in (False, True):
        if refreshed:
            if os.geteuid() != 0:
                return None
            run("apt-get", "update", "-qq")
        listed = output(
            "apt-get",
            "indextargets",
            "--format",
            "$(REPO_URI)|$(ORIGIN)|$(LABEL)",
            "Created-By: Packages",
        )
        for row in listed.splitlines():
            address, _, origin = row.partition("|")
            if origin == "Debian|Debian":
                return address
    return None


def _download_from_sid(mirror):
    """Fetch the packages with lists and a cache of our own, so without root."""
    folder = paths.CACHE / "apt"
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    sources = folder / "sources.list"
    sources.write_text(f"deb [signed-by={DEBIAN_KEYRING}] {mirror} sid main\n")
    options = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "",
    }
    apt = ["apt-get"]
    for name, value in options.items():
        apt += ["-o", f"{name}={value}"]
    paths.DOWNLOADS.mkdir(parents=True, exist_ok=True)
    for step in (["update"], ["download", *DEBIAN_PACKAGES]):
        done = subprocess.run(
            [*apt, *step],
            check=False,
            cwd=paths.DOWNLOADS,
            stdin=subprocess.DEVNULL,
            stdout=2,
        )
        if done.returncode:
            say(f"Debian sid did not answer `{step[0]}`, trying the next source")
            return []
    return [_newest(name) for name in DEBIAN_PACKAGES]


def _newest(package):
    found = paths.DOWNLOADS.glob(f"{package}_*.deb")
    return max(found, key=lambda path: path.stat().st_mtime)


def _record_debian(archives):
    _record(
        version=archives[0].name.split("_")[1],
        **{"from": "Debian sid"},
        sha256={
            archive.name: hashlib.sha256(archive.read_bytes()).hexdigest()
            for archive in archives
        },
    )


def add_missing_assets(package):
    """Add what Debian leaves out: one script of mail, and the icons' old font.

    Without the script every page logs an error; without the font (its links lead
    to names that today's fonts-font-awesome no longer has) there are no icons.
    """
    modules = paths.NODE_FOLDER / "node_modules"
    script = "selfie_segmentation/selfie_segmentation.js"
    target = package / "addons" / "mail" / "static" / "lib" / script
    target.parent.mkdir(exist_ok=True)
    shutil.copy(modules / "@mediapipe" / script, target)
    icons = package / "addons" / "web" / "static"
    for link in icons.rglob("*"):
        font = modules / "font-awesome" / "fonts" / link.name
        if link.is_symlink() and not link.exists() and font.exists():
            link.unlink()
            shutil.copy(font, link)


# --- the public repository ------------------------------------------------------


def _from_git():
    if not shutil.which("git"):
        return None
    say(f"cloning the branch {SERIES} of Odoo (about 300 MB, shallow)")
    shutil.rmtree(paths.ODOO_FOLDER, ignore_errors=True)
    clone = ["git", "clone", "--depth=1", "--branch", SERIES]
    if subprocess.run([*clone, GIT_ADDRESS, paths.ODOO_FOLDER]).returncode:
        return None
    commit = output("git", "-C", paths.ODOO_FOLDER, "rev-parse", "HEAD").strip()
    _record(version=SERIES, commit=commit, **{"from": "a clone of its repository"})
    return _package_in(paths.ODOO_FOLDER)
