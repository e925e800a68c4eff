"""What a court's order keeps from a guardian is not read by sending a file of one's own."""

import pytest
from django.urls import reverse

from portamento.documents.models import Document, Sheet
from portamento.families import actions as families
from portamento.foundation import clock
from portamento.reenrolment import actions
from tests import make
from tests.portal.test_dossier import page
from tests.portal.test_photos import photo

pytestmark = pytest.mark.usefixtures("inspector")
XHR = {"X-Requested-With": "upload"}


@pytest.fixture
def marc(world):
    """Lives with Claire, re-enrols Noé; a court's order keeps everything on Lina from him."""
    marc = make.guardian(world.claire.family, "Marc", "Martin")
    make.relate(marc, world.noe, relation="father")
    make.relate(marc, world.lina, relation="father", may_reenrol=False, protected=True)
    return marc


@pytest.fixture
def proof(world):
    return world.campaign.requests.get(kind__name__startswith="Justificatif")


def by_claire(world, kind, *files, together=False):
    by = world.claire.account
    return actions.send_in(world.claire.family, kind, files, together=together, by=by)


def test_a_refused_file_does_not_name_the_one_another_gave(world, marc, sign_in, pdf, proof):
    by_claire(world, proof.kind, pdf("8-rue-cachee.pdf"))
    client, path = sign_in(marc.account), page(world.noe, "upload", ask=proof.pk)
    html = client.post(path, {"files": photo("x.txt")}, headers=XHR).content.decode()
    html += client.post(path, {"files": photo("1.jpg")}, headers=XHR).content.decode()
    assert "1.jpg" in html and "rue-cachee" not in html


def test_nor_once_the_pupil_has_left(world, marc, sign_in, pdf, proof):
    by_claire(world, proof.kind, pdf("8-rue-cachee.pdf"))
    families.note_departure(world.lina, on=clock.today(), by=world.claire.account)
    html = sign_in(marc.account).get(page(world.noe)).content.decode()
    assert "Fourni le" in html and "rue-cachee" not in html


def test_a_paper_refused_lists_no_page_of_another(world, marc, sign_in, pdf, proof):
    own = actions.hand_in(marc.family, proof.kind, pdf("a-moi.pdf"), by=marc.account)
    actions.judge(own, accept=False, reason="illegible", by=marc.account)
    by_claire(world, proof.kind, photo("8-rue-cachee.jpg"))
    path = reverse("portal:documents.replace", kwargs={"pk": own.pk})
    answer = sign_in(marc.account).post(path, {"files": photo("1.jpg")}, headers=XHR)
    html = answer.content.decode()
    assert "1.jpg" in html and "rue-cachee" not in html


def test_pages_of_another_never_become_a_paper_of_ones_own(world, marc, sign_in, pdf, proof):
    """Their numbers can be guessed: the document would be theirs to open."""
    hidden = by_claire(world, proof.kind, photo("8-rue-cachee.jpg")).sheets[0]
    client, path = sign_in(marc.account), page(world.noe, "upload", ask=proof.pk)
    client.post(path, {"files": photo("1.jpg")}, headers=XHR)
    own = Sheet.objects.get(sent_by=marc.account)
    confirm = reverse("portal:documents.confirm", kwargs={"kind": proof.kind_id, "pupil": 0})
    client.post(confirm, {"vues": f"{hidden.pk}-{own.pk}"})
    assert not Document.objects.exists()
    client.post(confirm, {"vues": str(own.pk)})
    assert Document.objects.get().file.pages == 1
    assert list(Sheet.objects.values_list("pk", flat=True)) == [hidden.pk]
