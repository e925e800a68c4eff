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
MISSING = {
    Fault.SHORT: _("des caractères (%(least)s au moins)"),
    Fault.NO_UPPER: _("une lettre majuscule"),
    Fault.NO_LOWER: _("une lettre minuscule"),
    Fault.NO_DIGIT: _("un chiffre"),
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
SEVERAL = _("Il manque : %s.")


def sentences(found: list[Fault], least: int, most: int) -> list[str]:
    """What is wrong, in as few sentences as will do: what is missing stands in one.

    Whether it is too common is told of one that is otherwise in order: it changes anyway.
    """
    missing = [fault for fault in found if fault in MISSING]
    others = [fault for fault in found if fault not in MISSING]
    if missing:
        others = [fault for fault in others if fault != Fault.COMMON]
    if len(missing) < 2:
        told = [str(FAULTS[fault]) for fault in missing]
    else:
        told = [str(SEVERAL) % ", ".join(str(MISSING[fault]) for fault in missing)]
    words = {"least": least, "most": most}
    return [sentence % words for sentence in [*told, *(str(FAULTS[one]) for one in others)]]
