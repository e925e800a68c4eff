"""The tests' settings: a folder of their own, nothing of the developer's environment."""

import os
import tempfile
from pathlib import Path

if "PORTAMENTO_DATA" not in os.environ:
    os.environ["PORTAMENTO_DATA"] = tempfile.mkdtemp(prefix="portamento-tests-")
    os.environ["PORTAMENTO_TESTS_FOLDER"] = os.environ["PORTAMENTO_DATA"]
# Tests that run side by side share no file and no inspector.
part = Path(os.environ["PORTAMENTO_DATA"], os.environ.get("PYTEST_XDIST_WORKER", ""))
os.environ["PORTAMENTO_DATA"] = str(part)
os.environ.setdefault("PORTAMENTO_SECRET", "tests only, tests only, tests only")
os.environ.setdefault("PORTAMENTO_DEMO", "1")

from portamento.config.settings import *  # noqa: F403
from portamento.config.settings import STATIC_ROOT, STORAGES

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES = STORAGES | {"staticfiles": PLAIN}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
