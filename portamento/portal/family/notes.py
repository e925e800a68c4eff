"""What stands beside a field: the office's answer, or a new address still to be confirmed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.changes.models import FieldChange, State
from portamento.families import fields
from portamento.families.sheets import Sheet
from portamento.foundation import text


def beside(sheet: Sheet, name: str) -> dict[str, str] | None:
    """As `ui.field` takes it (`answer`); None where there is nothing to say."""
    if name == "email" and sheet.unconfirmed:
        sentence = _("Pour adopter %s, ouvrez le lien que nous y avons envoyé.")
        return {
            "title": _("À confirmer."),
            "text": sentence % sheet.unconfirmed,
            "url": reverse("portal:family.email"),
            "link": _("Renvoyer le lien ou annuler"),
        }
    row = sheet.decided.get(name)
    return decision(sheet, row) if row and is_true(sheet, row) else None


def is_true(sheet: Sheet, row: FieldChange) -> bool:
    """What was accepted and then corrected by the office is no longer what stands there."""
    return row.state != State.APPLIED or sheet.holder.read(row.field) == row.proposed


def decision(sheet: Sheet, row: FieldChange) -> dict[str, str]:
    """« Refusé le 3 juin. », why, and what had been asked."""
    day = {"day": text.day(row.decided_at)}
    if row.state == State.APPLIED:
        return {"title": _("Accepté le %(day)s.") % day, "kind": "done"}
    asked = _("Vous aviez demandé : %s.") % (words(sheet, row.field, row.proposed) or _("vide"))
    if row.state == State.OUTDATED:
        moved = _("La valeur avait changé entre-temps.")
        return {"title": _("Sans suite le %(day)s.") % day, "text": f"{moved} {asked}"}
    reason = row.reason if row.reason.endswith((".", "!", "?")) else f"{row.reason}."
    return {"title": _("Refusé le %(day)s.") % day, "text": f"{reason} {asked}", "kind": "wrong"}


def words(sheet: Sheet, name: str, written: str) -> str:
    """A stored value as the person reads it on the page."""
    if name != "follows":
        return fields.named(name).show(written)
    names = (one.full_name for one in sheet.holder.guardians if str(one.pk) == written)
    return next((_("coordonnées %s") % text.of(name) for name in names), _("coordonnées propres"))
