"""Famille, Identité: what a guardian reads, asks and withdraws."""

import pytest

from portamento.changes.models import FieldChange, State
from portamento.families import actions, policy
from portamento.families.models import Guardian
from portamento.families.models.policies import Mode, Whose
from portamento.mailroom.models import Outgoing
from tests.make import changes as make_changes
from tests.make import families as make
from tests.portal.forms import fields_of_form

PAGE = "/famille/"


@pytest.fixture
def claire(valmont):
    return make.guardian(make.family(), mobile="06 00 00 00 01")


@pytest.fixture
def page(claire, sign_in):
    return sign_in(claire.account)


def posted(client, path=PAGE, **typed):
    """Posts the page as shown, with what is typed over it."""
    form = client.get(path).content.decode()
    return client.post(path, fields_of(form) | typed, follow=True)


def fields_of(html):
    """What a browser would send of the page's own form."""
    return fields_of_form(html)


def test_the_page_shows_the_guides_fields_with_their_labels(page):
    html = page.get(PAGE).content.decode()
    for label in ("Nom", "Prénom", "Civilité", "Situation familiale", "Code socio-professionnel"):
        assert f">{label}</label>" in html
    for label in ("CP", "Ville", "Tél domicile", "Tél pro", "Télécopie", "E-mail", "Mobile"):
        assert f">{label}</label>" in html
    assert "3 rue du Moulin" in html
    for tab in ("Facturation cotisations", "Facturation locations", "Documents fournis"):
        assert tab in html


def test_modifier_sends_only_what_changed_and_the_page_shows_it_waiting(page):
    answer = posted(page, address="8 quai des Moulins")
    html = answer.content.decode()
    row = FieldChange.objects.get()
    assert (row.field, row.proposed) == ("address", "8 quai des Moulins")
    assert "en attente de validation" in html
    assert "Éléments modifiés" in html
    assert "3 rue du Moulin" in html
    assert "8 quai des Moulins" in html
    assert f"/famille/modifications/{row.pk}/annuler/" in html
    assert Outgoing.objects.filter(kind="ChangeReceived").count() == 1


def test_sent_again_unchanged_nothing_happens(page):
    posted(page, address="8 quai des Moulins")
    answer = posted(page)
    assert "Rien n’a changé" in answer.content.decode()
    assert FieldChange.objects.count() == 1
    assert Outgoing.objects.count() == 1


def test_the_same_form_posted_twice_is_one_request(page):
    data = fields_of(page.get(PAGE).content.decode()) | {"mobile": "06 00 00 00 09"}
    page.post(PAGE, data)
    page.post(PAGE, data)
    assert FieldChange.objects.count() == 1


def test_a_change_is_withdrawn_by_a_button_not_by_a_link(page, claire):
    (row,) = make_changes.change(claire, mobile="06 00 00 00 09")
    path = f"/famille/modifications/{row.pk}/annuler/"
    assert "Annuler ce changement" in page.get(path).content.decode()
    assert FieldChange.objects.pending().exists()
    answer = page.post(path, follow=True)
    assert answer.redirect_chain[-1][0] == PAGE
    assert FieldChange.objects.get().state == State.WITHDRAWN
    assert page.post(path).status_code == 409


def test_a_stranger_cannot_see_or_withdraw_a_change(claire, sign_in):
    (row,) = make_changes.change(claire, mobile="06 00 00 00 09")
    ines = make.guardian(make.family("Durand"), "Inès", "Durand")
    path = f"/famille/modifications/{row.pk}/annuler/"
    client = sign_in(ines.account)
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert FieldChange.objects.pending().exists()


def test_other_guardians_are_listed_by_name_and_relation_only(page, claire):
    paul = make.guardian(claire.family, "Paul", "Martin", address="9 chemin Secret")
    lina = make.pupil(claire.family)
    make.relate(paul, lina, relation="father")
    html = page.get(PAGE).content.decode()
    assert "Paul Martin" in html
    assert "Père" in html
    assert "9 chemin Secret" not in html
    assert paul.account.email not in html


def test_a_new_email_is_asked_by_a_link_before_it_counts(page, claire):
    answer = posted(page, email="claire@example.org")
    assert "claire@example.org" in answer.content.decode()
    assert not FieldChange.objects.exists()
    assert Guardian.objects.get(pk=claire.pk).account.email == "claire.martin@example.org"
    assert Outgoing.objects.get().kind == "EmailToConfirm"


def test_what_is_applied_at_once_is_on_the_page(page, claire):
    policy.set_field_policy(Whose.GUARDIAN, "mobile", mode=Mode.EDITABLE, awaits=False, by=None)
    answer = posted(page, mobile="06 00 00 00 09")
    assert "Modifications enregistrées" in answer.content.decode()
    assert Guardian.objects.get(pk=claire.pk).person.mobile == "06 00 00 00 09"


def test_what_is_wrong_is_named_and_nothing_typed_is_lost(page):
    answer = posted(
        page, last_name="", mobile="peut-être", city="Ailleurs", postcode="16", email="a@b"
    )
    html = answer.content.decode()
    assert "<title>Erreur" in html
    assert "numéro de téléphone" in html
    assert "code postal, par exemple" in html and "nom@exemple.fr" in html
    assert 'value="Ailleurs"' in html
    assert not FieldChange.objects.exists()


def test_a_stale_page_says_so_and_changes_nothing(page, claire):
    data = fields_of(page.get(PAGE).content.decode()) | {"city": "Ailleurs"}
    actions.edit_person(claire.person, address="1 place Neuve", by=None)
    html = page.post(PAGE, data).content.decode()
    assert "modifiée entre-temps" in html
    assert not FieldChange.objects.exists()


@pytest.mark.parametrize("others", [3, 30])
def test_the_page_stays_within_its_queries_and_its_size(
    page, claire, others, django_assert_max_num_queries
):
    for number in range(others):
        make.guardian(claire.family, "Paul", f"Martin{number}")
    make_changes.change(claire, address="8 quai des Moulins", mobile="06 00 00 00 09")
    page.get(PAGE)
    with django_assert_max_num_queries(6):
        answer = page.get(PAGE)
    assert len(answer.content) < 20_000
