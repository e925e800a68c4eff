"""manage.py prepare: whatever a new version needs before it serves; quick when nothing changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portamento.ui import bundles


class Command(BaseCommand):
    help = "Brings the database up to date and joins styles and scripts."

    def handle(self, **options):
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        mark = Path(settings.STATIC_ROOT) / ".made-from"
        sources = digest()
        if not mark.exists() or mark.read_text() != sources:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            mark.write_text(sources)


def digest() -> str:
    """What the files a page loads are made from."""
    found = hashlib.sha256()
    for path in sorted(bundles.HERE.rglob("*")):
        if path.suffix in {".css", ".js", ".woff2", ".py", ".txt"}:
            found.update(f"{path.relative_to(bundles.HERE)}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
