"""The sentences behind the codes of rules.py."""

from django.utils.translation import gettext_lazy as _

from portamento.reenrolment.rules import Available, Missing

AVAILABLE = {
    Available.OPEN: _("Disponible"),
    Available.CLOSED: _("Fermé l’an prochain"),
    Available.FULL: _("Complet"),
    Available.RESERVED: _("Réservé au cycle %(cycle)s"),
}
OBLIGATORY = {
    "theory": _("Obligatoire avec %(main)s : la formation musicale va avec l’instrument."),
    "ensemble": _("Obligatoire avec %(main)s : la pratique collective va avec l’instrument."),
}
LACKING = {
    "theory": _("La scolarité vous proposera un cours de formation musicale, obligatoire."),
    "ensemble": _("La scolarité vous proposera une pratique collective, obligatoire."),
}
MISSING = {
    Missing.COURSE: _("Cochez au moins un cours, ou répondez qu’il n’y a pas de réinscription."),
    Missing.DISPENSE_REASON: _("Écrivez pourquoi vous demandez une dispense."),
    Missing.PLAN: _("Choisissez une modalité de règlement."),
    Missing.QF: _("Dites si vous fournissez un justificatif de quotient familial."),
    Missing.TERMS: _("Cochez « J’accepte » après avoir lu le règlement."),
    Missing.DOCUMENT: _("Il manque : %(name)s."),
}
