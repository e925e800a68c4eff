"""The sentences for what the rules answer in codes."""

from django.utils.translation import gettext_lazy as _

from portamento.billing.rules import Beat, Problem

PROBLEMS = {
    Problem.NO_LINE: _("Une facture a au moins une ligne."),
    Problem.NEGATIVE_TOTAL: _("Le total ne peut pas être négatif : vérifiez les réductions."),
    Problem.TOO_LARGE: _("Un montant dépasse un million d’euros : vérifiez-le."),
    Problem.EMPTY_INSTALMENT: _("Chaque échéance a un montant supérieur à zéro."),
    Problem.SAME_DAY_TWICE: _("Deux échéances tombent le même jour : réunissez-les."),
    Problem.SUM_DIFFERS: _(
        "Les échéances font %(instalments)s et les lignes %(total)s : les deux sommes doivent "
        "être égales."
    ),
}
ALERTS = {
    Beat.REJECTED: _("Échéance rejetée"),
    Beat.LATE: _("Date dépassée"),
}
BEATS = {
    Beat.PAID: _("Payée"),
    Beat.REJECTED: _("Rejetée, à régler"),
    Beat.LATE: _("Date dépassée"),
    Beat.NEXT: _("Prochaine"),
    Beat.LATER: _("À venir"),
}
