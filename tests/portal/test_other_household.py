"""A shared pupil: the other household reads what decision 3 gives it, on every page and paper."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from portamento.accounts.models import EmailConfirmation
from portamento.changes.models import FieldChange
from portamento.families import actions, fields, policy, withheld
from portamento.families.models import Membership
from portamento.families.models.policies import Mode, Whose
from portamento.mailroom.models import Outgoing, Paper
from portamento.schools import setup
from tests import make
from tests.make.changes import pupil_change
from tests.portal.forms import fields_of_form
from tests.portal.test_dossier import sent

# Written on the pupil, and met nowhere else.
ONLY_MAIN = {
    "birth_place": "Roquefeuille",
    "school_attended": "Les Glycines",
    "school_class": "6e Bleuet",
}
TYPED = {
    "birth_place": "Sauvagnac",
    "school_attended": "Les Iris",
    "school_class": "6e Muguet",
    "last_name": "Martin-Benali",
    "first_name": "Lina-Rose",
    "born_on": "2014-03-10",
    "school_level": "4e",
    "image_right": "no",
    "may_leave_alone": "yes",
    "civility": "madame",
    "sex": "F",
    "family_situation": "single",
}
OWN = sorted(
    one.name for one in fields.OF[Whose.MINOR] if one.name in withheld.FROM_THE_OTHER
) + sorted(withheld.SHARED)


@pytest.fixture
def shared(world):
    actions.edit_person(world.lina.person, birth_place=ONLY_MAIN["birth_place"], by=None)
    school = {name: ONLY_MAIN[name] for name in ("school_attended", "school_class")}
    actions.edit_pupil(world.lina, school_level="5e", **school, by=None)
    both = {"image_right": "yes", "may_leave_alone": "no"}
    actions.answer_for_year(world.lina, both, year=setup.current_year(), by=None)
    return world


def page(world):
    return f"/eleves/{world.lina.pk}/"


def shown(html):
    """The labels of the page."""
    return re.findall(r"<label[^>]*>([^<]+)", html)


@pytest.mark.parametrize("name", OWN)
def test_each_fact_of_the_pupil_by_reading_and_by_posting(shared, sign_in, name):
    label = str(fields.named(name).label)
    known = name in withheld.SHARED
    for guardian, reads in ((shared.claire, True), (shared.karim, known)):
        FieldChange.objects.all().delete()
        client = sign_in(guardian.account)
        html = client.get(page(shared)).content.decode()
        assert (label in shown(html)) == reads
        typed = fields_of_form(html) | {name: [TYPED[name]]}
        assert client.post(page(shared), typed).status_code == 302
        asked = FieldChange.objects.values_list("field", "proposed", "state")
        assert list(asked) == ([(name, TYPED[name], "pending")] if reads else [])


@pytest.mark.parametrize("name", sorted(withheld.SHARED))
def test_the_other_household_never_changes_who_the_pupil_is_at_once(shared, sign_in, name):
    policy.set_field_policy(Whose.MINOR, name, mode=Mode.EDITABLE, awaits=False, by=None)
    for guardian, state in ((shared.karim, "pending"), (shared.claire, "applied")):
        client = sign_in(guardian.account)
        typed = fields_of_form(client.get(page(shared)).content.decode())
        client.post(page(shared), typed | {name: [TYPED[name]]})
        assert FieldChange.objects.latest("pk").state == state


def test_without_authority_the_other_household_corrects_nothing_of_them(shared, sign_in):
    make.relate(shared.karim, shared.lina, relation="third", authority=False)
    client = sign_in(shared.karim.account)
    html = client.get(page(shared)).content.decode()
    assert "Lina" in html and "deux foyers" in html
    posted = {name: [TYPED[name]] for name in withheld.SHARED}
    client.post(page(shared), fields_of_form(html) | posted)
    assert not FieldChange.objects.exists()


def test_what_was_asked_while_it_was_the_main_home_is_no_longer_shown(shared, sign_in):
    (asked,) = pupil_change(shared.claire, shared.lina, school_class="6e Muguet")
    client = sign_in(shared.claire.account)
    path = f"/famille/modifications/{asked.pk}/annuler/"
    assert ONLY_MAIN["school_class"] in client.get(path).content.decode()
    row = Membership.objects.get(pupil=shared.lina, family=shared.karim.family)
    actions.edit_membership(row, primary=True, by=None)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert "Muguet" not in client.get(page(shared)).content.decode()
    karim = sign_in(shared.karim.account)
    assert "Les Glycines" in karim.get(page(shared)).content.decode()


def test_an_adult_pupil_reads_all_from_a_home_that_is_not_the_main_one(valmont, sign_in):
    parents = make.guardian(make.family("Parents"), "Paule", "Leroy")
    pupil = make.pupil(parents.family, "Lucie", "Leroy", born_on=date(1999, 5, 4))
    actions.edit_pupil(pupil, school_attended="Université des Glycines", by=None)
    home = make.family("Leroy")
    actions.share_pupil(home, pupil, payer_share=50, by=None)
    lucie = actions.open_own_access(home, pupil, email="lucie@example.org", by=None)
    html = sign_in(lucie.account).get(f"/eleves/{pupil.pk}/").content.decode()
    assert "Université des Glycines" in html and "deux foyers" not in html


@pytest.mark.usefixtures("inspector")
def test_no_page_letter_or_paper_of_theirs_tells_more(shared, sign_in):
    """Every page that their links lead to, before and after the dossier is sent."""
    pupil_change(shared.claire, shared.lina, school_class="6e Muguet", birth_place="Sauvagnac")
    secrets = (*ONLY_MAIN.values(), "Muguet", "Sauvagnac", "3 rue du Moulin", "claire.martin@")
    before = crawled(sign_in(shared.karim.account))
    sent(shared, sign_in(shared.claire.account), shared.lina)
    after = crawled(sign_in(shared.karim.account))
    assert len(after) >= 12 and any("Violoncelle" in html for html in after.values())
    for path, html in (*before.items(), *after.items()):
        assert [word for word in secrets if word in html] == [], path
    mine = shared.karim.family_id
    papers = [json.dumps(row.facts) for row in Paper.objects.filter(household_id=mine)]
    letters = [row.subject + row.text for row in Outgoing.objects.filter(household_id=mine)]
    assert letters
    for words in (*papers, *letters):
        assert [word for word in secrets if word in words] == []
    html = "".join(crawled(sign_in(shared.claire.account)).values())
    assert [word for word in secrets if word not in html] == []


def crawled(client):
    """What each page says that one comes to from Accueil by links, files left out."""
    found, todo = {}, ["/"]
    while todo:
        path = todo.pop()
        if path in found or not path.startswith("/") or path.startswith("/static/"):
            continue
        answer = client.get(path)
        found[path] = ""
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[path] = answer.content.decode()
            todo += [link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', found[path])]
    return found


def test_nobody_has_their_own_address_put_in_place_of_a_pupils_way_in(valmont, sign_in):
    """A link mailed to the one who typed it would let them in as the pupil."""
    home = make.family()
    claire = make.guardian(home)
    tom = make.pupil(home, "Tom", born_on=date(2000, 5, 4))
    own = actions.open_own_access(home, tom, email="tom@example.org", by=None)
    policy.set_field_policy(Whose.ADULT, "email", mode=Mode.EDITABLE, awaits=False, by=None)
    path, taken = reverse("portal:pupils.show", kwargs={"pk": tom.pk}), "claire2@example.org"
    for account, links in ((claire.account, 0), (own.account, 1)):
        client = sign_in(account)
        form = fields_of_form(client.get(path).content.decode()) | {"email": taken}
        client.post(path, form)
        assert own.account.email_confirmations.count() == links
        assert not EmailConfirmation.objects.exclude(account=own.account).exists()
