"""Say what happens, run a command, stop with one clear sentence."""

import hashlib
import os
import subprocess
import sys

import paths


def say(text):
    print(f"→ {text}", file=sys.stderr, flush=True)


def stop_with(sentence):
    sys.exit(f"✗ {sentence}")


def child_environment(**more):
    """Keep the caches of pip, npm, fontconfig and Chromium inside the checkout."""
    home = paths.CACHE / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "PIP_CACHE_DIR": str(paths.CACHE / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "npm_config_cache": str(paths.CACHE / "npm"),
        "npm_config_update_notifier": "false",
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONPYCACHEPREFIX": str(paths.CACHE / "pycache"),
        **more,
    }


def run(*command, **options):
    """Run to the end or stop the whole command with its name and exit code."""
    options.setdefault("env", child_environment())
    command = [str(part) for part in command]
    done = subprocess.run(command, check=False, **options)
    if done.returncode:
        stop_with(f"`{' '.join(command)}` ended with exit code {done.returncode}")
    return done


def run_showing(hidden, *command):
    """Run to the end and show what it says, but no line that starts as a hidden one."""
    command = [str(part) for part in command]
    process = subprocess.Popen(
        command,
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in process.stdout:
        if not line.startswith(hidden):
            print(line, end="", file=sys.stderr, flush=True)
    if process.wait():
        stop_with(f"`{' '.join(command)}` ended with exit code {process.returncode}")


def output(*command, **options):
    return run(*command, stdout=subprocess.PIPE, text=True, **options).stdout


def digest(*parts):
    """Name a state by what it is made of: strings, and files by their content."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part.read_bytes() if hasattr(part, "read_bytes") else part.encode())
        sha.update(b"\0")
    return sha.hexdigest()


def is_done(name, state):
    stamp = paths.STAMPS / name
    return stamp.exists() and stamp.read_text() == state


def mark_done(name, state):
    paths.STAMPS.mkdir(parents=True, exist_ok=True)
    (paths.STAMPS / name).write_text(state)


def forget(name):
    (paths.STAMPS / name).unlink(missing_ok=True)
