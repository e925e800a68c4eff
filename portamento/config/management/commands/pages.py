"""manage.py pages: every address, its view, who may."""

from django.core.management.base import BaseCommand

from portamento.config import describe


class Command(BaseCommand):
    help = "Prints the table of pages and rights."

    def handle(self, **options):
        self.stdout.write(describe.pages())
