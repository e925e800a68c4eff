"""The browser of the journeys: the one this machine has, or the distribution's, installed."""

import os
import shutil

from tests import packages

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
    return find() or (find() if packages.install("chromium", "Chromium") else None)


def find() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)
