"""manage.py build-demo: two fictional schools and their people."""

from django.core.management.base import BaseCommand, CommandError

from portamento.demo import cast
from portamento.schools.models import School


class Command(BaseCommand):
    help = "Builds the demo's schools, families and dossiers."

    def add_arguments(self, parser):
        parser.add_argument("--small", action="store_true", help="only the people with a name")

    def handle(self, *, small=False, **options):
        if School.objects.exists():
            raise CommandError("There is a school already: the demo is built on an empty database.")
        self.stdout.write("  Valmont and its families…")
        cast.valmont(many=not small)
        self.stdout.write("  Bellerive…")
        cast.bellerive()
