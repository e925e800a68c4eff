"""manage.py describe: writes what of docs/ is made from the code."""

from django.core.management.base import BaseCommand

from portamento.config import describe


class Command(BaseCommand):
    help = "Writes docs/pages.md, docs/lifecycles.md and docs/settings.md."

    def handle(self, **options):
        for name, make in describe.DOCS.items():
            (describe.folder() / name).write_text(make())
            self.stdout.write(f"docs/{name}")
