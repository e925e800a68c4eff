"""A court's order within a household, and what two households never read of each other."""

import pytest
from django.urls import reverse

from portamento.changes.models import FieldChange
from portamento.families import recipients
from portamento.mailroom.models import Outgoing, Paper
from portamento.reenrolment import actions
from tests import make
from tests.make.bills import bill
from tests.make.changes import change, pupil_change
from tests.portal.forms import fields_of_form
from tests.portal.test_dossier import answers, opened, page, sent

pytestmark = pytest.mark.usefixtures("inspector")


@pytest.fixture
def marc(world):
    """Lives in Claire's household; a court's order keeps everything on Lina from him."""
    marc = make.guardian(world.claire.family, "Marc", "Martin")
    make.relate(marc, world.lina, relation="father", may_reenrol=False, protected=True)
    return marc


def asked_of_the_household(world):
    return world.campaign.requests.filter(kind__owner="family").order_by("position")


def handed_in(world, pdf, name):
    """A paper of Lina's and one of her household."""
    mine = world.campaign.requests.filter(kind__owner="pupil").first().kind
    family = asked_of_the_household(world)[0].kind
    home, by = world.claire.family, world.claire.account
    return (
        actions.hand_in(home, mine, pdf(f"{name}.pdf"), pupil=world.lina, by=by),
        actions.hand_in(home, family, pdf("foyer.pdf"), by=by),
    )


def test_papers_on_the_pupil_are_neither_listed_nor_served(world, marc, sign_in, pdf):
    secret, shared = handed_in(world, pdf, "certificat-glycines")
    client = sign_in(marc.account)
    lists = [reverse("portal:documents.index"), f"/eleves/{world.lina.pk}/documents/"]
    for path in lists:
        html = client.get(path).content.decode()
        assert "certificat-glycines" not in html and "foyer.pdf" not in html
    assert client.get(f"/documents/{secret.pk}/").status_code == 404
    answer = client.post(f"/documents/{secret.pk}/remplacer/", {"files": pdf("autre.pdf")})
    assert answer.status_code == 404
    assert client.get(f"/documents/{shared.pk}/").status_code == 404


def test_of_the_household_they_open_what_they_gave_and_no_bill_of_another(
    world, marc, sign_in, pdf
):
    """A proof of residence, a bill’s address: they would say where the child lives."""
    handed_in(world, pdf, "certificat-glycines")
    _proof, other = [ask.kind for ask in asked_of_the_household(world)][:2]
    own = actions.hand_in(marc.family, other, pdf("a-moi.pdf"), by=marc.account)
    make.relate(marc, world.noe, relation="father")
    bill(marc.family)
    client = sign_in(marc.account)
    assert "a-moi.pdf" in client.get(reverse("portal:documents.index")).content.decode()
    served = client.get(f"/documents/{own.pk}/")
    assert b"".join(served.streaming_content).startswith(b"%PDF-")
    html = client.get(page(world.noe)).content.decode()
    assert "Fourni le" in html and "foyer.pdf" not in html
    bills = client.get(reverse("portal:bills.fees")).content.decode()
    assert "ne vous sont pas montrées" in bills
    assert (
        "Total" in sign_in(world.claire.account).get(reverse("portal:bills.fees")).content.decode()
    )


def test_the_receipt_is_not_theirs_to_download(world, marc, sign_in):
    dossier = sent(world, sign_in(world.claire.account), world.lina)
    Paper.objects.filter(pk=dossier.paper_id).update(content=b"%PDF-1.7 receipt")
    path = page(world.lina, "download")
    assert sign_in(marc.account).get(path).status_code == 404
    assert sign_in(world.claire.account).get(path).status_code == 200


def test_home_says_neither_studies_nor_papers(world, marc, sign_in):
    sent(world, sign_in(world.claire.account), world.lina)
    html = sign_in(marc.account).get("/").content.decode()
    assert "Lina Martin" in html and "Danse classique" in html
    assert "Violoncelle" not in html and "À vous, à fournir" not in html


