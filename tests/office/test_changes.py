"""Modifications: what families ask to change, decided by the office."""

import re

import pytest

from portamento.accounts.roles import ROLES, Role
from portamento.changes.models import FieldChange, State
from portamento.families import actions
from portamento.families.models import Guardian
from portamento.mailroom.models import Outgoing
from portamento.schools.scope import scope
from tests import make
from tests.make import changes as make_changes
from tests.make.accounts import staff

PAGE = "/bureau/modifications/"


@pytest.fixture
def claire(valmont):
    guardian = make.guardian(make.family())
    make.pupil(guardian.family)
    return guardian


@pytest.fixture
def office(valmont, sign_in):
    return sign_in(staff("Nadia Ferrand", role=Role.SECRETARY))


@pytest.fixture
def asked(claire):
    """An address that leaves the commune, and a mobile."""
    rows = make_changes.change(
        claire, address="9 rue Longue", postcode="00999", city="Loin", mobile="06 00 00 00 09"
    )
    return {row.field: row for row in rows}


def one(claire):
    return f"{PAGE}guardian/{claire.pk}/"


def decision(asked, decision, *fields, reason=""):
    return {
        "shown": [row.pk for row in asked.values()],
        "accept": [asked[name].pk for name in fields],
        "decision": decision,
        "reason": reason,
    }


def stored(claire):
    return Guardian.objects.get(pk=claire.pk).person


def test_one_card_per_person_old_and_new_boxes_ticked(office, asked):
    html = office.get(PAGE).content.decode()
    assert "Claire Martin" in html
    assert "<del>3 rue du Moulin</del>" in html
    assert "<ins>9 rue Longue</ins>" in html
    assert len(re.findall(r'name="accept"[^>]* checked', html)) == 4
    assert "Refuser avec un motif" in html


def test_an_address_that_changes_the_tariff_says_so_and_whom_it_touches(office, asked):
    html = office.get(PAGE).content.decode()
    assert "Change le tarif" in html
    assert re.search(r"Enfant concerné\s:</b> Lina Martin", html)


def test_an_address_within_the_commune_does_not(office, claire):
    make_changes.change(claire, address="9 rue Longue")
    html = office.get(PAGE).content.decode()
    assert "Change le tarif" not in html
    assert "Enfant concerné" in html


def test_accepted_all_at_once_the_family_is_told(office, claire, asked):
    answer = office.post(one(claire), decision(asked, "accept", *asked), follow=True)
    assert answer.redirect_chain[-1][0] == PAGE
    assert "La famille est prévenue" in answer.content.decode()
    assert (stored(claire).city, stored(claire).mobile) == ("Loin", "06 00 00 00 09")
    assert Outgoing.objects.filter(kind="ChangeDecided").count() == 1
    again = office.post(one(claire), decision(asked, "accept", *asked), follow=True)
    assert "Plus rien n’attend" in again.content.decode()
    assert Outgoing.objects.filter(kind="ChangeDecided").count() == 1


def test_accepting_some_leaves_the_others_waiting(office, claire, asked):
    office.post(one(claire), decision(asked, "accept", "mobile"))
    assert stored(claire).mobile == "06 00 00 00 09"
    assert FieldChange.objects.pending().count() == 3


def test_unticked_lines_are_declined_with_a_reason_in_one_letter(office, claire, asked):
    data = decision(asked, "decline", "mobile", reason="Justificatif manquant")
    office.post(one(claire), data)
    assert stored(claire).address == "3 rue du Moulin"
    states = set(FieldChange.objects.values_list("field", "state"))
    assert ("mobile", State.APPLIED) in states
    assert ("address", State.DECLINED) in states
    assert "Justificatif manquant" in Outgoing.objects.get(kind="ChangeDecided").text


@pytest.mark.parametrize(
    ("fields", "verb", "reason", "sentence"),
    [
        ((), "accept", "", "Cochez au moins un champ"),
        ((), "decline", "", "Dites pourquoi"),
        (("address", "postcode", "city", "mobile"), "decline", "Non", "Décochez d’abord"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(
    office, claire, asked, fields, verb, reason, sentence
):
    html = office.post(one(claire), decision(asked, verb, *fields, reason=reason)).content.decode()
    assert sentence in html
    assert "<title>Erreur" in html
    assert FieldChange.objects.pending().count() == 4


def test_a_line_replaced_meanwhile_is_not_decided_unseen(office, claire, asked):
    make_changes.change(claire, mobile="06 00 00 00 10")
    data = decision(asked, "decline", reason="Non")
    html = office.post(one(claire), data).content.decode()
    assert "n’attend plus" in html
    assert FieldChange.objects.pending().count() == 4


def test_a_value_that_moved_meanwhile_is_outdated_and_the_office_reads_why(office, claire, asked):
    actions.edit_person(stored(claire), address="1 place Neuve", by=None)
    answer = office.post(one(claire), decision(asked, "accept", "address"), follow=True)
    assert "avait changé entre-temps" in answer.content.decode()
    assert stored(claire).address == "1 place Neuve"


def test_a_shared_pupil_has_a_card_for_each_household(office, claire):
    lina = claire.family.memberships.get().pupil
    karim = make.guardian(make.family("Benali"), "Karim", "Benali")
    actions.share_pupil(karim.family, lina, payer_share=50, by=None)
    for guardian in (claire, karim):
        make_changes.pupil_change(guardian, lina, emergency_contact="Mamie Odette")
    html = office.get(PAGE).content.decode()
    for name in ("Martin", "Benali"):
        assert f"Élève, famille {name}" in html


def test_oldest_first(office, valmont, claire, asked):
    ines = make.guardian(make.family("Durand"), "Inès", "Durand")
    make_changes.change(ines, mobile="06 00 00 00 20")
    html = office.get(PAGE).content.decode()
    assert html.index("Claire Martin") < html.index("Inès Durand")


@pytest.mark.parametrize("role", [role for role in Role.values if role])
def test_only_those_with_the_right_decide(valmont, claire, asked, sign_in, role):
    client = sign_in(staff("Quelqu’un", role=role))
    expected = "decide_changes" in ROLES[role]
    assert (client.get(PAGE).status_code == 200) == expected
    status = client.post(one(claire), decision(asked, "accept", *asked)).status_code
    assert status == (302 if expected else 403)
    assert FieldChange.objects.pending().exists() != expected


def test_a_family_may_not_and_another_school_finds_nothing(claire, asked, sign_in):
    assert sign_in(claire.account).get(PAGE).status_code == 403
    with scope(make.school("bellerive", "Bellerive", "Bellerive")):
        helene = staff("Hélène Vasseur")
    client = sign_in(helene)
    assert "Claire Martin" not in client.get(PAGE).content.decode()
    assert client.post(one(claire), decision(asked, "accept", *asked)).status_code == 404
    assert client.get(f"{PAGE}autre/1/").status_code == 404


def test_nothing_waits(office):
    assert "Aucune modification en attente" in office.get(PAGE).content.decode()


def test_queries_do_not_grow_and_pages_hold_fifty(office, valmont, django_assert_max_num_queries):
    for number in range(52):
        guardian = make.guardian(make.family(), "Anne", f"Martin{number}")
        pupil = make.pupil(guardian.family, f"Élève{number}", follows=guardian)
        make_changes.change(guardian, address="9 rue Longue")
        if number < 3:
            make_changes.pupil_change(guardian, pupil, school_class="6e B")
    office.get(PAGE)
    with django_assert_max_num_queries(14):
        html = office.get(PAGE).content.decode()
    assert html.count('name="decision" value="accept"') == 50
    assert "?page=2" in html
