"""The sentences people read when a file is not accepted, by the inspector or by the office."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portamento.documents.inspector.answers import Assembly, Hint, HintCode
from portamento.documents.inspector.guess import PHOTO, WORD
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_FILES, MAX_PAGES, MEGABYTE
from portamento.documents.inspector.verdict import Reason, Verdict
from portamento.foundation import text

LIMITS = {"megabytes": MAX_FILE_BYTES // MEGABYTE, "pages": MAX_PAGES, "files": MAX_FILES}
# Where one document may be made of several files, photos too.
FILES_SENTENCE = format_lazy(
    _(
        "Jusqu’à {files} fichiers : PDF ou photos JPEG, PNG, HEIC, TIFF. "
        "{megabytes} Mo par fichier et {pages} pages en tout au plus, sans mot de passe."
    ),
    **LIMITS,
)
# What a browser offers to choose from: a telephone its camera and its gallery for these; not every
# computer knows HEIC by type.
ACCEPT_FILES = "application/pdf,image/jpeg,image/png,image/tiff,image/heic,image/heif,.heic,.heif"

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
    Reason.NOT_ACCEPTED_TYPE: _(
        "« %(name)s » n’est ni un PDF ni une photo que nous savons lire. "
        "Ouvrez-le, choisissez « Imprimer », puis « Enregistrer en PDF », "
        "et envoyez le PDF obtenu, ou une photo JPEG."
    ),
    Reason.TOO_MANY_FILES: _(
        "« %(name)s » est en trop : un document compte %(files)s fichiers au plus. "
        "Supprimez ceux qui n’ont pas été demandés, ou choisissez un seul PDF de toutes les pages."
    ),
    Reason.TOO_MANY_PIXELS: _(
        "L’image de « %(name)s » est trop grande pour être traitée. Prenez la photo à nouveau "
        "avec la taille ordinaire de l’appareil, ou choisissez 300 points par pouce au plus."
    ),
    Reason.BROKEN_IMAGE: _(
        "La photo « %(name)s » est incomplète ou abîmée : l’envoi a peut-être été interrompu. "
        "Vérifiez qu’elle s’ouvre chez vous, puis choisissez-la à nouveau, "
        "ou prenez-en une autre."
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
        "« %(name)s » contient un autre fichier en pièce jointe, comme certaines factures "
        "électroniques : nous ne l’acceptons pas. Ouvrez-le, choisissez « Imprimer », "
        "puis « Enregistrer en PDF », et envoyez cette copie."
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
INFECTED = "infected"
INFECTED_SENTENCE = _(
    "« %(name)s » contient un virus, d’après notre antivirus : nous ne pouvons pas l’accepter. "
    "Faites vérifier votre appareil, puis refaites le document et envoyez le nouveau fichier."
)
NOT_KEPT = _(
    "« %(name)s » n’a pas pu être enregistré : notre stockage ne répond pas. "
    "Réessayez dans quelques minutes ; le reste de votre saisie est conservé."
)
NOT_PREPARED = _(
    "« %(name)s » n’a pas pu être contrôlé : le contrôle ne répond pas. Rien n’est perdu, "
    "le reste de votre saisie est conservé. Réessayez dans quelques minutes, "
    "ou envoyez un PDF : il attendra son contrôle chez nous."
)
NOT_READY = _(
    "Une page se prépare encore : revenez dans quelques minutes. Rien n’est perdu, "
    "vos fichiers vous attendent ici."
)
NOT_JOINED = _(
    "Vos fichiers n’ont pas pu être réunis en un document : le contrôle ne répond pas. "
    "Rien n’est perdu, ils vous attendent ici. Réessayez dans quelques minutes."
)
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


# The same without « fichier PDF »: here a photo would have done.
OTHER_TYPES = {
    PHOTO: _(
        "« %(name)s » est une image d’un format que nous ne savons pas lire. "
        "Prenez une photo avec le téléphone, ou choisissez « Enregistrer sous », "
        "puis le format JPEG."
    ),
    WORD: OTHER_KINDS[WORD],
}
# What is wrong with the files of one document together.
TOGETHER = {
    Reason.TOO_MANY_PAGES: _(
        "Ensemble, vos fichiers comptent plus de %(pages)s pages. "
        "N’envoyez que les pages demandées."
    ),
    Reason.TOO_LARGE: _(
        "Ensemble, vos fichiers dépassent %(megabytes)s Mo. "
        "N’envoyez que les pages demandées, ou des photos à la place des fichiers les plus lourds."
    ),
    Reason.UNREADABLE: _(
        "Ensemble, vos fichiers n’ont pas pu être lus. Envoyez-les un par un "
        "pour trouver celui qui ne passe pas, et enregistrez-le en PDF à nouveau."
    ),
}
# Advice to the family, never a decision: what we saw, then how to do better.
HINTS = {
    HintCode.BLANK: _(
        "La page %(page)s semble vide : toute blanche, ou toute sombre. Si c’est un verso vide, "
        "ne changez rien ; sinon, envoyez-la à nouveau, du bon côté et en pleine lumière."
    ),
    HintCode.NEARLY_BLANK: _(
        "La page %(page)s est presque vide. Vérifiez que rien n’y manque et que l’encre "
        "se voit bien."
    ),
    HintCode.BLURRED: _(
        "La page %(page)s semble floue. Posez le papier à plat, en pleine lumière, "
        "tenez l’appareil au-dessus sans bouger, et attendez la mise au point."
    ),
    HintCode.FEW_PIXELS: _(
        "L’image de la page %(page)s est très petite : le texte risque d’être illisible. "
        "Envoyez la photo d’origine plutôt qu’une copie reçue par messagerie."
    ),
    HintCode.PAGE_COUNT: _(
        "Le nombre de pages (%(fact)s) n’est pas celui attendu. "
        "Vérifiez que toutes les pages demandées sont là, recto et verso."
    ),
    HintCode.OLD_DATE: _(
        "La date la plus récente que nous lisons est le %(fact)s : ce document est peut-être "
        "trop ancien. Si vous en avez un plus récent, envoyez-le."
    ),
    HintCode.OTHER_NAME: _(
        "Nous n’avons pas lu le nom de votre famille sur ce document. "
        "Vérifiez que vous avez choisi le bon fichier."
    ),
    HintCode.OTHER_YEAR: _(
        "Ce document semble porter sur les revenus de %(fact)s : ce n’est pas l’année demandée. "
        "Vérifiez l’année écrite en haut, et envoyez le bon si vous l’avez."
    ),
    HintCode.NOT_SHOWN: _(
        "Nous n’arrivons pas à afficher ce document. Ouvrez-le, choisissez « Imprimer », "
        "puis « Enregistrer en PDF », et envoyez cette copie."
    ),
}


def sentence(verdict: Verdict, filename: str) -> str:
    """What is wrong with this file and what to do, in French; empty when it was accepted."""
    return sentence_of(verdict.reason, filename, looks_like=verdict.looks_like)


def sentence_of(reason: Reason | str | None, filename: str, *, looks_like: str = "") -> str:
    """The same from a stored code. Raises ValueError for a code that the inspector never gives."""
    if not reason:
        return ""
    if reason == INFECTED:
        return str(INFECTED_SENTENCE) % {"name": filename}
    template = SENTENCES[Reason(reason)]
    if reason == Reason.NOT_A_PDF:
        template = OTHER_KINDS.get(looks_like, template)
    if reason == Reason.NOT_ACCEPTED_TYPE:
        template = OTHER_TYPES.get(looks_like, template)
    return str(template) % {"name": filename, **LIMITS}


def sentences(assembly: Assembly, filenames: Sequence[str]) -> list[str]:
    """What is wrong with each file refused, then with all together; empty when all is well."""
    said = [sentence(verdict, filenames[place]) for place, verdict in assembly.refused()]
    if assembly.reason:
        said.append(str(TOGETHER[assembly.reason]) % LIMITS)
    return said


def advice(hint: Hint) -> str:
    """What we saw and how to do better."""
    is_day = hint.code == HintCode.OLD_DATE
    fact = text.day(date.fromisoformat(hint.fact)) if is_day else hint.fact
    return str(HINTS[hint.code]) % {"page": hint.page, "fact": fact}


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

    @property
    def heading(self) -> str:
        """What stands before the sentence; « Autre » says nothing to a family."""
        return "" if self == RefusalReason.OTHER else str(self.label)


REFUSAL_SENTENCES = {
    "illegible": _(
        "Le document ne se lit pas : l’image est floue, sombre ou coupée. "
        "Numérisez-le à plat, en pleine lumière, et envoyez-le à nouveau."
    ),
    "incomplete": _(
        "Il manque une page ou une partie du document. Envoyez-le à nouveau en entier, "
        "recto et verso, toutes les pages choisies ensemble."
    ),
    "out_of_date": _("Ce document n’est plus valable. Envoyez-en un plus récent."),
    "wrong_name": _(
        "Le document n’est pas au nom attendu. Envoyez celui qui porte votre nom, "
        "ou celui de l’élève s’il le concerne."
    ),
    "wrong_year": _(
        "Le document n’est pas celui de l’année demandée. Envoyez celui de la bonne année."
    ),
    "other": "",
}


class MootReason(models.TextChoices):
    """Why a paper is not needed from this household after all."""

    ALREADY = "already", _("Déjà fourni autrement")
    NOT_CONCERNED = "not_concerned", _("Ne vous concerne pas")
    OTHER = "other", _("Autre")


MOOT_SENTENCES = {
    "already": _("La scolarité l’a reçu autrement : vous n’avez rien à envoyer."),
    "not_concerned": _("Il n’est pas demandé dans votre situation : vous n’avez rien à envoyer."),
    "other": "",
}


def why_moot(reason: str, note: str) -> str:
    """What the family reads: the office's sentence, else the usual one."""
    return note or str(MOOT_SENTENCES.get(reason, ""))
