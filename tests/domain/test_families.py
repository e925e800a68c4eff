"""Households, their people, and what the office makes of them."""

from datetime import date

import pytest

from portamento.audit.models import Event
from portamento.families import actions
from portamento.families.choices import Relation
from portamento.families.models import Family, Membership, Person, Tie
from portamento.workflow.action import NotAllowed
from tests import make


@pytest.fixture
def martin(valmont):
    family = make.family("Martin", number="F-12")
    make.guardian(family, "Claire", "Martin", mobile="06 00 00 00 01")
    return family


@pytest.fixture
def benali(valmont):
    family = make.family("Benali")
    make.guardian(family, "Karim", "Benali")
    return family


def test_a_guardian_has_an_account_named_after_them(martin):
    guardian = martin.guardians.get()
    assert guardian.account.identifier == "martin"
    assert guardian.account.name == "Claire Martin"


def test_a_pupil_of_the_household_follows_its_first_guardian(martin):
    lina = make.pupil(martin, "Lina")
    membership = lina.memberships.get()
    assert membership.coordinates().city == "Valmont"
    assert Tie.objects.get(pupil=lina).authority


def test_relations_given_with_a_new_pupil_become_ties(martin):
    claire = martin.guardians.get()
    lina = actions.add_pupil(
        martin,
        last_name="Martin",
        first_name="Lina",
        tied={claire: {"relation": Relation.GRANDPARENT}},
        by=None,
    )
    tie = Tie.objects.get(pupil=lina)
    assert (tie.relation, tie.authority, tie.may_reenrol) == ("grandparent", False, False)


def test_two_households_pay_the_whole_between_them(martin, benali):
    lina = make.pupil(martin, "Lina")
    shared = actions.share_pupil(benali, lina, payer_share=40, by=None)
    assert Membership.objects.get(family=martin).payer_share == 60
    actions.edit_membership(shared, payer_share=0, by=None)
    assert Membership.objects.get(family=martin).payer_share == 100


def test_a_pupil_has_at_most_two_households(martin, benali):
    lina = make.pupil(martin, "Lina")
    actions.share_pupil(benali, lina, payer_share=50, by=None)
    with pytest.raises(NotAllowed, match="deux foyers"):
        actions.share_pupil(make.family("Durand"), lina, payer_share=0, by=None)
    with pytest.raises(NotAllowed, match="déjà partie"):
        actions.share_pupil(benali, lina, payer_share=0, by=None)


def test_leaving_the_second_household_ends_its_ties(martin, benali):
    lina = make.pupil(martin, "Lina")
    shared = actions.share_pupil(benali, lina, payer_share=50, by=None)
    make.relate(benali.guardians.get(), lina, relation=Relation.FATHER)
    actions.unshare_pupil(shared, by=None)
    assert lina.memberships.get().payer_share == 100
    assert not Tie.objects.filter(guardian__family=benali).exists()
    with pytest.raises(NotAllowed, match="seul foyer"):
        actions.unshare_pupil(lina.memberships.get(), by=None)


def test_a_stranger_cannot_be_tied_to_a_pupil(martin, benali):
    lina = make.pupil(martin, "Lina")
    with pytest.raises(NotAllowed, match="ne fait pas partie"):
        make.relate(benali.guardians.get(), lina, relation=Relation.FATHER)


def test_an_adult_is_one_person_with_two_roles(valmont):
    leroy = make.family("Leroy")
    lucie = make.guardian(leroy, "Lucie", "Leroy", born_on=date(1990, 1, 1))
    pupil = actions.enrol_guardian(lucie, by=None)
    assert pupil.person_id == lucie.person_id
    assert Person.objects.count() == 1
    assert Tie.objects.get().relation == Relation.SELF
    with pytest.raises(NotAllowed, match="déjà élève"):
        actions.enrol_guardian(lucie, by=None)


def test_a_grown_pupil_gets_an_own_access(martin):
    noe = make.pupil(martin, "Noé", born_on=date(2000, 1, 1))
    guardian = actions.open_own_access(martin, noe, identifier="noe", by=None)
    assert guardian.person_id == noe.person_id
    with pytest.raises(NotAllowed, match="déjà responsable"):
        actions.open_own_access(martin, noe, by=None)


def test_the_last_guardian_stays(martin):
    claire = martin.guardians.get()
    with pytest.raises(NotAllowed, match="seul responsable"):
        actions.close_guardian(claire, by=None)
    paul = make.guardian(martin, "Paul", "Martin")
    actions.close_guardian(claire, by=None)
    assert not claire.account.is_active
    actions.reopen_guardian(claire, by=None)
    assert claire.account.is_active
    assert paul.rank == 2


def test_an_edit_says_before_and_after_and_renames_the_account(martin):
    claire = martin.guardians.select_related("person", "account").get()
    actions.edit_person(claire.person, last_name="Martin-Roy", by=None)
    event = Event.objects.select_related("facts").get(verb="person.edited")
    assert event.facts.values["before"] == {"last_name": "Martin"}
    assert event.facts.values["after"] == {"last_name": "Martin-Roy"}
    assert martin.guardians.get().account.name == "Claire Martin-Roy"


def test_who_edits_a_row_that_moved_meanwhile_is_told(martin):
    first, second = Family.objects.get(), Family.objects.get()
    actions.edit_family(first, note="Rappeler mardi", by=None)
    with pytest.raises(NotAllowed, match="entre-temps"):
        actions.edit_family(second, note="Autre", by=None)


@pytest.mark.parametrize(
    "words",
    [
        *("martin", "Claire", "cla mar", "lina", "LINÀ"),
        *("06.00.00.00.01", "+33 6 00 00 00 01", "claire.martin@example.org", "F-12"),
    ],
)
def test_a_household_is_found_by_anything_one_knows_of_it(martin, benali, words):
    make.pupil(martin, "Lina")
    assert [family.name for family in Family.objects.matching(words)] == ["Martin"]


def test_a_telephone_given_for_a_pupil_finds_it_too(martin):
    lina = make.pupil(martin, "Lina", follows=None)
    actions.edit_membership(lina.memberships.get(), mobile="0700000009", by=None)
    assert Family.objects.matching("07 00 00 00 09").get() == martin
