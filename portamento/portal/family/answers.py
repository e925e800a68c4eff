"""What someone asks to change of an identity, what the page then says, and one change in words."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.changes.models import FieldChange
from portamento.families import kinds, sheets
from portamento.families.holders import Holder
from portamento.families.models.policies import Subject
from portamento.families.rules import Difference
from portamento.families.sheets import Sheet


def submit(request: HttpRequest, sheet: Sheet, typed: Mapping[str, Any]) -> None:
    """Asks for what differs, if anything does, and says what becomes of it."""
    difference = sheet.difference(typed)
    if difference:
        account = request.guardian.account
        sheets.propose(sheet, difference, asker=account, by=request.user)
    say(request, sheet, difference)


def say(request: HttpRequest, sheet: Sheet, difference: Difference) -> None:
    """What awaits validation, what counts already, and what is still to be done."""
    if not difference:
        messages.info(request, _("Rien n’a changé."))
        return
    asked = set(difference.new)
    if sheet.asks_confirmation(difference):
        asked.discard("email")
        _seen, address = difference.new["email"]
        messages.warning(
            request,
            _("Ouvrez le lien envoyé à %s : la nouvelle adresse ne compte qu’après.") % address,
        )
    at_once = sheet.immediate(asked)
    if asked - at_once:
        messages.success(
            request,
            _(
                "Demande reçue, en attente de validation par le service scolarité. "
                "Un accusé de réception vous est envoyé."
            ),
        )
    if at_once:
        messages.success(request, _("Modifications enregistrées."))
    if difference.undone:
        messages.success(request, _("Changement annulé : la valeur en vigueur reste utilisée."))


def page_of(change: FieldChange, subject: Holder) -> str:
    """The identity page where that change is shown."""
    if change.kind == Subject.GUARDIAN:
        return reverse("portal:family.show")
    return reverse("portal:pupils.show", kwargs={"pk": subject.membership.pupil_id})


def words(change: FieldChange, subject: Holder) -> dict[str, Any]:
    """Label, before and asked, as people read them."""
    kind = kinds.named(change.kind)
    return {
        "person": kind.title(subject),
        "facts": [
            (_("Champ"), kind.label(change.field)),
            (_("Avant"), kind.show(subject, change.field, change.seen) or _("vide")),
            (_("Demandé"), kind.show(subject, change.field, change.proposed) or _("vide")),
            (_("État"), change.get_state_display()),
        ],
    }
