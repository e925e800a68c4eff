"""Whose paper it is, as the dossier knows them: what eyes compare where nothing could be read."""

from django.utils.translation import gettext as _

from portamento.documents.models import Document
from portamento.families.models import Guardian
from portamento.families.models.persons import Contacts
from portamento.foundation import text


def of(document: Document) -> list[tuple[str, str]]:
    """Each adult with their address; each pupil it may be about, with their birth date."""
    adults = Guardian.objects.filter(family=document.family_id, left_on=None)
    named = adults.select_related("person").order_by("rank", "pk")
    rows = [(one.full_name, lives(one.person)) for one in named]
    homes = document.family.memberships.select_related("pupil__person").in_order()
    if document.pupil_id:
        homes = homes.filter(pupil=document.pupil_id)
    return [*rows, *((home.pupil.full_name, pupil(home)) for home in homes)]


def pupil(home) -> str:
    """Their own address only where it is not an adult's."""
    born = home.pupil.person.born_on
    said = _("naissance le %s") % text.day(born) if born else ""
    return ", ".join(filter(None, [said, "" if home.follows_id else lives(home)]))


def lives(given: Contacts) -> str:
    return ", ".join(line for line in given.address_lines() if line)
