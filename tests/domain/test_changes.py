"""A change asked: one submission, one letter, one row a field."""

import pytest

from portamento.audit.models import Event
from portamento.changes import actions
from portamento.changes.models import ChangeRequest, FieldChange, State
from portamento.families import actions as families
from portamento.families import policy
from portamento.families.models import Guardian, Membership
from portamento.families.models.policies import Mode, Whose
from portamento.mailroom.models import Outgoing
from portamento.workflow.action import NotAllowed
from tests.make import changes as make_changes
from tests.make import families as make

NEW = {"address": "8 quai des Moulins", "mobile": "06 00 00 00 08"}


@pytest.fixture
def claire(valmont):
    return make.guardian(make.family())


@pytest.fixture
def lina(claire):
    return make.pupil(claire.family)


def at_once(whose, field):
    policy.set_field_policy(whose, field, mode=Mode.EDITABLE, awaits=False, by=None)


def stored(guardian):
    return Guardian.objects.get(pk=guardian.pk).person


def test_one_submission_waits_field_by_field_and_is_acknowledged_once(claire):
    rows = make_changes.change(claire, **NEW)
    assert {(row.field, row.seen, row.proposed) for row in rows} == {
        ("address", "3 rue du Moulin", "8 quai des Moulins"),
        ("mobile", "", "06 00 00 00 08"),
    }
    assert stored(claire).address == "3 rue du Moulin"
    letter = Outgoing.objects.get(kind="ChangeReceived")
    assert letter.address == "claire.martin@example.org"
    assert "attente de validation" in letter.text
    assert "- Adresse" in letter.text
    assert "- Mobile" in letter.text
    assert Event.objects.filter(verb="change.ask", household_id=claire.family_id).count() == 1


def test_what_is_applied_at_once_is_a_row_already_applied_and_the_letter_says_so(claire):
    at_once(Whose.GUARDIAN, "mobile")
    make_changes.change(claire, **NEW)
    assert stored(claire).mobile == "06 00 00 00 08"
    states = dict(FieldChange.objects.values_list("field", "state"))
    assert states == {"address": State.PENDING, "mobile": State.APPLIED}
    text = Outgoing.objects.get(kind="ChangeReceived").text
    assert text.index("- Adresse") < text.index("Déjà enregistré") < text.index("- Mobile")


def test_a_newer_change_takes_the_place_of_the_older(claire):
    make_changes.change(claire, mobile="06 00 00 00 08")
    (row,) = make_changes.change(claire, mobile="06 00 00 00 09")
    assert row.proposed == "06 00 00 00 09"
    assert list(FieldChange.objects.order_by("pk").values_list("state", flat=True)) == [
        State.WITHDRAWN,
        State.PENDING,
    ]


def test_typed_back_to_what_is_in_force_the_change_is_withdrawn_without_a_letter(claire):
    make_changes.change(claire, mobile="06 00 00 00 08")
    assert make_changes.change(claire, mobile="") == []
    assert ChangeRequest.objects.count() == 1
    assert Outgoing.objects.filter(kind="ChangeReceived").count() == 1


def test_a_change_of_nothing_is_refused(claire):
    with pytest.raises(NotAllowed):
        actions.ask("guardian", claire.pk, household_id=claire.family_id, changes={}, by=None)


def test_withdrawn_it_cannot_be_withdrawn_again(claire):
    (row,) = make_changes.change(claire, mobile="06 00 00 00 08")
    actions.withdraw([row], by=claire.account)
    with pytest.raises(NotAllowed):
        actions.withdraw([row], by=claire.account)


def test_unticked_the_own_coordinates_begin_with_the_last_ones(claire, lina):
    at_once(Whose.MINOR, "follows")
    make_changes.pupil_change(claire, lina, follows="")
    row = Membership.objects.get(pupil=lina)
    assert row.follows_id is None
    assert (row.address, row.city) == ("3 rue du Moulin", "Valmont")


def test_ticked_the_coordinates_follow_the_guardian_from_then_on(claire, lina):
    at_once(Whose.MINOR, "follows")
    at_once(Whose.GUARDIAN, "address")
    make_changes.pupil_change(claire, lina, follows="")
    make_changes.pupil_change(claire, lina, follows=str(claire.pk), address="ignored")
    make_changes.change(claire, address="8 quai des Moulins")
    row = Membership.objects.select_related("follows__person").get(pupil=lina)
    assert row.coordinates().address == "8 quai des Moulins"


def test_each_household_asks_for_its_own_coordinates_of_a_shared_pupil(claire, lina):
    karim = make.guardian(make.family("Benali"), "Karim", "Benali")
    families.share_pupil(karim.family, lina, payer_share=50, by=None, follows=None)
    for guardian, address in ((claire, "8 quai des Moulins"), (karim, "5 impasse Verte")):
        at_once(Whose.MINOR, "address")
        make_changes.pupil_change(guardian, lina, follows="", address=address)
    assert FieldChange.objects.filter(field="address", state=State.APPLIED).count() == 2
    mine, theirs = Membership.objects.filter(pupil=lina).order_by("pk")
    assert (mine.address, theirs.address) == ("8 quai des Moulins", "5 impasse Verte")


def test_an_adult_pupil_who_is_a_guardian_shares_the_changes_of_both_pages(valmont):
    lucie = make.guardian(make.family("Leroy"), "Lucie", "Leroy")
    pupil = make.pupil(lucie.family, person=lucie.person, follows=None, born_on=None)
    make_changes.pupil_change(lucie, pupil, mobile="06 00 00 00 08", school_class="L3")
    assert set(FieldChange.objects.values_list("kind", "field")) == {
        ("guardian", "mobile"),
        ("pupil", "school_class"),
    }
    (row,) = make_changes.change(lucie, mobile="06 00 00 00 09")
    assert row.field == "mobile"
    assert FieldChange.objects.pending().count() == 2


def test_a_pupil_who_leaves_a_household_leaves_nothing_waiting_there(claire, lina):
    karim = make.guardian(make.family("Benali"), "Karim", "Benali")
    families.share_pupil(karim.family, lina, payer_share=50, by=None)
    make_changes.pupil_change(karim, lina, emergency_contact="Tante Samia")
    make_changes.pupil_change(claire, lina, emergency_contact="Mamie Odette")
    membership = Membership.objects.get(family=karim.family, pupil=lina)
    families.unshare_pupil(membership, by=None)
    assert FieldChange.objects.pending().get().proposed == "Mamie Odette"
