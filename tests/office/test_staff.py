"""Équipe: the direction opens, corrects and closes accounts; the operator opens the first."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portamento.accounts.models import Account
from portamento.accounts.passwords import is_right
from portamento.audit.models import Event
from portamento.mailroom.models import Outgoing
from portamento.schools.models import School, SchoolYear
from portamento.schools.scope import scope
from tests import make
from tests.make.accounts import STAFF_PASSWORD, account, session_of, staff

pytestmark = pytest.mark.usefixtures("valmont")
NEW = {"name": "Nadia Ferrand", "email": "nadia@example.org", "role": "secretary"}


@pytest.fixture
def director(sign_in):
    return sign_in(staff(identifier="direction"))


def test_a_colleague_is_opened_an_account_and_sent_the_identifiant(director):
    response = director.post("/bureau/equipe/nouveau/", NEW | {"identifier": "secretariat"})
    assert response.url == "/bureau/equipe/"
    nadia = Account.objects.get(identifier="secretariat")
    assert (nadia.role, nadia.has_usable_password()) == ("secretary", False)
    letter = Outgoing.objects.get(kind="IdentifierSent")
    assert letter.address == "nadia@example.org"
    assert "pour la scolarité" in letter.text and "Conservatoire de Valmont" in letter.text
    assert b"Nadia Ferrand" in director.get("/bureau/equipe/").content


def test_a_taken_identifiant_shows_the_form_again(director):
    response = director.post("/bureau/equipe/nouveau/", NEW | {"identifier": "direction"})
    assert response.status_code == 409
    assert "déjà pris" in response.content.decode()
    assert "nadia@example.org" in response.content.decode()


def test_name_address_and_role_are_corrected_and_written_in_the_journal(director):
    nadia = staff(**NEW)
    page = f"/bureau/equipe/{nadia.pk}/"
    changed = NEW | {"role": "regie", "email": "n.ferrand@example.org", "version": nadia.version}
    assert director.post(page, changed).status_code == 302
    nadia.refresh_from_db()
    assert (nadia.role, nadia.email) == ("regie", "n.ferrand@example.org")
    verbs = set(Event.objects.about("account", nadia.pk).values_list("verb", flat=True))
    assert {"account.role_changed", "account.email_set"} <= verbs


def test_a_stale_form_changes_nothing(director):
    nadia = staff(**NEW)
    stale = NEW | {"role": "regie", "version": nadia.version - 1}
    assert director.post(f"/bureau/equipe/{nadia.pk}/", stale).status_code == 200
    assert Account.objects.get(pk=nadia.pk).role == "secretary"


def test_a_closed_account_ends_its_sessions_at_once_and_for_good(director):
    nadia = staff(**NEW)
    hers, asleep = (session_of(type(director)(), nadia) for _ in range(2))
    assert hers.get("/session/").status_code == 204
    director.post(f"/bureau/equipe/{nadia.pk}/fermer/")
    assert hers.get("/session/").status_code == 302
    told = director.post(f"/bureau/equipe/{nadia.pk}/rouvrir/", follow=True).content.decode()
    nadia.refresh_from_db()
    assert nadia.is_active and "l’ancien mot de passe ne sert plus" in told
    assert not is_right(nadia, STAFF_PASSWORD) and asleep.get("/session/").status_code == 302
    assert ">Envoyer l’identifiant<" in told, "as for somebody new"
    assert director.post(f"/bureau/equipe/{nadia.pk}/rouvrir/").status_code == 409


def test_the_last_director_is_not_closed(director):
    paul = Account.objects.get(identifier="direction")
    assert director.post(f"/bureau/equipe/{paul.pk}/fermer/").status_code == 409
    assert Account.objects.get(pk=paul.pk).is_active


def test_the_identifiant_is_sent_again(director):
    nadia = staff(**NEW)
    director.post(f"/bureau/equipe/{nadia.pk}/identifiant/")
    assert Outgoing.objects.filter(kind="IdentifierSent", account=nadia).exists()


@pytest.mark.parametrize("role", ["secretary", "regie", "reader"])
def test_only_the_direction_manages_the_team(sign_in, role):
    client = sign_in(staff("Odile Brun", role=role))
    assert client.get("/bureau/equipe/").status_code == 403
    assert client.post("/bureau/equipe/nouveau/", NEW).status_code == 403


def test_a_family_has_no_business_there(sign_in):
    assert sign_in(account()).get("/bureau/equipe/").status_code == 403


def test_families_and_other_schools_are_not_of_the_team(director):
    claire = account()
    assert director.get(f"/bureau/equipe/{claire.pk}/").status_code == 404
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        helene = staff("Hélène Vasseur", email="helene@example.org")
    assert director.get(f"/bureau/equipe/{helene.pk}/").status_code == 404


def run(*words, **options) -> str:
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_the_operator_makes_a_school_and_its_first_director(client):
    run(
        "create-school",
        "rivage",
        "Conservatoire de Rivage",
        "Rivage",
        email="scolarite@example.org",
    )
    school = School.objects.get(slug="rivage")
    with scope(school):
        assert SchoolYear.objects.count() == 2
    told = run("create-staff", "rivage", name="Ève Roy", identifier="direction")
    password = told.split("(24 h): ")[1].split()[0]
    typed = {"site": "rivage", "identifier": "direction", "password": password}
    assert client.post("/connexion/", typed).url == "/mot-de-passe/"
    sent = run("create-staff", "rivage", name="Léo Bel", email="leo@example.org", mail=True)
    assert "bel: kept until there is a mail server, for leo@example.org" in sent


def test_the_operator_is_told_what_is_wrong():
    with pytest.raises(CommandError, match="not a short name"):
        run("create-school", "val/mont", "Valmont", "Valmont", email="scolarite@example.org")
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("create-school", "rivage", "Rivage", "Rivage", email="scolarite")
    with pytest.raises(CommandError, match="porte déjà"):
        run("create-school", "valmont", "Valmont", "Valmont", email="scolarite@example.org")
    with pytest.raises(CommandError, match="create-school"):
        run("create-staff", "nulle-part", name="Ève Roy")
    with pytest.raises(CommandError, match="--email"):
        run("create-staff", "valmont", name="Ève Roy", mail=True)
