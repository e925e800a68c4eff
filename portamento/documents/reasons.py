"""The sentences people read when a file is not accepted, by the inspector or by the office."""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portamento.documents.inspector.guess import PHOTO, WORD
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_PAGES, MEGABYTE
from portamento.documents.inspector.verdict import Reason, Verdict

LIMITS = {"megabytes": MAX_FILE_BYTES // MEGABYTE, "pages": MAX_PAGES}
LIMITS_SENTENCE = format_lazy(
    _("Un fichier PDF, {megabytes} Mo et {pages} pages au plus, sans mot de passe."), **LIMITS
)
CHECK_PENDING = _("Contrôle en cours. Votre fichier est bien arrivé : vous n’avez rien à faire.")

# What is wrong, then what to do. `%(name)s` is the file as its sender called it.
SENTENCES = {
    Reason.NOT_A_PDF: _(
        "« %(name)s » n’est pas un fichier PDF. Ouvrez-le, choisissez « Imprimer », "
        "puis « Enregistrer en PDF », et envoyez le PDF obtenu."
    ),
    Reason.EMPTY: _(
        "« %(name)s » est vide : l’envoi a peut-être été interrompu. "
        "Vérifiez que le fichier s’ouvre chez vous, puis choisissez-le à nouveau."
    ),
    Reason.TOO_LARGE: _(
        "« %(name)s » dépasse %(megabytes)s Mo. Numérisez la page à nouveau en noir et blanc "
        "ou en qualité moyenne, ou n’envoyez que les pages demandées."
    ),
    Reason.TOO_MANY_PAGES: _(
        "« %(name)s » compte plus de %(pages)s pages. N’envoyez que les pages demandées : "
        "choisissez « Imprimer », indiquez ces pages, puis « Enregistrer en PDF »."
    ),
    Reason.NO_PAGES: _(
        "« %(name)s » ne contient aucune page. Vérifiez que le fichier s’ouvre chez vous, "
        "puis enregistrez le document en PDF à nouveau."
    ),
    Reason.LOCKED: _(
        "« %(name)s » est protégé par un mot de passe : nous ne pouvons pas l’ouvrir. "
        "Ouvrez-le avec son mot de passe, choisissez « Imprimer », "
        "puis « Enregistrer en PDF », et envoyez cette copie."
    ),
    Reason.EMBEDDED_FILE: _(
        "« %(name)s » contient un autre fichier en pièce jointe, ce que nous n’acceptons pas. "
        "Ouvrez-le, choisissez « Imprimer », puis « Enregistrer en PDF », et envoyez cette copie."
    ),
    Reason.ACTIVE_CONTENT: _(
        "« %(name)s » contient un programme ou un formulaire interactif, "
        "ce que nous n’acceptons pas. Ouvrez-le, choisissez « Imprimer », "
        "puis « Enregistrer en PDF », et envoyez cette copie : vos réponses y restent lisibles."
    ),
    Reason.ABSURD_PAGES: _(
        "Une page de « %(name)s » a des dimensions impossibles. Ouvrez-le, "
        "choisissez « Imprimer » au format A4, puis « Enregistrer en PDF »."
    ),
    Reason.POLYGLOT: _(
        "« %(name)s » contient autre chose qu’un PDF après sa dernière page. "
        "Ouvrez-le, choisissez « Imprimer », puis « Enregistrer en PDF », "
        "et envoyez cette copie."
    ),
    Reason.UNREADABLE: _(
        "« %(name)s » est abîmé : nous n’arrivons pas à le lire. Vérifiez qu’il s’ouvre chez vous, "
        "choisissez « Imprimer », puis « Enregistrer en PDF », et envoyez le nouveau fichier."
    ),
}
OTHER_KINDS = {
    PHOTO: _(
        "« %(name)s » est une photo, pas un fichier PDF. Avec un téléphone, ouvrez la photo, "
        "choisissez « Imprimer », puis « Enregistrer en PDF »."
    ),
    WORD: _(
        "« %(name)s » est un document de traitement de texte, pas un fichier PDF. "
        "Ouvrez-le, choisissez « Enregistrer sous » ou « Exporter », puis le format PDF."
    ),
}


def sentence(verdict: Verdict, filename: str) -> str:
    """What is wrong with this file and what to do, in French; empty when it was accepted."""
    return sentence_of(verdict.reason, filename, looks_like=verdict.looks_like)


def sentence_of(reason: Reason | str | None, filename: str, *, looks_like: str = "") -> str:
    """The same from a stored code. Raises ValueError for a code that the inspector never gives."""
    if not reason:
        return ""
    template = SENTENCES[Reason(reason)]
    if reason == Reason.NOT_A_PDF:
        template = OTHER_KINDS.get(looks_like, template)
    return str(template) % {"name": filename, **LIMITS}


class RefusalReason(models.TextChoices):
    """Why the office sends a document back; a kind of document may offer its own besides."""

    ILLEGIBLE = "illegible", _("Illisible")
    INCOMPLETE = "incomplete", _("Incomplet")
    OUT_OF_DATE = "out_of_date", _("Date dépassée")
    WRONG_NAME = "wrong_name", _("Mauvais nom")
    WRONG_YEAR = "wrong_year", _("Mauvaise année")
    OTHER = "other", _("Autre")

    @property
    def sentence(self) -> str:
        """What the family reads unless the office writes it otherwise; empty for « Autre »."""
        return str(REFUSAL_SENTENCES[self.value])


REFUSAL_SENTENCES = {
    "illegible": _(
        "Le document ne se lit pas : l’image est floue, sombre ou coupée. "
        "Numérisez-le à plat, en pleine lumière, et envoyez-le à nouveau."
    ),
    "incomplete": _(
        "Il manque une page ou une partie du document. Envoyez-le à nouveau en entier, "
        "recto et verso, dans un seul fichier PDF."
    ),
    "out_of_date": _(
        "La date de validité de ce document est dépassée. Envoyez un document plus récent."
    ),
    "wrong_name": _(
        "Le document n’est pas au nom attendu. Envoyez celui qui porte votre nom, "
        "ou celui de l’élève s’il le concerne."
    ),
    "wrong_year": _(
        "Le document n’est pas celui de l’année demandée. Envoyez celui de la bonne année."
    ),
    "other": "",
}
