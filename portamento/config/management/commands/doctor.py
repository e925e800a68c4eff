"""manage.py doctor: whether what must hold everywhere still holds. Changes nothing."""

from django.core.management.base import BaseCommand, CommandError

from portamento.config import checkup


class Command(BaseCommand):
    help = "Checks that no key crosses schools and that the journal is whole."

    def handle(self, **options):
        found = list(checkup.findings())
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} found.")
        self.stdout.write("All is well.")
