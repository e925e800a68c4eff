"""Photos and several files for one document: one PDF, and its pages as pictures."""

import io
import re
from html import unescape

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from portamento.audit.models import Event
from portamento.documents import intake, sealing, storage, sweeps
from portamento.documents.models import Document, Sensitivity, Sheet
from portamento.reenrolment import actions
from portamento.reenrolment.models import Dossier, State
from portamento.workflow.action import NotAllowed
from tests.portal.test_documents import index
from tests.portal.test_dossier import answers, opened, page
from tests.portal.test_dossier_files import ask

SIDEWAYS = 6  # EXIF: the camera was held upright, its sensor lay


def photo(name="IMG_2041.jpg", size=(600, 400), orientation=None):
    """A real photo: the left half red, as its sensor saw it."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def word(name="lettre.docx"):
    return SimpleUploadedFile(name, b"PK\x03\x04 word/document.xml", "application/msword")


@pytest.fixture
def home(world, sign_in, inspector):
    """Claire's page of Lina's re-enrolment, and where « Doc 1 » goes."""
    client = sign_in(world.claire.account)
    html = opened(client, world.lina)
    number = ask(html, "Doc 1")
    return client, html, "files", page(world.lina, "upload", ask=number)


def review_of(html: str) -> str:
    """Where the page leads to look at what waits."""
    return unescape(re.search(r'href="(/documents/a-relire/[^"]+)"', html).group(1))


def said_legible(client, response):
    """The page that shows what was sent, and its button."""
    html = (client.get(response["Location"]) if response.status_code == 302 else response).content
    html = html.decode()
    action = re.search(r'action="(/documents/a-relire/[^"]+/envoyer/)"', html).group(1)
    seen = re.search(r'name="vues" value="([\d-]+)"', html).group(1)
    sent = client.post(action, {"vues": seen})
    assert sent.status_code == 302
    return sent


def kept(document) -> bytes:
    with sealing.open_file(document.file) as file:
        return file.read()


def of(sheet, page) -> str:
    return reverse("portal:documents.turn", kwargs={"pk": sheet.pk, "page": page})


def image(sheet, page) -> str:
    return reverse("portal:documents.sheet_image", kwargs={"pk": sheet.pk, "page": page})


def pages(document) -> list:
    with pikepdf.open(io.BytesIO(kept(document))) as whole:
        return [each.mediabox for each in whole.pages]


def test_a_photo_becomes_a_pdf_that_stands_upright(world, home):
    client, _html, field, url = home
    said_legible(client, client.post(url, {field: photo(orientation=SIDEWAYS)}))
    document = world.claire.family.documents.get()
    (box,) = pages(document)
    assert box[3] > box[2], "it was held upright"
    assert (document.file.name, document.file.pages) == ("IMG_2041.pdf", 1)
    assert document.file.is_servable()


def test_files_picked_together_are_one_document_in_their_order(world, home, pdf):
    client, _html, field, url = home
    files = [pdf("recto.pdf", 2), photo("verso.jpeg"), photo("annexe.jpg", (400, 600))]
    said_legible(client, client.post(url, {field: files}))
    document = world.claire.family.documents.get()
    assert (document.file.name, document.file.pages) == ("recto.pdf", 4)
    shapes = ["upright" if box[3] > box[2] else "lying" for box in pages(document)]
    assert shapes == ["upright", "upright", "lying", "upright"]


def test_one_clean_pdf_is_kept_byte_for_byte(world, home, pdf):
    client, _html, field, url = home
    sent = pdf("doc1.pdf")
    content = sent.read()
    sent.seek(0)
    client.post(url, {field: sent})
    assert kept(world.claire.family.documents.get()) == content


def test_the_one_that_is_refused_is_named_with_the_way_out(world, home):
    client, _html, field, url = home
    response = client.post(url, {field: [photo(), word()]}, headers={"X-Requested-With": "upload"})
    html = response.content.decode()
    assert response.status_code == 422
    why = re.search(r'<p class="why".*?</p>', html).group()
    assert "lettre.docx" in why and "traitement de texte" in why and "IMG_2041" not in why
    assert not Document.objects.exists()
    assert [sheet.file.name for sheet in Sheet.objects.all()] == ["IMG_2041.jpg"]


def test_an_eleventh_file_is_refused_by_name(world, home):
    client, _html, field, url = home
    files = [photo(f"page-{number}.jpg", (40, 40)) for number in range(1, 12)]
    html = client.post(url, {field: files}).content.decode()
    assert "page-11.jpg" in html and "10 fichiers au plus" in html
    assert not Document.objects.exists() and Sheet.objects.count() == 10


def test_valider_waits_until_photos_are_looked_at(world, home):
    client, html, field, url = home
    chosen = {"plan": str(world.plan.pk), "qf": "proof", "agrees": "on", "valider": "1"}
    client.post(url, {field: [photo("1.jpg"), photo("2.jpg")]})
    response = client.post(page(world.lina), answers(html, **chosen))
    html = response.content.decode()
    assert response.status_code == 422 and Dossier.objects.get().state == State.DRAFT
    assert "2\u00a0pages attendent votre relecture" in html[: html.index("<h1")]
    said_legible(client, client.get(review_of(html)))
    assert world.claire.family.documents.get().file.pages == 2
    sent = answers(opened(client, world.lina), **chosen)
    assert client.post(page(world.lina), sent).status_code == 302
    assert Dossier.objects.get().state == State.SUBMITTED


def test_the_page_offers_several_files_and_says_the_limits(home):
    client, html, field, url = home
    assert "Jusqu’à 10 fichiers" in html and 'data-accept="application/pdf,image/jpeg' in html
    alone = client.get(url).content.decode()
    assert f'name="{field}" multiple accept="application/pdf,image/jpeg' in alone
    assert "Jusqu’à 10 fichiers" in alone


def test_a_page_its_family_turns_stands_so_in_the_document(world, home, pdf):
    client, _html, field, url = home
    response = client.post(url, {field: [photo(), pdf("deux.pdf", 2)]})
    lying, sheet = Sheet.objects.all()
    html = client.get(response["Location"]).content.decode()
    for one, number in ((lying, 1), (sheet, 2), (sheet, 2)):
        assert f'formaction="{of(one, number)}"' in html
        assert client.post(of(one, number))["Location"].endswith(f"#feuillet-{one.pk}")
    assert client.post(of(sheet, 3)).status_code == 404
    wide, high = Image.open(io.BytesIO(client.get(image(lying, 1)).content)).size
    assert wide < high
    said_legible(client, response)
    with pikepdf.open(io.BytesIO(kept(Document.objects.get()))) as whole:
        assert [int(each.get("/Rotate", 0)) for each in whole.pages] == [90, 0, 180]


def test_photos_are_not_lost_in_silence_while_nobody_joins_them(world, home, settings, pdf):
    client, _html, field, url = home
    there, settings.INSPECTOR_SOCKET = settings.INSPECTOR_SOCKET, "/nowhere/s"
    client.post(url, {field: pdf("doc1.pdf")})
    assert world.claire.family.documents.get().file.check_state == "pending"
    kind, pupil = Document.objects.get().kind, Document.objects.get().pupil
    answer = client.post(url, {field: [word(), photo(orientation=SIDEWAYS)]})
    assert answer.status_code == 422 and "traitement de texte" in answer.content.decode()
    html = opened(client, world.lina)
    assert "En préparation" in html and "Rien n’est perdu" in html and "Voir les pages" in html
    page = client.get(review_of(html)).content.decode()
    assert "L’image n’est pas encore là" in page and "Tout est lisible" not in page
    sheet = Sheet.objects.get()
    with pytest.raises(NotAllowed, match="se prépare encore"):
        seen = {"seen": [sheet.pk], "among": Sheet.objects.all(), "by": world.claire.account}
        actions.confirm_sheets(world.claire.family, kind, pupil=pupil, **seen)
    before = sheet.file.key
    settings.INSPECTOR_SOCKET = there
    list(sweeps.inspect_files())
    with pytest.raises(FileNotFoundError):
        storage.open_(before)
    page = client.get(review_of(html))
    assert "est très petite" in page.content.decode()
    said_legible(client, page)
    document = Document.objects.latest("pk")
    ((_left, _bottom, width, height),) = pages(document)
    assert width < height and document.file.is_servable()


def test_an_infected_one_among_several_is_named(inspector, db, monkeypatch):
    found = iter([intake.scanner.Answer.CLEAN, intake.scanner.Answer.INFECTED])
    monkeypatch.setattr(intake.scanner, "scan", lambda file, wait_seconds: next(found))
    with pytest.raises(intake.NotAllowed, match=r"mauvaise\.jpg"):
        intake.take([photo("bonne.jpg"), photo("mauvaise.jpg")])


@pytest.fixture
def proof(world, inspector) -> Document:
    kind = world.campaign.requests.get(kind__name__startswith="Justificatif").kind
    files = [photo("facture.jpg"), photo("verso.jpg")]
    return actions.hand_in(world.claire.family, kind, files, by=world.claire.account)


def looked(document, number=None) -> str:
    if number is None:
        return reverse("portal:documents.pages", kwargs={"pk": document.pk})
    return reverse("portal:documents.page_image", kwargs={"pk": document.pk, "page": number})


def test_consulter_shows_the_pages_and_offers_the_file(world, sign_in, proof):
    client = sign_in(world.claire.account)
    assert f'href="{looked(proof)}"' in index(client)
    html = client.get(looked(proof)).content.decode()
    assert looked(proof, 1) in html and looked(proof, 2) in html
    assert f'href="{reverse("portal:documents.download", kwargs={"pk": proof.pk})}"' in html
    response = client.get(looked(proof, 2))
    assert Image.open(io.BytesIO(response.content)).format == "PNG"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(looked(proof, 3)).status_code == 404


def test_one_look_is_recorded_once_and_a_picture_by_itself_too(world, sign_in, proof):
    client = sign_in(world.claire.account)
    client.get(looked(proof, 1))
    client.get(looked(proof, 2))
    assert Event.objects.filter(verb="document.read").count() == 1


def test_nobody_else_looks(world, sign_in, proof):
    client = sign_in(world.karim.account)
    assert [client.get(looked(proof, number)).status_code for number in (None, 1)] == [404, 404]


def test_a_page_nobody_can_draw_now_is_asked_again_later(world, sign_in, proof, settings):
    settings.INSPECTOR_SOCKET = "/nowhere/s"
    assert sign_in(world.claire.account).get(looked(proof, 1)).status_code == 503


def test_a_health_paper_lies_sealed_and_its_family_sees_it(world, sign_in, inspector):
    kind = world.campaign.requests.filter(kind__sensitivity=Sensitivity.HEALTH).first().kind
    by = world.claire.account
    paper = actions.hand_in(world.claire.family, kind, [photo()], pupil=world.lina, by=by)
    assert paper.file.sealed_key is not None
    assert sign_in(by).get(looked(paper, 1))["Content-Type"] == "image/png"


def test_a_refused_document_is_replaced_by_photos(world, sign_in, proof):
    actions.judge(proof, accept=False, reason="illegible", by=None)
    url = reverse("portal:documents.replace", kwargs={"pk": proof.pk})
    sent = {"files": [photo("a.jpg"), photo("b.jpg"), photo("c.jpg")]}
    client = sign_in(world.claire.account)
    said_legible(client, client.post(url, sent))
    assert Document.objects.order_by("pk").last().file.pages == 3


def test_what_the_antivirus_has_not_passed_is_not_called_legible(world, home, settings):
    client, _html, field, url = home
    settings.CLAMAV = "/nowhere/c"
    client.post(url, {field: [photo(), photo()]})
    html = opened(client, world.lina)
    assert "En préparation" in html
    page = client.get(review_of(html))
    assert "L’image n’est pas encore là" in page.content.decode()
    assert "Tout est lisible" not in page.content.decode()
    settings.CLAMAV = ""
    list(sweeps.inspect_files())
    said_legible(client, client.get(review_of(html)))
    assert Document.objects.get().file.pages == 2
