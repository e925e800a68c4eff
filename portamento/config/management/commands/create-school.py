"""A new conservatoire on this installation."""

from django.core.management.base import BaseCommand, CommandError

from portamento.administration import actions
from portamento.workflow.action import NotAllowed


class Command(BaseCommand):
    help = "Creates a school with this school year and the next; then run create-staff."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="short name, as in ?site=valmont")
        parser.add_argument("name", help="« Conservatoire de Valmont »")
        parser.add_argument("town")
        parser.add_argument("--phone", default="")
        parser.add_argument("--email", default="", help="where families write to the office")
        parser.add_argument("--sender", default="", help="the From of the letters")
        parser.add_argument("--host", default="", help="host name of this school's portal")

    def handle(self, *, slug, name, town, phone, email, sender, host, **options):
        fields = {"phone": phone, "email": email, "sender": sender, "host_names": host}
        try:
            actions.create_school(slug, name=name, town=town, by=None, **fields)
        except NotAllowed as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{name} ({slug}).")
        self.stdout.write(f"manage.py create-staff {slug} --role director --name … --email …")
