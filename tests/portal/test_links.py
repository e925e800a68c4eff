"""Pages behind the links of a new e-mail address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from portamento.accounts import actions
from portamento.accounts.models import Account
from portamento.administration.actions import create_school
from portamento.changes.models import FieldChange
from portamento.mailroom.fresh import revealed
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment import links
from tests import make
from tests.make.accounts import PASSWORD, staff

pytestmark = pytest.mark.usefixtures("valmont")


def link() -> str:
    letter = Outgoing.objects.filter(kind="EmailToConfirm").newest_first().first()
    return "/adresse/" + revealed(letter).split("/adresse/")[1].split()[0]


def test_a_new_address_counts_once_its_link_was_opened_and_its_button_pressed(client):
    paul = staff(identifier="direction")
    actions.ask_email_confirmation(paul, "neuve@example.org", by=paul)
    page = client.get(link())
    assert "neuve@example.org" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert Account.objects.get().email == "paul.roche@example.org"
    assert client.post(link()).url == "/connexion/?site=valmont"
    assert Account.objects.get().email == "neuve@example.org"
    assert "ne sert plus" in client.get(link()).content.decode()


def test_a_familys_new_address_waits_where_the_school_says_so(client):
    claire = make.guardian(make.family())
    actions.ask_email_confirmation(claire.account, "neuve@example.org", by=claire.account)
    client.post(link())
    row = FieldChange.objects.get(field="email")
    assert (row.proposed, row.state) == ("neuve@example.org", "pending")
    assert Account.objects.get().email == "claire.martin@example.org"


def test_of_several_schools_a_letters_link_chooses_its_own(client, valmont, settings):
    campaign, claire = make.campaign(), make.guardian(make.family())
    lina = make.pupil(claire.family)
    alone = links.dossier(lina.pk, "piece-1")
    assert "site=" not in alone
    create_school("bellerive", name="Conservatoire de Bellerive", town="Bellerive", by=None)
    valmont.refresh_from_db()
    reenrolment.remind(claire.family, campaign, missing=(), by=None)
    assert "/?site=valmont" in Outgoing.objects.get(kind="Reminder").text
    led = links.dossier(lina.pk, "piece-1").removeprefix(settings.PUBLIC_URL)
    asked = client.get(led.partition("#")[0])
    assert 'value="valmont" selected' in client.get(asked.url).content.decode()
    claire.account.set_password(PASSWORD)
    claire.account.save()
    signed = {"site": "valmont", "identifier": claire.account.identifier, "password": PASSWORD}
    landed = client.post(
        "/connexion/", signed | {"next": parse_qs(urlsplit(asked.url).query)["next"][0]}
    )
    assert landed.url.endswith(f"/eleves/{lina.pk}/reinscription/#piece-1")


def test_a_newer_question_ends_the_older_link(client):
    paul = staff(identifier="direction")
    actions.ask_email_confirmation(paul, "une@example.org", by=paul)
    first = link()
    actions.ask_email_confirmation(paul, "deux@example.org", by=paul)
    assert "ne sert plus" in client.get(first).content.decode()
    assert "Confirmer" in client.get(link()).content.decode()


@pytest.mark.parametrize("path", ["/acces/nimporte/", "/adresse/nimporte/"])
def test_a_link_that_is_not_ours_opens_nothing(client, path):
    for response in (client.get(path), client.post(path)):
        assert "ne sert plus" in response.content.decode()
    assert client.get("/session/").status_code == 302
