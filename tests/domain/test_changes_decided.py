"""What the office decides of changes, and what the family is told."""

import pytest

from portamento.accounts.models import EmailConfirmation
from portamento.changes import actions
from portamento.changes.models import FieldChange, State
from portamento.families import actions as families
from portamento.families import sheets
from portamento.families.models import Guardian
from portamento.mailroom.models import Outgoing
from portamento.workflow.action import NotAllowed
from tests.make import changes as make_changes
from tests.make import families as make


@pytest.fixture
def claire(valmont):
    return make.guardian(make.family())


@pytest.fixture
def asked(claire):
    rows = make_changes.change(
        claire, address="8 quai des Moulins", mobile="06 00 00 00 08", last_name="Martin-Roy"
    )
    return {row.field: row for row in rows}


def stored(guardian):
    return Guardian.objects.select_related("person", "account").get(pk=guardian.pk)


def decide(asked, *, accept=(), decline=(), reason=""):
    actions.decide(
        list(asked.values()),
        accept=[asked[name].pk for name in accept],
        decline=[asked[name].pk for name in decline],
        reason=reason,
        by=None,
    )


def test_accepted_the_values_count_and_the_family_is_told_once(claire, asked):
    decide(asked, accept=asked)
    now = stored(claire)
    assert now.person.address == "8 quai des Moulins"
    assert now.account.name == "Claire Martin-Roy"
    letter = Outgoing.objects.get(kind="ChangeDecided")
    assert letter.address == "claire.martin@example.org"
    assert "- Nom" in letter.text
    assert "Refusé" not in letter.text


def test_field_by_field_with_a_reason_in_one_letter(claire, asked):
    decide(asked, accept=["mobile"], decline=["address"], reason="Justificatif manquant")
    assert stored(claire).person.address == "3 rue du Moulin"
    assert stored(claire).person.mobile == "06 00 00 00 08"
    text = Outgoing.objects.get(kind="ChangeDecided").text
    assert text.index("- Mobile") < text.index("Refusé") < text.index("- Adresse")
    assert "Justificatif manquant" in text
    assert FieldChange.objects.pending().get().field == "last_name"


def test_declining_asks_for_a_reason(asked):
    with pytest.raises(NotAllowed):
        decide(asked, decline=["address"], reason="  ")
    assert FieldChange.objects.pending().count() == 3


def test_a_value_that_moved_meanwhile_is_not_written_over(claire, asked):
    families.edit_person(stored(claire).person, address="1 place Neuve", by=None)
    decide(asked, accept=["address", "mobile"])
    assert stored(claire).person.address == "1 place Neuve"
    assert stored(claire).person.mobile == "06 00 00 00 08"
    asked["address"].refresh_from_db()
    assert asked["address"].state == State.OUTDATED
    assert "Dépassé" in Outgoing.objects.get(kind="ChangeDecided").text


def test_what_the_office_had_already_written_is_simply_accepted(claire, asked):
    families.edit_person(stored(claire).person, address="8 quai des Moulins", by=None)
    decide(asked, accept=["address"])
    asked["address"].refresh_from_db()
    assert asked["address"].state == State.APPLIED


def test_two_secretaries_meet_a_refusal_and_nothing_is_told_twice(asked):
    first = dict(asked)
    decide(first, accept=["mobile"])
    with pytest.raises(NotAllowed):
        decide(asked, accept=["mobile", "address"])
    assert Outgoing.objects.filter(kind="ChangeDecided").count() == 1
    assert FieldChange.objects.pending().filter(field="address").exists()


def test_a_new_email_counts_once_confirmed_then_accepted(claire):
    assert make_changes.change(claire, email="claire@example.org") == []
    assert stored(claire).account.email == "claire.martin@example.org"
    assert Outgoing.objects.get().address == "claire@example.org"
    confirmation = EmailConfirmation.objects.get()
    sheets.confirm_email(confirmation, by=claire.account)
    assert stored(claire).account.email == "claire.martin@example.org"
    row = FieldChange.objects.pending().get()
    actions.decide([row], accept=[row.pk], by=None)
    assert stored(claire).account.email == "claire@example.org"
    with pytest.raises(NotAllowed):
        sheets.confirm_email(confirmation, by=claire.account)
