"""Leaving a document, and with the last one its household: one letter says what is to do again."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portamento.documents.models import Check, Document, State
from portamento.families.models import Family
from portamento.foundation import text
from portamento.office.documents import rows, way
from portamento.reenrolment import actions

TO_CHECK = Q(state=State.RECEIVED, file__check_state__in=[Check.PENDING, Check.CLEAN])


def onward(request: HttpRequest, document: Document):
    """After a decision on the way through a list; elsewhere the household is told by its button."""
    family = document.family
    if way.of(request).walks and is_done(family) and rows.untold(family.pk):
        tell(request, family)
    return way.onward(request, document)


def is_done(family: Family) -> bool:
    """Nothing of that household is left to check."""
    return not Document.objects.filter(TO_CHECK, family=family).exists()


def tell(request: HttpRequest, family: Family) -> None:
    """One letter, and the office is told that it has left. Raises NotAllowed."""
    number = actions.tell_refusals(family, by=request.user)
    facts = {
        "family": family.name,
        "number": text.count(number, _("document à refaire"), _("documents à refaire")),
    }
    messages.success(request, _("Famille %(family)s prévenue en un message : %(number)s.") % facts)
