"""Where the portal is, for the town's site and for posters."""

import io

import segno
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock, text
from portamento.mailroom import papers_facts
from portamento.mailroom.models import Paper
from portamento.reenrolment.models import Campaign
from portamento.schools import address as addresses
from portamento.schools.scope import current
from portamento.workflow.action import action

TEMPLATE = "poster"


def door() -> str:
    """Where one comes in, the Site chosen in advance where there is a choice."""
    return addresses.page("/connexion/" if addresses.site() else "/")


def qr_svg(address: str) -> str:
    """A drawing that a telephone's camera reads as the address."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0)
    return out.getvalue().decode()


def qr_image(address: str) -> str:
    """The same as the source of an image."""
    return segno.make(address, error="m").svg_data_uri(border=2, scale=4)


@action
def order_poster(campaign: Campaign | None, *, by) -> Paper:
    """For the hall: the worker prints it."""
    school = current()
    address = door()
    paper = Paper.objects.create(
        template=TEMPLATE,
        facts={
            "date": clock.today().isoformat(),
            "school": papers_facts.school_facts(school),
            "sentence": sentence(campaign),
            "address": address.split("://", 1)[1].rstrip("/"),
            "qr": qr_svg(address),
            "help": _("Sans ordinateur ni téléphone : venez à l’accueil. %s") % school.phone,
        },
        name=_("affiche-reinscriptions.pdf"),
        wanted_at=clock.now(),
    )
    record("poster.ordered", school, address=address)
    return paper


def sentence(campaign: Campaign | None) -> str:
    """« Réinscrivez-vous jusqu’au mardi 15 juin, 23 h 59 »."""
    if campaign is None or campaign.is_over(clock.now()):
        return _("Votre espace famille est en ligne")
    return _("Réinscrivez-vous jusqu’au %s") % text.deadline(campaign.closes_at)
