"""The office checks: nothing is kept by itself, a household is told once, and comes back."""

import re

import pytest
from django.urls import reverse

from portamento.accounts.models import Account
from portamento.documents.models import Document, KeptReading, Sensitivity, State, StoredFile
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from portamento.reenrolment.models import HouseholdAnswers
from tests import make
from tests.inspector import samples
from tests.make import accounts
from tests.office.people import address_in, text

url = address_in("documents")


@pytest.fixture
def asked(family):
    campaign = make.campaign()
    return make.asked(campaign, "Justificatif de domicile")


@pytest.fixture
def dossier(asked, family):
    return make.dossier(make.pupil(family), family, family.guardians.get())


def three(asked) -> list:
    """Kinds that the campaign asks for."""
    return [asked.kind, *(make.asked(asked.campaign, name).kind for name in ("RIB", "Assurance"))]


def page_of(dossier):
    return reverse("office:dossiers.show", kwargs={"pk": dossier.pk})


def offers(page: str) -> list[dict]:
    """What each « Retenir » would post."""
    forms = re.findall(r'<form[^>]*action="[^"]*/retenir/".*?</form>', page, re.S)
    return [dict(re.findall(r'name="(quoi|valeur)" value="([^"]*)"', one)) for one in forms]


def test_a_quotient_is_proposed_with_its_line_and_kept_by_one_click(
    secretary, family, asked, dossier, inspector
):
    kind = make.kind("Attestation CAF", sensitivity=Sensitivity.INCOME, validity="months")
    lines = ("CAF, attestation de moins de 3 mois", "Quotient familial de mai 2026 : 742 euros")
    paper = make.document(family, kind, content=samples.saying(*lines))
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert "Retenir QF 742 € (mai 2026)" in page
    assert "Quotient familial de mai 2026 : 742 euros »" in page
    assert not KeptReading.objects.exists()
    (offer,) = offers(page)
    answer = secretary.post(url("keep", pk=paper.pk), offer | {"liste": "etat=tous"}, follow=True)
    shown = text(answer)
    assert answer.redirect_chain[0][0] == url("show", pk=paper.pk) + "?liste=etat%3Dtous"
    assert "Retenu d’après ce document" in shown
    assert offers(shown) == []
    assert HouseholdAnswers.objects.get(family=family).quotient_cents == 74_200
    assert "742,00 € (mai 2026)" in text(secretary.get(page_of(dossier)))
    secretary.post(url("drop", pk=paper.pk), {"quoi": "quotient"})
    assert not KeptReading.objects.exists()


def test_what_does_not_stand_on_the_paper_cannot_be_kept(secretary, family, inspector):
    kind = make.kind("Attestation CAF", sensitivity=Sensitivity.INCOME)
    paper = make.document(
        family, kind, content=samples.saying("CAF", "Quotient familial : 742 euros")
    )
    wrong = {"quoi": "quotient", "valeur": "10"}
    assert secretary.post(url("keep", pk=paper.pk), wrong).status_code == 409
    assert secretary.post(url("drop", pk=paper.pk), {"quoi": "rien"}).status_code == 409
    assert not KeptReading.objects.exists()


def test_the_last_document_of_a_household_sends_its_one_letter(secretary, family, asked):
    papers = [make.document(family, kind) for kind in three(asked)]
    other = make.document(make.family("Autre"), asked.kind, by=family.guardians.get().account)
    posted = {"liste": "", "retour": "", "reason": "illegible"}
    for paper in papers[:2]:
        secretary.post(url("refuse", pk=paper.pk), posted)
        assert not Outgoing.objects.filter(kind="DocumentsRefused").exists()
    answer = secretary.post(url("accept", pk=papers[2].pk), posted, follow=True)
    assert answer.redirect_chain[0][0] == url("show", pk=other.pk)
    assert "prévenue en un message : 2 documents à refaire" in text(answer)
    assert Outgoing.objects.get(kind="DocumentsRefused").text.count("#piece-") == 2


