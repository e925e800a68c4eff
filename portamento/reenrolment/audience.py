"""Whom a document is asked of, in one sentence: for the office, and to the family asked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.catalog.models import Art
from portamento.documents.models import Owner
from portamento.reenrolment import rules
from portamento.reenrolment.models import Request

RESIDENCE = {"resident": lazy("résidentes"), "outside": lazy("d’une autre commune")}
QUOTIENT = lazy("qui ne choisissent pas la tranche la plus haute")
PAYMENT = {
    "several": lazy("qui paient en plusieurs fois"),
    "debit": lazy("qui paient par prélèvement"),
    "first_debit": lazy("qui paient par prélèvement pour la première fois"),
}
ART = {
    Art.MUSIC: lazy("musique"),
    Art.DANCE: lazy("danse"),
    Art.DRAMA: lazy("théâtre"),
}
AGE = {"minor": lazy("mineurs"), "adult": lazy("majeurs")}
SENIORITY = {
    "newcomer": lazy("dans leur première année"),
    "known": lazy("déjà là l’an dernier"),
}
BECAUSE = {
    "resident": lazy("vous habitez une commune du territoire"),
    "outside": lazy("vous habitez une autre commune"),
    "several": lazy("vous payez en plusieurs fois"),
    "debit": lazy("vous payez par prélèvement"),
    "first_debit": lazy("c’est votre premier prélèvement"),
}
BECAUSE_QUOTIENT = lazy("votre tarif dépend du quotient familial")


def whom(ask: Request) -> rules.Whom:
    """The criteria of a request as the rules take them."""
    return rules.Whom(
        owner=ask.kind.owner,
        residence=ask.residence,
        quotient=ask.quotient,
        payment=ask.payment,
        age=ask.age,
        seniority=ask.seniority,
        arts=frozenset(codes(ask.arts)),
        disciplines=frozenset(one.pk for one in ask.disciplines.all()),
        levels=frozenset(one.pk for one in ask.levels.all()),
    )


def codes(kept: str) -> list[str]:
    return kept.split(",") if kept else []


def told(ask: Request) -> str:
    """« Demandé aux élèves de danse, mineurs. »"""
    homes, pupils = list(of_homes(ask)), list(of_pupils(ask))
    if ask.kind.owner == Owner.FAMILY:
        first = _("Demandé aux familles %s") % listed(homes) if homes else EVERY_FAMILY
        then = _(" pour les élèves %s") % listed(pupils) if pupils else ""
    else:
        first = _("Demandé aux élèves %s") % listed(pupils) if pupils else EVERY_PUPIL
        then = _(", dans les familles %s") % listed(homes) if homes else ""
    return f"{first}{then}."


EVERY_FAMILY, EVERY_PUPIL = lazy("Demandé à toutes les familles"), lazy("Demandé à tous les élèves")


def why(ask: Request) -> str:
    """What the family asked reads: « Demandé parce que vous payez par prélèvement. »"""
    causes = [str(BECAUSE[ask.residence])] if ask.residence and not ask.quotient else []
    causes += [str(BECAUSE_QUOTIENT)] if ask.quotient else []
    causes += [str(BECAUSE[ask.payment])] if ask.payment else []
    pupils = list(of_pupils(ask))
    parts = [_("parce que %s") % _(" et ").join(causes)] if causes else []
    parts += [_("pour les élèves %s") % listed(pupils)] if pupils else []
    return _("Demandé %s.") % ", ".join(parts) if parts else ""


def of_homes(ask: Request) -> Iterable[str]:
    if ask.residence:
        yield str(RESIDENCE[ask.residence])
    if ask.quotient:
        yield str(QUOTIENT)
    if ask.payment:
        yield str(PAYMENT[ask.payment])


def of_pupils(ask: Request) -> Iterable[str]:
    if ask.arts:
        yield _("de %s") % either(str(ART[Art(code)]) for code in codes(ask.arts))
    if names := [one.name.lower() for one in ask.disciplines.all()]:
        yield _("en %s") % either(names)
    if names := [one.code for one in ask.levels.all()]:
        yield _("de niveau %s") % either(names)
    if ask.age:
        yield str(AGE[ask.age])
    if ask.seniority:
        yield str(SENIORITY[ask.seniority])


def listed(words: list[str]) -> str:
    return ", ".join(words)


def either(words: Iterable[str]) -> str:
    """« violon, alto ou harpe »"""
    *some, last = words
    return _("%(some)s ou %(last)s") % {"some": ", ".join(some), "last": last} if some else last
