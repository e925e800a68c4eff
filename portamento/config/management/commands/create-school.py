"""A new conservatoire on this installation."""

from argparse import ArgumentTypeError
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug

from portamento.administration import actions
from portamento.config.management.commands import prepare
from portamento.workflow.action import NotAllowed


def known_zone(name: str) -> str:
    """« Indian/Reunion »: where the school's wall clock hangs."""
    if name not in available_timezones():
        raise ArgumentTypeError(f"{name} is no time zone of the IANA list")
    return name


def short_name(words: str) -> str:
    """It stands in addresses: « ?site=valmont »."""
    return checked(words, validate_slug, "a short name: letters, digits and hyphens")


def address(words: str) -> str:
    return words and checked(words, validate_email, "an e-mail address")


def checked(words: str, validate, kind: str) -> str:
    try:
        validate(words)
    except ValidationError:
        raise ArgumentTypeError(f"{words} is not {kind}") from None
    return words


class Command(BaseCommand):
    help = "Creates a school with this school year and the next; then run create-staff."

    def add_arguments(self, parser):
        parser.add_argument("slug", type=short_name, help="short name, as in ?site=valmont")
        parser.add_argument("name", help="« Conservatoire de Valmont »")
        parser.add_argument("town")
        parser.add_argument("--phone", default="")
        parser.add_argument(
            "--email", type=address, required=True, help="where families write to us"
        )
        parser.add_argument(
            "--sender", type=address, default="", help="the From of the letters, if another"
        )
        parser.add_argument("--time-zone", default="Europe/Paris", type=known_zone)
        parser.add_argument("--host", default="", help="host name of this school's portal")

    def handle(self, *, slug, name, town, host, **options):
        prepare.insist()
        fields = {field: options[field] for field in ("phone", "email", "sender", "time_zone")}
        try:
            actions.create_school(slug, name=name, town=town, host_names=host, by=None, **fields)
        except NotAllowed as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{name} ({slug}).")
        self.stdout.write(f"manage.py create-staff {slug} --role director --name … --email …")
