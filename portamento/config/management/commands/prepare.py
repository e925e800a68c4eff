"""manage.py prepare: whatever a new version needs before it serves; quick when nothing changed."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portamento.config import missing
from portamento.ui import bundles


class Command(BaseCommand):
    help = "Brings the database up to date and joins styles and scripts."
    requires_system_checks = ()

    def handle(self, **options):
        os.umask(0o077)  # what is made here is for our own user only
        if not is_up_to_date():
            call_command("migrate", verbosity=0, interactive=False)
        mark = Path(settings.STATIC_ROOT) / ".made-from"
        sources = digest()
        if not mark.exists() or mark.read_text() != sources:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            mark.write_text(sources)
        if not settings.DEMO:
            self.stdout.write("Prepared.")
        missing.tell(self, missing.everything())


def is_up_to_date() -> bool:
    """Asked first: far quicker than migrating nothing. SQLite would make the file it opens."""
    with_file = connection.vendor == "sqlite" and not connection.is_in_memory_db()
    if with_file and not Path(connection.settings_dict["NAME"]).exists():
        return False
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def insist() -> None:
    """For commands that read rows: raises CommandError, which says what to run first."""
    if not is_up_to_date():
        raise CommandError("The database is not up to date: manage.py prepare.")


def digest() -> str:
    """What the files a page loads are made from."""
    found = hashlib.sha256()
    for path in sorted(bundles.HERE.rglob("*")):
        if path.suffix in {".css", ".js", ".woff2", ".py", ".txt"}:
            found.update(f"{path.relative_to(bundles.HERE)}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
