"""A pupil joins with its ties, on one screen or the next; an identifiant is changed."""

import pytest

from portamento.audit.models import Event
from portamento.families import policy
from portamento.families.models import Pupil, Tie
from portamento.families.models.policies import Mode, Whose
from portamento.mailroom.models import Outgoing
from tests import make
from tests.office.people import page
from tests.portal.forms import fields_of_form

NOE = {"last_name": "Martin", "first_name": "Noé", "born_on": "2017-05-02"}


@pytest.fixture
def martin(valmont):
    return make.family("Martin")


@pytest.fixture
def claire(martin):
    return make.guardian(martin, "Claire", "Martin", civility="madame")


def form(client, url):
    return fields_of_form(client.get(url).content.decode())


def test_with_one_guardian_the_whole_tie_is_on_the_same_screen_prefilled(martin, claire, secretary):
    url = page("new_pupil", pk=martin.pk)
    shown = form(secretary, url)
    assert shown[f"lien_{claire.pk}"] == ["mother"]
    boxes = ("authority", "may_reenrol", "receives_letters", "emergency")
    assert all(shown[name] == ["on"] for name in boxes)
    shown.pop("emergency")
    answer = secretary.post(url, shown | NOE)
    assert answer["Location"] == page("show", pk=martin.pk)
    tie = Tie.objects.get()
    assert tie.relation == "mother" and tie.authority and tie.may_reenrol
    assert tie.receives_letters and not tie.emergency and not tie.protected


def test_what_a_guardian_is_to_one_pupil_is_proposed_for_the_next(martin, claire, secretary):
    make.relate(claire, make.pupil(martin, "Lina"), relation="grandparent", authority=False)
    shown = form(secretary, page("new_pupil", pk=martin.pk))
    assert shown[f"lien_{claire.pk}"] == ["grandparent"]


def test_with_several_guardians_the_ties_left_open_are_offered_next(martin, claire, secretary):
    paul = make.guardian(martin, "Paul", "Martin", civility="monsieur")
    url = page("new_pupil", pk=martin.pk)
    shown = form(secretary, url)
    assert "authority" not in shown
    answer = secretary.post(url, shown | NOE)
    noe = Pupil.objects.get()
    first = page("edit_tie", pk=claire.pk, pupil_pk=noe.pk) + "?suite=1"
    assert answer["Location"] == first
    assert form(secretary, first)["relation"] == ["mother"]
    answer = secretary.post(first, form(secretary, first))
    second = page("edit_tie", pk=paul.pk, pupil_pk=noe.pk) + "?suite=1"
    assert answer["Location"] == second
    assert "Plus tard" in secretary.get(second).content.decode()
    answer = secretary.post(second, form(secretary, second))
    assert answer["Location"] == page("show", pk=martin.pk)
    assert {tie.relation for tie in Tie.objects.all()} == {"mother", "father"}


def test_an_identifier_is_changed_with_a_line_and_a_letter(martin, claire, secretary):
    url = page("edit_identifier", pk=claire.pk)
    answer = secretary.post(url, form(secretary, url) | {"identifier": "claire.martin"})
    assert answer.status_code == 302
    claire.account.refresh_from_db()
    assert claire.account.identifier == "claire.martin"
    letter = Outgoing.objects.get(kind="IdentifierChanged")
    assert "claire.martin" in letter.text and "« martin »" in plain(letter.text)
    assert Event.objects.filter(verb="account.identifier_changed").count() == 1


def plain(text):
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("wanted", ["durand", "martin", "Éa", ""])
def test_a_wrong_or_taken_identifier_is_refused_where_it_is_typed(
    martin, claire, secretary, wanted
):
    make.guardian(make.family("Durand"), "Inès", "Durand")
    url = page("edit_identifier", pk=claire.pk)
    answer = secretary.post(url, form(secretary, url) | {"identifier": wanted})
    assert answer.status_code in {200, 409, 422}
    assert "Changer l’identifiant de Claire Martin" in answer.content.decode()
    claire.account.refresh_from_db()
    assert claire.account.identifier == "martin"
    assert not Outgoing.objects.filter(kind="IdentifierChanged").exists()


@pytest.mark.parametrize("name", ["email", "address", "postcode", "city"])
def test_what_families_do_not_see_the_office_still_corrects(claire, secretary, sign_in, name):
    policy.set_field_policy(Whose.GUARDIAN, name, mode=Mode.HIDDEN, awaits=True, by=None)
    assert name in form(secretary, page("edit_guardian", pk=claire.pk))
    assert name not in form(sign_in(claire.account), "/famille/")
