"""manage.py check-files: reads every stored file again, now. Changes nothing in the store."""

from django.core.management.base import BaseCommand, CommandError

from portamento.config.management.commands import prepare
from portamento.documents import integrity


class Command(BaseCommand):
    help = "Reads every stored file again and tells which are missing or changed."

    def handle(self, **options):
        prepare.insist()
        rows = integrity.kept().order_by("pk")
        found = [self.told(row) for row in rows.iterator() if integrity.verify(row)]
        for key in integrity.orphans():
            self.stdout.write(f"{key}: no row names it; the next night removes it")
        if found:
            raise CommandError(f"{len(found)} found.")
        self.stdout.write(f"{rows.count()} files are as they were handed in.")

    def told(self, row) -> int:
        row.refresh_from_db(fields=["damage"])
        self.stderr.write(f"file {row.pk} ({row.key}, school {row.school_id}): {row.damage}")
        return row.pk