def test_what_a_family_has_replaced_is_checked_by_nobody(secretary, family, asked, sign_in):
    early, refused = make.document(family, asked.kind), make.document(family, make.kind("RIB"))
    secretary.post(url("refuse", pk=refused.pk), {"reason": "illegible"})
    late = make.document(family, asked.kind)
    again = make.document(family, refused.kind)
    listed = text(secretary.get(url("index")))
    assert url("show", pk=late.pk) in listed and url("show", pk=again.pk) in listed
    assert url("show", pk=early.pk) not in listed
    page = text(secretary.get(url("show", pk=early.pk)))
    assert "un plus récent a pris sa place" in page and url("show", pk=late.pk) in page
    assert secretary.post(url("accept", pk=early.pk)).status_code == 409
    assert secretary.post(url("tell", family_pk=family.pk)).status_code == 409  # nothing to tell
    mother = sign_in(family.guardians.get().account)
    assert text(mother.get(reverse("portal:documents.index"))).count("Remplacé") == 2
    actions.remove(late, by=None)
    early.refresh_from_db()
    assert early.state == State.RECEIVED


def test_done_with_a_household_goes_on_to_the_next(secretary, family, asked):
    first, _second, _third = (make.document(family, kind) for kind in three(asked))
    other = make.document(make.family("Autre"), asked.kind, by=family.guardians.get().account)
    posted = {"liste": "", "retour": ""}
    secretary.post(url("refuse", pk=first.pk), posted | {"reason": "illegible"})
    page = text(secretary.get(url("show", pk=first.pk)))
    assert "Prévenir la famille (1 document à refaire)" in page
    assert 'data-key="f"' in page
    answer = secretary.post(url("tell", family_pk=family.pk), posted)
    assert answer["Location"] == url("show", pk=other.pk)
    assert Document.objects.filter(told_at=None, state=State.REFUSED).count() == 0


def test_a_document_without_object_says_why_and_the_next_follows(secretary, family, asked):
    first, second = make.document(family, asked.kind), make.document(family, make.kind("RIB"))
    page = text(secretary.get(url("show", pk=first.pk)))
    (way,) = re.findall(rf'href="({url("set_aside", pk=first.pk)}[^"]*)"', page)
    form = text(secretary.get(way.replace("&amp;", "&")))
    assert 'name="liste" value=""' in form
    empty = secretary.post(url("set_aside", pk=first.pk), {"reason": "other", "liste": ""})
    assert empty.status_code == 409
    posted = {"reason": "already", "note": "", "liste": "", "retour": ""}
    answer = secretary.post(url("set_aside", pk=first.pk), posted)
    assert answer["Location"] == url("show", pk=second.pk)
    assert "La scolarité l’a reçu autrement" in text(secretary.get(url("show", pk=first.pk)))


def test_a_piece_nobody_gave_is_set_aside_from_the_dossier_and_asked_again(
    secretary, family, asked, dossier, sign_in
):
    page = text(secretary.get(page_of(dossier)))
    where = {"family_pk": family.pk, "ask": asked.pk}
    assert url("piece", **where) in page
    posted = {"reason": "other", "note": "Vu au guichet.", "retour": page_of(dossier)}
    assert secretary.post(url("piece", **where), posted)["Location"] == page_of(dossier)
    shown = text(secretary.get(page_of(dossier)))
    assert "Sans objet" in shown and "Vu au guichet." in shown and "Il manque" not in shown
    mother = sign_in(family.guardians.get().account)
    home = reverse("portal:dossier.show", kwargs={"pk": dossier.pupil_id})
    theirs = text(mother.get(home))
    assert "Sans objet" in theirs and "Vu au guichet." in theirs
    importing = reverse("portal:dossier.upload", kwargs={"pk": dossier.pupil_id, "ask": asked.pk})
    assert importing not in theirs
    nadia = sign_in(Account.objects.get(identifier="secretariat"))
    nadia.post(url("ask_again", **where), {"retour": page_of(dossier)})
    mother = sign_in(family.guardians.get().account)
    assert importing in text(mother.get(home))


