"""Households, and which pupils belong to them."""

from typing import Any

from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.changes import actions as changes
from portamento.changes.models import FieldChange
from portamento.families.actions.people import refresh_search
from portamento.families.models import Family, Guardian, Membership, Pupil, Tie
from portamento.families.models.policies import Subject
from portamento.foundation import text
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import store


@action
def create_family(name: str, *, number: str = "", note: str = "", by) -> Family:
    """Open a household's page; its people come next."""
    family = Family(name=name, number=number, note=note)
    family.search = family.search_key()
    family.save(force_insert=True)
    record("family.created", family, household=family.pk, name=name)
    return family


@action
def edit_family(family: Family, *, by, **fields: Any) -> None:
    """Change the household's name, number or internal note."""
    if changed := store(family, fields):
        family.search = family.search_key()
        Family.objects.filter(pk=family.pk).update(search=family.search)
        record("family.edited", family, household=family.pk, name=family.name, **changed)


@action
def drop_family(family: Family, *, by) -> None:
    """A household opened by mistake, of which nobody ever was; one with a history stays."""
    if family.guardians.exists() or family.memberships.exists():
        raise NotAllowed(_("Ce foyer a des responsables ou des élèves : il ne se supprime pas."))
    record("family.dropped", name=family.name)
    try:
        family.delete()
    except ProtectedError:
        told = _("Ce foyer a des documents ou des factures : il ne se supprime pas.")
        raise NotAllowed(told) from None


@action
def enter_space(family: Family, *, by) -> None:
    """Staff enter the household's own pages, as themselves: the journal says so."""
    if not family.guardians.filter(left_on=None).exists():
        raise NotAllowed(_("Ce foyer n’a pas de responsable : son espace n’existe pas encore."))
    record("family.entered", family, household=family.pk, name=family.name)


@action
def leave_space(family: Family, *, by) -> None:
    """Staff are back in the office."""
    record("family.left", family, household=family.pk, name=family.name)


@action
def share_pupil(
    family: Family, pupil: Pupil, *, payer_share: int, by, follows: Guardian | None = None
) -> Membership:
    """Separated parents: the pupil also belongs to that household, which pays its share."""
    others = list(pupil.memberships.all())
    if any(other.family_id == family.pk for other in others):
        raise NotAllowed(_("%s fait déjà partie de ce foyer.") % pupil.full_name)
    if len(others) > 1:
        raise NotAllowed(_("%s fait déjà partie de deux foyers.") % pupil.full_name)
    membership = Membership.objects.create(
        family=family, pupil=pupil, primary=not others, payer_share=payer_share, follows=follows
    )
    _balance(membership)
    record("pupil.shared", pupil, family, household=family.pk, name=pupil.full_name)
    return membership


@action
def unshare_pupil(membership: Membership, *, by) -> None:
    """The pupil leaves that household; the other one remains, and pays the whole."""
    pupil, family = membership.pupil, membership.family
    rest = pupil.memberships.exclude(pk=membership.pk)
    if not rest.exists():
        raise NotAllowed(_("C’est le seul foyer %s.") % text.of(pupil.full_name))
    Tie.objects.filter(pupil=pupil, guardian__family=family).delete()
    waiting = FieldChange.objects.pending().of(Subject.PUPIL, membership.pk)
    changes.withdraw(waiting.with_request(), by=by)
    membership.delete()
    rest.update(payer_share=100, primary=True, version=F("version") + 1)
    record("pupil.unshared", pupil, family, household=family.pk, name=pupil.full_name)


@action
def edit_membership(membership: Membership, *, by, **fields: Any) -> None:
    """Change how one household reaches the pupil, whom the pupil follows, and what it pays."""
    changed = store(membership, fields)
    if not changed:
        return
    if "payer_share" in changed["after"]:
        _balance(membership)
    if "primary" in changed["after"]:
        _one_primary(membership)
    pupil = membership.pupil
    refresh_search(pupil.person)
    family = membership.family_id
    record("membership.edited", membership, household=family, name=pupil.full_name, **changed)


def _one_primary(membership: Membership) -> None:
    """Of two households one is the pupil's main home."""
    others = Membership.objects.filter(pupil_id=membership.pupil_id).exclude(pk=membership.pk)
    others.update(primary=not membership.primary, version=F("version") + 1)


def _balance(membership: Membership) -> None:
    """Two households pay the whole between them."""
    others = Membership.objects.filter(pupil_id=membership.pupil_id).exclude(pk=membership.pk)
    rest = 100 - membership.payer_share
    others.exclude(payer_share=rest).update(payer_share=rest, version=F("version") + 1)
