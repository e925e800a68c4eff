"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "letter.pile_posted": _("Courriers postés : {number}"),
    "letter.pile_printed": _("Courriers à poster imprimés : {number}"),
    "letter.put_to_post": _("Courrier « {subject} » mis à poster"),
    "letter.refused": _("Courrier « {subject} » refusé par la messagerie de {address}"),
    "letter.resent": _("Courrier « {subject} » renvoyé à {address}"),
    "wording.restored": _("Texte d’origine du courrier « {kind} » rétabli"),
    "wording.written": _("Texte du courrier « {kind} » modifié"),
}