def test_where_the_child_lives_is_not_shown(world, marc, sign_in):
    """Neither the address the pupil follows, nor the one that waits, nor whom to call."""
    change(world.claire, address="8 rue des Lilas", mobile="06 11 22 33 44")
    asked = pupil_change(
        world.claire, world.lina, emergency_contact="Odile Roux", emergency_phone="05 11 22 33 44"
    )
    path = reverse("portal:pupils.show", kwargs={"pk": world.lina.pk})
    secrets = ("rue du Moulin", "rue des Lilas", "06 11 22 33 44", "Odile Roux", "Coordonnées")
    html = sign_in(world.claire.account).get(path).content.decode()
    assert all(secret in html for secret in secrets) and "Éléments modifiés" in html
    client = sign_in(marc.account)
    html = client.get(path).content.decode()
    assert "Lina" in html and "Lieu de naissance" in html and "ne peuvent pas être" in html
    assert not [secret for secret in secrets if secret in html] and "Éléments modifiés" not in html
    withdraw = f"/famille/modifications/{asked[0].pk}/annuler/"
    assert client.get(withdraw).status_code == client.post(withdraw).status_code == 404


def test_what_is_withheld_is_not_theirs_to_change(world, marc, sign_in):
    client = sign_in(marc.account)
    path = reverse("portal:pupils.show", kwargs={"pk": world.lina.pk})
    data = fields_of_form(client.get(path).content.decode())
    hidden = {"follows": "", "address": "9 rue de Marc", "city": "Ailleurs", "emergency_phone": "0"}
    assert client.post(path, data | hidden | {"birth_place": "Roussac"}).status_code == 302
    assert [row.field for row in FieldChange.objects.pending()] == ["birth_place"]


def test_what_is_asked_on_the_school_stays_hidden(world, marc, sign_in):
    school, born = (
        pupil_change(world.claire, world.lina, **{name: value})
        for name, value in {"school_attended": "Les Glycines", "birth_place": "Ailleurs"}.items()
    )
    client = sign_in(marc.account)
    path = f"/famille/modifications/{school[0].pk}/annuler/"
    assert client.get(path).status_code == client.post(path).status_code == 404
    names = {row.field: row.pk for row in born}
    assert client.get(f"/famille/modifications/{names['birth_place']}/annuler/").status_code == 200


def test_no_letter_on_the_pupil_for_want_of_anybody_else(world, marc):
    home = world.claire.family
    home.guardians.filter(pk=marc.pk).update(rank=0)
    make.relate(world.claire, world.lina, receives_letters=False)
    assert [to.name for to in recipients.for_pupil(home, world.lina)] == ["Claire Martin"]
    assert [to.name for to in recipients.household(home)] == ["Claire Martin"]
    make.relate(world.claire, world.lina, receives_letters=False, protected=True)
    assert recipients.for_pupil(home, world.lina) == []


def test_the_other_household_does_not_read_what_was_written(world, sign_in):
    client = sign_in(world.claire.account)
    data = answers(
        opened(client, world.lina),
        plan=str(world.plan.pk),
        qf="proof",
        agrees="on",
        valider="1",
        wanted="Nous habitons maintenant 8 rue des Lilas.",
        message="Mon numéro : 06 11 22 33 44.",
    )
    assert client.post(page(world.lina), data).status_code == 302
    assert "rue des Lilas" in client.get(page(world.lina, "receipt")).content.decode()
    assert "rue des Lilas" in Outgoing.objects.get(kind="DossierReceived").text
    other = sign_in(world.karim.account)
    for name in ("show", "receipt"):
        html = other.get(page(world.lina, name)).content.decode()
        assert "Violoncelle" in html
        assert "rue des Lilas" not in html and "06 11 22 33 44" not in html
