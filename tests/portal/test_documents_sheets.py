"""Pages before they count: their family looks at them, orders them, says that all is legible."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portamento.audit.models import Event
from portamento.demo.cast import stamped
from portamento.documents import actions as documents
from portamento.documents import filing, storage, sweeps
from portamento.documents.models import Document, Sensitivity, Sheet, StoredFile
from portamento.foundation import clock
from portamento.reenrolment import actions
from tests import make
from tests.inspector import samples
from tests.make import accounts
from tests.portal.test_dossier import opened, page
from tests.portal.test_dossier_files import ask
from tests.portal.test_photos import photo, said_legible, word

pytestmark = pytest.mark.usefixtures("inspector")
XHR = {"X-Requested-With": "upload"}


@pytest.fixture
def kind(world):
    return world.campaign.requests.get(kind__name__startswith="Justificatif").kind


@pytest.fixture
def claire(world, sign_in):
    return sign_in(world.claire.account)


def send(world, kind, *files, pupil=None, together=True):
    by = world.claire.account
    return actions.send_in(world.claire.family, kind, files, pupil=pupil, together=together, by=by)


def at(name, kind, pupil=None) -> str:
    kwargs = {"kind": kind.pk, "pupil": pupil.pk if pupil else 0}
    return reverse(f"portal:documents.{name}", kwargs=kwargs)


def of_sheet(name, sheet, **more) -> str:
    return reverse(f"portal:documents.{name}", kwargs={"pk": sheet.pk, **more})


def review(claire, kind, pupil=None) -> str:
    response = claire.get(at("review", kind, pupil))
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r"<h2>([^<]+)</h2>", html)


def test_each_file_travels_by_itself_and_the_row_says_what_waits(world, claire, pdf):
    number = ask(opened(claire, world.lina), "Justificatif")
    url, field = page(world.lina, "upload", ask=number), "files"
    for name in ("1.jpg", "2.jpg"):
        sent = {field: photo(name), "ensemble": "1"}
        html = claire.post(url, sent, headers=XHR).content.decode()
    assert "2\u00a0pages attendent votre relecture" in html and "À relire" in html
    assert "1.jpg" in html and "2.jpg" in html and "Relire et envoyer" in html
    assert not Document.objects.exists()


def test_one_clean_pdf_of_several_waits_with_the_others(world, claire, pdf):
    number = ask(opened(claire, world.lina), "Justificatif")
    url, field = page(world.lina, "upload", ask=number), "files"
    claire.post(url, {field: pdf("a.pdf"), "ensemble": "1"}, headers=XHR)
    claire.post(url, {field: pdf("b.pdf")}, headers=XHR)
    assert not Document.objects.exists() and Sheet.objects.count() == 2


def test_a_pdf_with_a_blank_page_is_looked_at_and_then_kept_byte_for_byte(world, claire, kind):
    pdf = photo("scan.pdf")
    pdf.file.seek(0)
    pdf.file.truncate()
    content = samples.plain()
    pdf.file.write(content)
    sent = send(world, kind, pdf, together=False)
    assert sent.document is None and len(sent.sheets) == 1
    html = review(claire, kind)
    assert "La page 1 semble vide" in html
    said_legible(claire, claire.get(at("review", kind)))
    document = Document.objects.get()
    assert document.file.name == "scan.pdf" and not Sheet.objects.exists()
    with storage.open_(document.file.key) as file:
        assert file.read() == content


def test_pages_go_up_and_down_and_are_sent_in_that_order(world, claire, kind, pdf):
    send(world, kind, pdf("a.pdf", 2), photo("b.jpg"), photo("c.jpg"))
    assert names(review(claire, kind))[:3] == ["a.pdf", "b.jpg", "c.jpg"]
    last = Sheet.objects.get(file__name="c.jpg")
    moved = claire.post(of_sheet("move", last), {"vers": "haut", "retour": "/famille/"})
    assert moved["Location"].endswith(f"#feuillet-{last.pk}")
    assert "retour=/famille/" in moved["Location"]
    claire.post(of_sheet("move", Sheet.objects.get(file__name="a.pdf")), {"vers": "bas"})
    html = review(claire, kind)
    assert names(html)[:3] == ["c.jpg", "a.pdf", "b.jpg"]
    assert "Agrandir la page 4" in html
    said_legible(claire, claire.get(at("review", kind)))
    assert Document.objects.get().file.name == "c.pdf"
    assert Document.objects.get().file.pages == 4


def test_one_is_removed_and_its_file_with_it(
    world, claire, kind, django_capture_on_commit_callbacks
):
    send(world, kind, photo("a.jpg"), photo("b.jpg"))
    gone = Sheet.objects.get(file__name="a.jpg")
    key = gone.file.key
    with django_capture_on_commit_callbacks(execute=True):
        claire.post(of_sheet("drop", gone))
    assert [sheet.file.name for sheet in Sheet.objects.all()] == ["b.jpg"]
    assert StoredFile.objects.count() == 1
    with pytest.raises(FileNotFoundError):
        storage.open_(key)


def test_sheets_and_their_files_go_when_the_document_is_there(
    world, claire, kind, django_capture_on_commit_callbacks
):
    send(world, kind, photo("a.jpg"), photo("b.jpg"))
    before = set(StoredFile.objects.values_list("key", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        said_legible(claire, claire.get(at("review", kind)))
    known = set(StoredFile.objects.values_list("key", flat=True))
    assert known == {Document.objects.get().file.key}
    assert not (before & set(storage.every_key())) and known <= set(storage.every_key())


def test_more_pages_are_added_where_one_looks_at_them(world, claire, kind):
    send(world, kind, photo("a.jpg"))
    claire.post(at("add", kind), {"files": [photo("b.jpg"), word()]})
    html = claire.post(at("add", kind), {"files": word()}, headers=XHR)
    assert html.status_code == 422 and "traitement de texte" in html.content.decode()
    assert names(review(claire, kind))[:2] == ["a.jpg", "b.jpg"]


def test_what_was_added_in_another_window_is_shown_before_it_counts(world, claire, kind):
    send(world, kind, photo("a.jpg"))
    seen = re.search(r'name="vues" value="([\d-]+)"', review(claire, kind)).group(1)
    send(world, kind, photo("b.jpg"))
    response = claire.post(at("confirm", kind), {"vues": seen}, follow=True)
    assert "Les pages ont changé entre-temps" in response.content.decode()
    assert not Document.objects.exists()


def test_sent_twice_it_is_one_document(world, claire, kind):
    send(world, kind, photo("a.jpg"))
    first = claire.get(at("review", kind))
    said_legible(claire, first)
    again = claire.post(at("confirm", kind), {"vues": "1", "retour": page(world.lina)})
    assert again.status_code == 302 and again["Location"] == page(world.lina)
    assert Document.objects.count() == 1


def test_nobody_else_sees_moves_or_sends_them(world, sign_in, kind):
    send(world, kind, photo("a.jpg"))
    sheet = Sheet.objects.get()
    other = sign_in(world.karim.account)
    assert other.get(of_sheet("sheet_image", sheet, page=1)).status_code == 404
    assert other.post(of_sheet("move", sheet), {"vers": "bas"}).status_code == 404
    assert other.post(of_sheet("drop", sheet)).status_code == 404
    assert other.get(at("review", kind)).status_code == 302
    other.post(at("confirm", kind), {"vues": str(sheet.pk)})
    assert not Document.objects.exists()
    assert other.get(at("review", kind, world.noe)).status_code == 404


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_the_office_has_no_door_to_what_its_family_has_not_said_legible(
    world, sign_in, kind, role, pdf
):
    send(world, kind, photo("a.jpg"))
    staff = sign_in(accounts.staff("Nadia Ferrand", role=role))
    theirs = Sheet.objects.get().file_id
    assert staff.get(reverse("office:campaigns.file", args=[theirs])).status_code == 404
    with filing.taken(pdf("modele.pdf")) as file:
        ours = file.row()
    model = staff.get(reverse("office:campaigns.file", args=[ours.pk]))
    assert b"".join(model.streaming_content).startswith(b"%PDF-")


def test_a_health_paper_lies_sealed_before_it_counts_too(world, claire):
    asked = world.campaign.requests.filter(kind__sensitivity=Sensitivity.HEALTH).first()
    send(world, asked.kind, photo("1.jpg"), photo("2.jpg"), pupil=world.lina)
    assert all(sheet.file.sealed_key is not None for sheet in Sheet.objects.all())
    for sheet in Sheet.objects.all():
        image = claire.get(of_sheet("sheet_image", sheet, page=1))
        assert image["Content-Type"] == "image/png"
    looked = Event.objects.get(verb="sheets.looked")
    assert (looked.author, looked.household_id) == (world.claire.account, world.claire.family_id)
    said_legible(claire, claire.get(at("review", asked.kind, world.lina)))
    assert Document.objects.get().file.sealed_key is not None


def test_after_two_weeks_they_are_forgotten_all_together(world, kind):
    send(world, kind, photo("a.jpg"), photo("b.jpg"))
    old = clock.now() - timedelta(days=15)
    Sheet.objects.filter(file__name="a.jpg").update(sent_at=old)
    list(sweeps.forget_sheets())
    assert Sheet.objects.count() == 2, "the other one came later"
    Sheet.objects.update(sent_at=old)
    list(sweeps.forget_sheets())
    assert not Sheet.objects.exists() and not StoredFile.objects.filter(document=None).exists()


def test_a_document_from_elsewhere_takes_their_place(world, kind, pdf):
    send(world, kind, photo("a.jpg"))
    actions.hand_in(world.claire.family, kind, pdf("guichet.pdf"), by=world.claire.account)
    assert not Sheet.objects.exists()


def test_documents_fournis_leads_to_them(world, claire, kind):
    send(world, kind, photo("a.jpg"))
    html = claire.get(reverse("portal:documents.index")).content.decode()
    assert "1\u00a0page attend votre relecture" in html and at("review", kind) in html
    send(world, kind, photo("b.jpg"))
    home = claire.get(reverse("portal:home.index")).content.decode()
    assert "À vous, 2\u00a0pages à relire" in home and "3\u00a0choses vous attendent" in home


def test_a_number_of_pages_that_is_not_the_one_expected_is_told(world, claire, kind, pdf):
    documents.edit_kind(kind, pages_from=2, pages_to=4, by=None)
    assert send(world, kind, pdf("une.pdf"), together=False).document is None
    assert "Le nombre de pages (1) n’est pas celui attendu" in review(claire, kind)
    send(world, kind, pdf("deux.pdf"))
    assert "n’est pas celui attendu" not in review(claire, kind)


def test_a_paper_that_is_old_or_names_others_is_told_and_never_held_back(world, claire, kind):
    words = "Facture de la régie des eaux du 3 mars 2019 au nom de Berthe Lenoir, 4 rue des Lilas"
    paper = SimpleUploadedFile("facture.pdf", samples.written(1, words))
    assert send(world, kind, paper, together=False).document is None
    html = review(claire, kind)
    assert "3 mars 2019" in html and "Nous n’avons pas lu le nom de votre famille" in html
    said_legible(claire, claire.get(at("review", kind)))
    assert Document.objects.get().file.name == "facture.pdf"


def test_a_tax_notice_of_another_year_is_told_by_its_words_or_its_stamp(world, claire):
    asked = make.asked(world.campaign, "Avis d’imposition sur les revenus {revenus}")
    words = "Direction des finances publiques", "Famille Martin, 3 rue du Moulin, 00100 Valmont"
    raw = stamped.tax_notice(world.claire.person, 2024, 32145, clock.today())
    papers = [
        samples.saying(
            *words, "Impot sur les revenus de 2024", "Revenu fiscal de reference : 32 145"
        ),
        stamped.printed(samples.saying(*words, "Ce texte ne dit aucun an de revenus."), raw),
        samples.saying(
            *words, "Impot sur les revenus de 2025", "Revenu fiscal de reference : 32 145"
        ),
    ]
    for paper in papers[:2]:
        file = SimpleUploadedFile("avis.pdf", paper)
        assert send(world, asked.kind, file, together=False).document is None
        assert "porter sur les revenus de 2024" in review(claire, asked.kind)
        claire.post(of_sheet("drop", Sheet.objects.get()))
    right = SimpleUploadedFile("avis.pdf", papers[2])
    assert send(world, asked.kind, right, together=False).document


def test_a_page_that_counts_still_stands_beside_those_that_wait(world, claire, kind, pdf):
    actions.hand_in(world.claire.family, kind, pdf("ancienne.pdf"), by=world.claire.account)
    send(world, kind, photo("nouvelle.jpg"))
    html = opened(claire, world.lina)
    assert "ancienne.pdf" in html and "nouvelle.jpg" in html and "À relire" in html
    assert "Le document déjà reçu sera remplacé." in html and ">Remplacer<" not in html
    claire.post(of_sheet("drop", Sheet.objects.get()))
    assert ">Remplacer<" in opened(claire, world.lina)