def test_what_comes_back_has_its_place_in_what_waits(secretary, family, asked, dossier):
    first = make.document(family, asked.kind)
    listed = reverse("office:dossiers.index")
    reference = dossier.reference
    secretary.post(url("refuse", pk=first.pk), {"reason": "illegible"})
    secretary.post(url("tell", family_pk=family.pk), {"retour": page_of(dossier)})
    assert reference not in text(secretary.get(listed, {"etat": "a-controler"}))
    assert reference in text(secretary.get(listed, {"etat": "a-completer"}))
    make.document(family, asked.kind)
    returned = text(secretary.get(listed, {"etat": "pieces-revenues"}))
    assert reference in returned and "Pièces revenues" in returned
    assert reference in text(secretary.get(listed, {"etat": "a-controler"}))
    assert "Tout ce qui était à refaire est là" in text(secretary.get("/bureau/"))


def test_the_family_reads_whose_turn_it_is(sign_in, family, asked, dossier):
    paper = make.document(family, asked.kind)
    actions.judge(paper, accept=False, reason="illegible", by=None)
    actions.send_back(dossier, by=None)
    mother = sign_in(family.guardians.get().account)
    here = reverse("portal:dossier.show", kwargs={"pk": dossier.pupil_id})
    page = text(mother.get(here))
    assert "À vous : il reste un document ou une correction." in page
    assert "Le document ne se lit pas" in page
    assert 'name="valider"' not in page  # only the document is awaited
    make.document(family, asked.kind)
    page = text(mother.get(here))
    assert "Au conservatoire : en cours d’examen." in page
    assert "Le document ne se lit pas" not in page


def test_the_link_of_the_letter_lands_on_the_row_after_signing_in(client, family, asked, dossier):
    paper = make.document(family, asked.kind)
    actions.judge(paper, accept=False, reason="illegible", by=None)
    actions.tell_refusals(family, by=None)
    letter = Outgoing.objects.get(kind="DocumentsRefused")
    (path,) = re.findall(r"//[^/]+(/eleves/\S+)", letter.text)
    here = reverse("portal:dossier.show", kwargs={"pk": dossier.pupil_id})
    row = f"piece-{asked.pk}"
    assert path == f"{here}?ligne={row}#{row}"
    asked_for = client.get(path.partition("#")[0])["Location"]
    page = text(client.get(asked_for))
    (following,) = re.findall(r'name="next" value="([^"]*)"', page)
    account = family.guardians.get().account
    account.set_password(accounts.PASSWORD)
    account.save()
    known = {"site": "valmont", "identifier": account.identifier, "password": accounts.PASSWORD}
    answer = client.post("/connexion/", known | {"next": following})
    assert answer["Location"] == f"{here}#{row}"


@pytest.mark.parametrize(
    ("role", "told"), [("regie", False), ("reader", False), ("secretary", True)]
)
def test_why_a_health_paper_is_not_needed_is_for_those_who_may_read_it(
    family, dossier, asked, sign_in, role, told
):
    sheet = make.asked(
        *(asked.campaign, "Fiche sanitaire"), owner="pupil", sensitivity=Sensitivity.HEALTH
    )
    note = "Allergie vue avec le médecin."
    actions.waive(sheet, family, dossier.pupil, reason="other", note=note, by=None)
    staff = sign_in(accounts.staff("Une Personne", role=role))
    page = text(staff.get(page_of(dossier)))
    assert "Sans objet" in page
    assert (note in page) is told


def test_of_a_file_that_machines_refuse_a_sentence_is_written(secretary, family, asked):
    paper = make.document(family, asked.kind)
    StoredFile.objects.filter(pk=paper.file_id).update(check_state="unreadable", problem="locked")
    page = text(secretary.get(url("show", pk=paper.pk)))
    assert 'value="other" selected' in page
    (note,) = re.findall(r'name="note" value="([^"]*)"', page)
    secretary.post(url("refuse", pk=paper.pk), {"reason": "other", "note": note})
    secretary.post(url("tell", family_pk=paper.family_id))
    assert "protégé par un mot de passe" in Outgoing.objects.get(kind="DocumentsRefused").text
