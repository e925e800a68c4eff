"""Somebody of an office: the first director above all."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portamento.accounts import team
from portamento.accounts.roles import Role
from portamento.config.management.commands import prepare
from portamento.schools.models import School
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed

ROLES = [role.value for role in Role if role]


class Command(BaseCommand):
    help = (
        "Opens an account of the office and prints its provisional password, or mails the way in."
    )

    def add_arguments(self, parser):
        parser.add_argument("school", help="its slug")
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument("--identifier", default="", help="made from the name when left out")
        parser.add_argument("--role", choices=ROLES, default=Role.DIRECTOR.value)
        parser.add_argument("--mail", action="store_true", help="mail it instead of printing")

    def handle(self, *, school, mail, **options):
        prepare.insist()
        found = School.objects.filter(slug=school).first()
        if found is None:
            raise CommandError(f"No school « {school} »: manage.py create-school.")
        if mail and not options["email"]:
            raise CommandError("--mail needs --email.")
        wanted = {name: options[name] for name in ("name", "email", "identifier", "role")}
        try:
            with scope(found):
                self.open(mail, wanted)
        except NotAllowed as refused:
            raise CommandError(str(refused)) from refused

    def open(self, mail, wanted):
        if mail:
            account = team.welcome(**wanted, by=None)
            fate = "sent to" if settings.SMTP else "kept until there is a mail server, for"
            self.stdout.write(f"{account.identifier}: {fate} {account.email}.")
            return
        account, password = team.welcome_at_desk(**wanted, by=None)
        self.stdout.write(f"{settings.PUBLIC_URL}/connexion/?site={account.school.slug}")
        self.stdout.write(f"Identifiant: {account.identifier}")
        self.stdout.write(f"Mot de passe provisoire (24 h): {password}")
