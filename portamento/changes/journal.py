"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "change.ask": _("Modification demandée pour {name} : {fields}"),
    "change.apply": _("{field} : de « {before} » à « {after} », accepté"),
    "change.decline": _("{field} : de « {before} » à « {after} », refusé ({reason})"),
    "change.withdraw": _("{field} : changement annulé"),
    "change.outdate": _("{field} : changement dépassé, la valeur avait changé entre-temps"),
}
