"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "bill.drafted": _("Facture {number} préparée pour la famille {family} : {total}"),
    "bill.edited": _("Brouillon de la facture {number} modifié : {total}"),
    "bill.pdf_attached": _("PDF « {name} » joint à la facture {number}"),
    "bill.pdf_removed": _("PDF retiré de la facture {number}"),
    "bill.issue": _("Facture {number} émise : {total}"),
    "bill.settle": _("Facture {number} réglée"),
    "bill.reopen": _("Règlement de la facture {number} annulé"),
    "bill.cancel": _("Facture {number} annulée : {reason}"),
    "bill.instalment_marked": _("Facture {number}, échéance du {day} : {state}"),
}
