"""Debian packages the project needs: named on screen, then installed by root only."""

import ctypes
import os
import shutil
import subprocess

from steps import child_environment, run, say, stop_with


def _has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_ensurepip():
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def _has_persian_font():
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":lang=fa", "family"],
        check=False,
        capture_output=True,
        text=True,
        env=child_environment(),
    )
    return "Noto Naskh Arabic" in listed.stdout or "Vazirmatn" in listed.stdout


# package: (what it is for, is it there?)
SERVER = {
    "python3-venv": ("a virtual environment", _has_ensurepip),
    "libmagic1": ("file types", lambda: _has_library("libmagic.so.1")),
    "libpango-1.0-0": ("PDF layout", lambda: _has_library("libpango-1.0.so.0")),
    "libpangoft2-1.0-0": ("PDF fonts", lambda: _has_library("libpangoft2-1.0.so.0")),
    "libharfbuzz-subset0": (
        "small PDF files",
        lambda: _has_library("libharfbuzz-subset.so.0"),
    ),
    "fontconfig": ("finding fonts", lambda: shutil.which("fc-list")),
    "fonts-noto-core": ("a Persian font for the paper", _has_persian_font),
}
TESTS = {
    "chromium": ("browser tests", lambda: shutil.which("chromium")),
    "poppler-utils": ("reading PDFs back", lambda: shutil.which("pdftotext")),
}
# Only where the machine's own Debian has it: the font Persian readers know best
WELCOME = ("fonts-vazirmatn",)


def ensure_system_packages(wanted):
    missing = [name for name, (_, there) in wanted.items() if not there()]
    if not missing:
        return
    for name in missing:
        say(f"missing: {wanted[name][0]} (Debian package {name})")
    install = f"apt-get install {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop_with(f"Ask the administrator for these packages, as root: {install}")
    run("apt-get", "update", "-qq")
    missing += [name for name in WELCOME if _is_known(name)]
    say(f"installing Debian packages: {' '.join(missing)}")
    run(
        "apt-get",
        "install",
        "--yes",
        "--no-install-recommends",
        *missing,
        env=child_environment(DEBIAN_FRONTEND="noninteractive"),
        stdin=subprocess.DEVNULL,
        stdout=2,
    )
    still = [name for name in wanted if not wanted[name][1]()]
    if still:
        stop_with(f"Installed, yet not found by Python or PATH: {' '.join(still)}")


def _is_known(package):
    shown = subprocess.run(
        ["apt-cache", "show", package], check=False, capture_output=True
    )
    return shown.returncode == 0
