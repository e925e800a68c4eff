"""The browser of the journeys: the one this machine has, or the distribution's, installed."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def flags() -> list[str]:
    """Chromium's own sandbox refuses to run as root; a build machine's root has no other way."""
    return [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*FLAGS]


def path() -> str | None:
    """Where Chromium is; installs it with apt where we may. None where there is none."""
    return find() or (find() if install() else None)


def find() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> bool:
    """Only root may, and only where there is apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing Chromium (once)…", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-q", "-y", "--no-install-recommends"]
    return (
        subprocess.run([*get, "update"], env=env, **quiet).returncode == 0
        and subprocess.run([*get, "install", "chromium"], env=env, **quiet).returncode == 0
    )
