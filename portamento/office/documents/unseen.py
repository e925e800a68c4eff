"""Why no page of a document is shown: what became of its file, and what may be done."""

from django.utils.translation import gettext as _

from portamento.documents import reasons
from portamento.documents.models import Check, Damage, StoredFile
from portamento.foundation import text


def why(file: StoredFile) -> str:
    """A sentence for the office; empty where its pages are shown."""
    if file.is_servable():
        return ""
    if file.check_state == Check.FORGOTTEN:
        return _("Durée de conservation passée : ce fichier a été effacé.")
    if file.check_state == Check.CLOSED:
        return _("Durée de conservation passée : personne ne peut plus ouvrir ce fichier.")
    if file.is_rejected():
        return _("Ce fichier n’est pas montré : il ne peut pas être lu sans risque.")
    if file.damage == Damage.MISSING:
        lost = _("Ce fichier est introuvable là où il était rangé.")
    elif file.damage == Damage.CHANGED:
        lost = _("Ce fichier n’est plus celui qui a été déposé.")
    else:
        return _(
            "Le contrôle de ce fichier (lecture et antivirus) n’est pas terminé. "
            "Ses pages s’afficheront ensuite, vous n’avez rien à faire."
        )
    remedy = _("L’informatique peut le restaurer d’une sauvegarde ; sinon, demandez-le à nouveau.")
    return f"{lost} {remedy}"


def told(file: StoredFile) -> dict[str, str]:
    """What its family is told of a file that machines refuse, written in advance; else nothing."""
    if not file.is_rejected():
        return {}
    sentence = reasons.sentence_of(file.problem, text.clipped(file.name))
    return {"reason": reasons.RefusalReason.OTHER, "note": sentence}
