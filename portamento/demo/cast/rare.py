"""What is met now and then: changes decided each way, a paper out of date, one not needed."""

from datetime import timedelta

from portamento.changes import actions as changes
from portamento.changes.models import FieldChange
from portamento.demo.cast import steps
from portamento.documents.models import DocumentKind, State
from portamento.families import corrections, holders
from portamento.families.models import Guardian
from portamento.foundation import clock
from portamento.reenrolment import actions, sweeps
from portamento.reenrolment.models import Dossier

MOBILE = "06 00 00 00 96"


def everything(office) -> None:
    """Each on a family of its own, of those that have sent their dossier and wait."""
    homes = Dossier.objects.filter(state="submitted").order_by("pk").values_list("family_id")
    guardians = list(Guardian.objects.filter(family__in=homes, rank=1).order_by("pk")[:6])
    for guardian, decided in zip(guardians, (applied, declined, withdrawn, outdated), strict=False):
        decided(guardian, office)
    out_of_date(guardians[4])
    not_needed(guardians[5], office)


def asked(guardian) -> list[FieldChange]:
    """A new mobile, two days ago."""
    with clock.at(clock.now() - timedelta(days=2)):
        changes.ask(
            *("guardian", guardian.pk),
            household_id=guardian.family_id,
            changes={"mobile": (guardian.person.mobile, MOBILE)},
            by=guardian.account,
        )
    rows = FieldChange.objects.pending().filter(request__household_id=guardian.family_id)
    return list(rows.select_related("request"))


def applied(guardian, office) -> None:
    found = asked(guardian)
    changes.decide(found, accept=[row.pk for row in found], by=office)


def declined(guardian, office) -> None:
    found = asked(guardian)
    reason = "Ce numéro n’est pas attribué."
    changes.decide(found, accept=(), decline=[row.pk for row in found], reason=reason, by=office)


def withdrawn(guardian, _office) -> None:
    changes.withdraw(asked(guardian), by=guardian.account)


def outdated(guardian, office) -> None:
    """The office had another number by telephone meanwhile."""
    found = asked(guardian)
    corrections.correct(holders.of_guardian(guardian), {"mobile": "06 00 00 00 97"}, by=office)
    changes.decide(found, accept=[row.pk for row in found], by=office)


def out_of_date(guardian) -> None:
    """Last year's proof of residence, which the night has put aside."""
    kind = DocumentKind.objects.filter(validity="months").order_by("position", "pk").first()
    with clock.at(clock.now() - timedelta(days=300)):
        steps.give(guardian, kind, kind.name)
    for _ in sweeps.expire_documents():
        pass


def not_needed(guardian, office) -> None:
    document = guardian.family.documents.filter(state=State.RECEIVED, pupil=None).first()
    actions.set_aside(document, reason="already", by=office)
