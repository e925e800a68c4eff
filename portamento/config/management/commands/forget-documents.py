"""manage.py forget-documents: what the night does; --dry-run shows it and does nothing."""

from datetime import date

from django.core.management.base import BaseCommand

from portamento.config.management.commands import prepare
from portamento.documents.retention import End
from portamento.foundation import clock
from portamento.reenrolment import keeping, sweeps
from portamento.schools.models import School
from portamento.schools.scope import scope

BECOMES = {
    End.ERASE: "erased",
    End.RESULT: "erased, its result stays",
    End.VISA: "closed until the Archives départementales agree",
}


class Command(BaseCommand):
    help = "Erases the documents whose time is over; those that need a visa are closed."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only show what is due, and why")
        parser.add_argument("--on", type=date.fromisoformat, help="due on that day (dry run only)")

    def handle(self, *, dry_run, on, **options):
        prepare.insist()
        number = 0
        for school in School.objects.order_by("pk"):
            with scope(school):
                for document, kept in keeping.due(on or clock.today()):
                    self.stdout.write(self.line(document, kept))
                    number += 1
        if not dry_run and not on:
            number = sum(1 for _ in sweeps.forget_documents())
        self.stdout.write(f"{number} due." if dry_run or on else f"{number} done.")

    def line(self, document, kept) -> str:
        """No names: a log is no place for them."""
        return (
            f"{document.school}: document {document.pk}, {document.kind}, received "
            f"{document.received_at:%Y-%m-%d}, kept until {kept.until}: {BECOMES[kept.rule.end]}. "
            f"{kept.why} ({kept.rule.law})"
        )
