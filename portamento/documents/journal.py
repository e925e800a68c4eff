"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "document.received": _("Document déposé : {kind} ({file})"),
    "document.removed": _("Document retiré par la famille : {kind} ({file})"),
    "document.accept": _("Document validé : {kind}"),
    "document.refuse": _("Document à refaire : {kind} ({reason}) {note}"),
    "document.expire": _("Date dépassée : {kind}"),
    "document.read": _("Document consulté : {kind} ({file})"),
    "kind.added": _("Type de document ajouté : {name}"),
    "kind.edited": _("Type de document modifié : {name}"),
}
