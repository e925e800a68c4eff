"""Joins the small CSS and JS files into the few that a page loads; no build, no import left."""

import re
import shutil
import tempfile
import weakref
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

HERE = Path(__file__).parent
LAYERS = ("reset", "tokens", "base", "components", "pages", "print")

# The order is that of the cascade.
COMPONENTS = [
    "link",
    "button",
    "field",
    "choice",
    "fieldset",
    "errors",
    "notice",
    "state",
    "tabs",
    "table",
    "money",
    "tasks",
    "tracker",
    "timeline",
    "upload",
    "diff",
    "pagination",
    "dialog",
    "details",
    "empty",
    "figures",
    "header",
    "footer",
    "idle",
]
OFFICE_COMPONENTS = [*COMPONENTS, "menu", "viewer", "queue", "plot"]

# What others import comes before them, outside any block.
SHARED = ["behaviour", "words", "send", "line", "piece", "hold", "keys-memory", "renew"]
BEHAVIOURS = [
    "reveal",
    "focus-errors",
    "autosave",
    "upload",
    "idle",
    "dialog",
    "confirm",
    "autosubmit",
    "print",
]
OFFICE_BEHAVIOURS = [*BEHAVIOURS, "keys", "keys-switch", "tick-all"]

IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def stylesheet(components):
    """Every file in its layer, so that the order of layers decides, not that of files."""
    files = {
        layer: [HERE / "css" / f"{layer}.css"] for layer in LAYERS if layer != "components"
    } | {"components": [HERE / "components" / f"{name}.css" for name in components]}
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        for path in files[layer]:
            rules = COMMENT.sub("", path.read_text("utf-8")).strip()
            parts.append(f"@layer {layer} {{\n{rules}\n}}")
    return "\n".join(parts) + "\n"


def script(behaviours, vendor=()):
    """Each file in a block of its own, so that its names stay its own."""
    parts = [(HERE / "vendor" / name).read_text("utf-8").strip() for name in vendor]
    for name in [*SHARED, *behaviours, "start"]:
        source = (HERE / "behaviours" / f"{name}.js").read_text("utf-8")
        source = COMMENT.sub("", IMPORT.sub("", source)).strip()
        parts.append(EXPORT.sub("", source) if name in SHARED else f"{{\n{source}\n}}")
    return "\n".join(parts) + "\n"


def bundles():
    """What a page may ask for, by its public name."""
    answer = {
        "portal.css": stylesheet(COMPONENTS).encode(),
        "office.css": stylesheet(OFFICE_COMPONENTS).encode(),
        "portal.js": script(BEHAVIOURS).encode(),
        "office.js": script(OFFICE_BEHAVIOURS, vendor=["htmx.min.js"]).encode(),
    }
    for path in sorted((HERE / "fonts").iterdir()):
        answer[f"fonts/{path.name}"] = path.read_bytes()
    answer["icon.svg"] = (HERE / "pictures" / "icon.svg").read_bytes()
    answer["vendor/htmx-licence.txt"] = (HERE / "vendor" / "htmx-licence.txt").read_bytes()
    return answer


class BundleFinder(BaseFinder):
    """Gives the joined files to collectstatic, and to the servers that look for sources."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.folder = Path(tempfile.mkdtemp(prefix="portamento-ui-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        self.storage = FileSystemStorage(location=self.folder)
        self.written_from = None

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        self.write()
        found = self.folder / path
        if ".." in Path(path).parts or not found.is_file():
            return []
        return [str(found)] if find_all or kwargs.get("all") else str(found)

    def list(self, ignore_patterns):
        self.write()
        for found in sorted(self.folder.rglob("*")):
            if found.is_file():
                yield found.relative_to(self.folder).as_posix(), self.storage

    def write(self):
        """Writes anew when a source has changed, or when a cleaner of /tmp has passed."""
        sources = max(path.stat().st_mtime_ns for path in HERE.rglob("*.[cj]s*"))
        if sources == self.written_from and (self.folder / "portal.css").exists():
            return
        for name, content in bundles().items():
            place = self.folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        self.written_from = sources
