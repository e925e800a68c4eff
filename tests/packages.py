"""What the tests want of the distribution: installed where we may, once."""

import os
import shutil
import subprocess


def install(package: str, name: str) -> bool:
    """Only root may, and only where there is apt."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {name} (once)…", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-q", "-y", "--no-install-recommends"]
    return (
        subprocess.run([*get, "update"], env=env, **quiet).returncode == 0
        and subprocess.run([*get, "install", package], env=env, **quiet).returncode == 0
    )
