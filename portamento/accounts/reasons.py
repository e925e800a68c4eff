"""The sentences people read about passwords."""

from django.utils.translation import gettext_lazy as _

from portamento.accounts.rules import GUIDE, LONG, Fault

RULES = {
    GUIDE: _(
        "8 à 16 caractères, avec au moins une lettre majuscule, une lettre minuscule et un "
        "chiffre. Ni votre nom, ni un mot de passe courant."
    ),
    LONG: _(
        "12 à 128 caractères, de toute sorte : trois ou quatre mots sans rapport font un bon mot "
        "de passe. Ni votre nom, ni un mot de passe courant."
    ),
}
FAULTS = {
    Fault.SHORT: _("Ce mot de passe est trop court : il faut au moins %(least)s caractères."),
    Fault.TOO_LONG: _("Ce mot de passe est trop long : %(most)s caractères au plus."),
    Fault.NO_UPPER: _("Il manque une lettre majuscule."),
    Fault.NO_LOWER: _("Il manque une lettre minuscule."),
    Fault.NO_DIGIT: _("Il manque un chiffre."),
    Fault.COMMON: _("Ce mot de passe est trop courant : il serait essayé parmi les premiers."),
    Fault.PROVISIONAL: _("C’est le mot de passe provisoire lui-même : choisissez-en un autre."),
    Fault.OWN_NAME: _("Ce mot de passe contient votre nom ou votre identifiant."),
}
