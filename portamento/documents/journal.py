"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "document.received": _("Document déposé : {kind} ({file})"),
    "document.removed": _("Document retiré par la famille : {kind} ({file})"),
    "document.accept": _("Document validé : {kind}"),
    "document.refuse": _("Document à refaire : {kind} ({reason}) {note}"),
    "document.set_aside": _("Document sans objet : {kind} ({reason}) {note}"),
    "document.ask_again": _("Document à contrôler à nouveau : {kind}"),
    "document.expire": _("Date dépassée : {kind}"),
    "document.replace": _("Document remplacé par un plus récent : {kind}"),
    "document.take_up": _("Le plus récent est retiré, ce document est à contrôler : {kind}"),
    "document.turned": _("Document tourné à l’écran de {rotation}° : {kind}"),
    "reading.kept": _("Valeur retenue : {what} ({kind})"),
    "reading.dropped": _("Valeur qui n’est plus retenue : {what} ({kind})"),
    "document.read": _("Document consulté : {kind} ({file})"),
    "document.closed": _("Document fermé, en attente de visa : {kind} ({rule})"),
    "document.forgotten": _("Document effacé : {kind} ({rule})"),
    "form.drafted": _("Formulaire commencé à l’écran"),
    "form.signed": _("Formulaire signé à l’écran : {kind}, texte version {version}"),
    "form.mandate_named": _("Mandat de prélèvement signé : {reference}"),
    "form.published": _("Texte du formulaire publié : {name}, version {version}"),
    "elimination.prepared": _("Bordereau d’élimination n° {number} : {documents} documents"),
    "elimination.approve": _("Bordereau d’élimination n° {number} : visa reçu ({reference})"),
    "elimination.destroy": _("Bordereau d’élimination n° {number} : documents détruits"),
    "elimination.cancel": _("Bordereau d’élimination n° {number} : abandonné"),
    "sheets.arranged": _("Pages envoyées, ordonnées ou retirées avant d’être relues"),
    "sheets.looked": _("Pages regardées par la famille avant d’être envoyées"),
    "sheets.forgotten": _("Page jamais relue, effacée : {kind}"),
    "kind.added": _("Type de document ajouté : {name}"),
    "kind.edited": _("Type de document modifié : {name}"),
}
