"""manage.py doctor: what is wrong, and what is still to be set. Changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portamento.config import checkup, missing
from portamento.config.management.commands import prepare


class Command(BaseCommand):
    help = "Says what is not set, and whether rows, journal and files are sound; status 1 if not."

    def handle(self, **options):
        prepare.insist()
        lacks = missing.tell(self, missing.everything())
        if not settings.DEMO:
            lacks += missing.tell(self, missing.silent())
        found = list(checkup.findings())
        for line in found:
            self.stderr.write(line)
        if found or lacks:
            raise CommandError(f"{len(found)} wrong, {lacks} to see to.")
        self.stdout.write("All is well.")
