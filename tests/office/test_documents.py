"""Documents in the office: listed, read, decided, handed in at the desk; who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.accounts import roles
from portamento.audit.models import Event
from portamento.documents.models import Document, Owner, Sensitivity, State
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from portamento.reenrolment.models import State as DossierState
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.make.dossiers import PDF
from tests.office.people import address_in, text

url = address_in("documents")


@pytest.fixture
def paper(family):
    return make.document(family, make.kind("Justificatif de domicile"))


def test_the_list_shows_what_is_to_check_and_is_filtered(secretary, family, paper):
    done = make.document(family, make.kind("RIB"), name="rib.pdf")
    actions.judge(done, accept=True, by=None)
    page = text(secretary.get(url("index")))
    assert url("show", pk=paper.pk) in page
    assert url("show", pk=done.pk) not in page
    assert url("show", pk=done.pk) in text(secretary.get(url("index"), {"etat": "accepted"}))
    everything = text(secretary.get(url("index"), {"etat": "tous", "genre": done.kind_id}))
    assert url("show", pk=done.pk) in everything
    assert url("show", pk=paper.pk) not in everything
    assert url("show", pk=paper.pk) not in text(secretary.get(url("index"), {"q": "durand"}))


def test_a_reading_is_recorded_and_the_file_leaves_as_an_attachment(secretary, paper):
    answer = secretary.get(url("download", pk=paper.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    event = Event.objects.get(verb="document.read")
    assert event.author.identifier == "secretariat"


def test_a_file_not_yet_checked_is_not_served(secretary, family):
    waiting = make.document(family, make.kind("RIB"), checked=False)
    assert secretary.get(url("download", pk=waiting.pk)).status_code == 404
    page = text(secretary.get(url("show", pk=waiting.pk)))
    assert "Contrôle en cours" in page
    assert url("accept", pk=waiting.pk) not in page


def test_a_document_is_accepted_and_the_dossier_is_taken_in_hand(secretary, family):
    paper = make.document(family, make.asked(make.campaign()).kind)
    dossier = make.dossier(make.pupil(family), family, family.guardians.get())
    retour = reverse("office:dossiers.show", kwargs={"pk": dossier.pk})
    answer = secretary.post(url("accept", pk=paper.pk), {"retour": retour})
    assert answer["Location"] == retour
    paper.refresh_from_db()
    dossier.refresh_from_db()
    assert (paper.state, dossier.state) == (State.ACCEPTED, DossierState.IN_REVIEW)
    assert "déjà fait" in text(secretary.post(url("accept", pk=paper.pk), follow=True))


def test_an_answer_never_leads_to_another_site(secretary, paper):
    posted = {"retour": "https://ailleurs.example/"}
    answer = secretary.post(url("accept", pk=paper.pk), posted)
    assert answer["Location"] == url("show", pk=paper.pk)


def test_bank_details_are_confirmed_on_a_second_step(secretary, family):
    rib = make.document(family, make.kind("RIB", sensitivity=Sensitivity.BANK))
    asked = secretary.post(url("accept", pk=rib.pk))
    assert "Je confirme" in text(asked)
    rib.refresh_from_db()
    assert rib.state == State.RECEIVED
    secretary.post(url("accept", pk=rib.pk), {"sure": "on"})
    rib.refresh_from_db()
    assert rib.state == State.ACCEPTED


def test_a_refusal_has_a_reason_and_a_sentence(secretary, family):
    kind = make.kind("Attestation", reasons="Il manque le verso\nPas la bonne caisse")
    paper = make.document(family, kind)
    empty = secretary.post(url("refuse", pk=paper.pk), {"reason": "", "note": "Floue."})
    assert "Floue." in text(empty)
    assert "Il manque le verso" in text(empty)
    other = secretary.post(url("refuse", pk=paper.pk), {"reason": "other", "note": " "})
    assert '<a href="#id_note">' in text(other)
    posted = {"reason": "own-0", "note": "Numérisez les deux côtés."}
    secretary.post(url("refuse", pk=paper.pk), posted)
    paper.refresh_from_db()
    assert (paper.state, paper.note) == (
        *(State.REFUSED, "Il manque le verso. Numérisez les deux côtés."),
    )
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "côtés. La famille n’est pas prévenue." in page
    secretary.post(url("tell", family_pk=family.pk))
    assert "Il manque le verso." in Outgoing.objects.get(kind="DocumentsRefused").text
    again = secretary.post(url("tell", family_pk=family.pk))
    assert again.status_code == 409
    assert Outgoing.objects.filter(kind="DocumentsRefused").count() == 1


def test_the_next_document_is_that_of_the_list(secretary, family, paper):
    other = make.document(family, paper.kind)
    page = text(secretary.get(url("show", pk=paper.pk), {"liste": f"genre={paper.kind_id}"}))
    assert url("show", pk=other.pk) + f"?liste=genre%3D{paper.kind_id}" in page


def test_a_paper_is_handed_in_at_the_desk(secretary, family, inspector, pdf):
    kind = make.asked(make.campaign(), "Fiche sanitaire", owner=Owner.PUPIL).kind
    pupil = make.pupil(family)
    make.dossier(pupil, family, family.guardians.get())
    found = secretary.get(url("choose"), {"q": "lina"})
    assert url("new", family_pk=family.pk) in text(found)
    address = url("new", family_pk=family.pk)
    nobody = secretary.post(address, {"kind": kind.pk, "file": pdf()})
    assert "choisissez lequel" in text(nobody)
    Outgoing.objects.all().delete()
    secretary.post(address, {"kind": kind.pk, "pupil": pupil.pk, "file": pdf("scan.pdf", 2)})
    document = Document.objects.get()
    assert (document.pupil, document.handed_in_by.identifier) == (pupil, "secretariat")
    assert (document.file.name, document.file.pages) == ("scan.pdf", 2)
    assert not Outgoing.objects.exists()
    told = {"kind": kind.pk, "pupil": pupil.pk, "file": pdf(), "tell": "on"}
    secretary.post(address, told)
    assert Outgoing.objects.get().kind == "DocumentReceived"


def test_what_is_not_a_pdf_is_refused_with_what_to_do(secretary, family, inspector):
    kind = make.kind("RIB")
    posted = {"kind": kind.pk, "file": SimpleUploadedFile("scan.pdf", b"hello")}
    answer = secretary.post(url("new", family_pk=family.pk), posted)
    assert answer.status_code == 409
    assert "n’est ni un PDF ni une photo" in text(answer)
    assert not Document.objects.exists()


def test_health_papers_are_for_the_direction_and_the_secretariat(family, sign_in):
    kind = make.kind("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    paper = make.document(family, kind)
    regie = sign_in(accounts.staff("Samir Colin", role="regie", identifier="regie"))
    assert "Fiche sanitaire" not in text(regie.get(url("index"), {"etat": "tous"}))
    for name in ("show", "download"):
        assert regie.get(url(name, pk=paper.pk)).status_code == 403


READ = ("index", "show", "download")
DECIDE = ("choose", "new", "accept", "refuse")


def address_of(name, paper):
    if name in {"index", "choose"}:
        return url(name)
    return url(name, family_pk=paper.family_id) if name == "new" else url(name, pk=paper.pk)


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_each_page_asks_for_its_right(paper, sign_in, role):
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    for right, names in ((roles.SEE_DOCUMENTS, READ), (roles.DECIDE_DOCUMENTS, DECIDE)):
        for name in names:
            answer = client.get(address_of(name, paper))
            assert not answer.streaming or b"".join(answer.streaming_content) == PDF
            status = answer.status_code
            assert (status == 403) is (right not in roles.ROLES[role]), name
    if roles.DECIDE_DOCUMENTS not in roles.ROLES[role]:
        for name in ("accept", "refuse", "new"):
            assert client.post(address_of(name, paper)).status_code == 403
        assert client.post(url("tell", family_pk=paper.family_id)).status_code == 403
    paper.refresh_from_db()
    assert paper.state == State.RECEIVED


def test_a_document_of_another_school_is_not_found(secretary):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        family = make.family("Ailleurs")
        make.guardian(family, "Hélène", "Ailleurs")
        paper = make.document(family, make.kind("RIB"))
    assert "Ailleurs" not in text(secretary.get(url("index"), {"etat": "tous"}))
    for name in ("show", "download", "accept", "refuse", "new"):
        assert secretary.get(address_of(name, paper)).status_code == 404, name
    assert secretary.post(url("tell", family_pk=family.pk)).status_code == 404


def test_the_list_costs_as_much_with_three_documents_as_with_thirty(secretary, family):
    counts = []
    kind = make.kind("RIB")
    for more in (3, 27):
        for _ in range(more):
            make.document(family, kind)
        secretary.get(url("index"))
        with CaptureQueriesContext(connection) as seen:
            secretary.get(url("index"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
