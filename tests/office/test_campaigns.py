"""A campaign set up on the screens: dates, words, terms, plans, documents; the way to it."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portamento.audit.models import Event
from portamento.documents.inspector import client as inspector
from portamento.documents.inspector.verdict import accept
from portamento.documents.models import DocumentKind, Owner, StoredFile, Validity
from portamento.mailroom.models import Paper
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import Block, Campaign, PaymentPlan, Request, Terms
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import address_in, html

url = address_in("campaigns")

ROLES = {"director": True, "secretary": True, "regie": False, "reader": False}


@pytest.fixture
def pdf(monkeypatch):
    """A PDF the inspector has found clean."""
    monkeypatch.setattr(inspector, "inspect", lambda *args, **kwargs: accept(pages=1))
    return lambda: SimpleUploadedFile("modele.pdf", b"%PDF-1.7 a model")


def whole(campaign):
    """A campaign with one of everything."""
    block = actions.add_block(campaign, title="CHAM", text="À lire.", by=None)
    return {
        "request": make.asked(campaign).pk,
        "plan": make.plan(campaign).pk,
        "terms": make.terms(campaign).pk,
        "block": block.pk,
        "kind": DocumentKind.objects.get().pk,
    }


def reading_pages(campaign, rows):
    return [
        *(url("index"), url("kinds"), url("portal")),
        *(url("show", pk=campaign.pk), url("terms", pk=rows["terms"])),
    ]


def changing_pages(campaign, rows):
    named = ("edit", "edit_texts", "propose", "late", "new_terms", "new_plan", "new_request")
    named += ("new_block",)
    return [
        *(url("new"), url("new_kind")),
        *(url(name, pk=campaign.pk) for name in named),
        *(url(f"edit_{name}", pk=rows[name]) for name in ("plan", "request", "block", "kind")),
    ]


def posting_pages(rows):
    drops = [url(f"drop_{name}", pk=rows[name]) for name in ("plan", "request", "block")]
    return [*drops, url("order_poster")]


@pytest.mark.parametrize(("role", "may_change"), ROLES.items())
def test_all_read_the_campaign_and_some_change_it(campaign, sign_in, role, may_change):
    rows, client = whole(campaign), sign_in(accounts.staff("Odile Brun", role=role))
    assert {client.get(page).status_code for page in reading_pages(campaign, rows)} == {200}
    for page in changing_pages(campaign, rows):
        assert client.get(page).status_code == (200 if may_change else 403), page
    for page in posting_pages(rows):
        assert client.post(page).status_code == (302 if may_change else 403), page


def test_the_other_school_finds_nothing(campaign, client):
    rows = whole(campaign)
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        accounts.session_of(client, accounts.staff("Hélène Vasseur"))
    pages = [*reading_pages(campaign, rows), *changing_pages(campaign, rows), *posting_pages(rows)]
    for page in pages:
        if any(map(str.isdigit, page)):
            assert client.post(page).status_code == 404, page


def test_a_getting_link_drops_nothing(campaign, secretary):
    rows = whole(campaign)
    for page in posting_pages(rows):
        secretary.get(page)
    assert Request.objects.exists() and PaymentPlan.objects.exists() and Block.objects.exists()


DATES = {"opens_at": "2027-06-04T08:00", "last_minute": "2027-06-15T23:59", "top_tranche": "11"}


def test_the_minute_one_writes_still_counts(secretary):
    year = make.year_ahead(1)
    answer = secretary.post(url("new"), DATES | {"year": year.starts_in})
    made = Campaign.objects.get()
    assert answer["Location"] == url("show", pk=made.pk)
    assert made.opens_at == datetime(2027, 6, 4, 6, tzinfo=UTC)
    assert made.closes_at == datetime(2027, 6, 15, 22, tzinfo=UTC)
    shown = html(secretary.get(url("show", pk=made.pk)))
    assert "jusqu’au mardi 15 juin, 23\u00a0h\u00a059" in shown
    assert 'value="2027-06-15T23:59"' in html(secretary.get(url("edit", pk=made.pk)))


def test_dates_are_looked_at_before_they_are_kept(secretary):
    posted = DATES | {"year": make.year_ahead(1).starts_in, "preview": "1"}
    answer = secretary.post(url("new"), posted)
    assert "jusqu’au mardi 15 juin, 23\u00a0h\u00a059" in html(answer)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last_minute": "2027-06-01T10:00"}, "ouvrir avant de fermer"),
        ({"opens_at": "demain"}, "Écrivez une date et une heure."),
        ({"top_tranche": "0"}, "supérieure ou égale"),
    ],
)
def test_dates_that_make_no_sense_are_shown_again(campaign, secretary, changed, sentence):
    posted = DATES | {"version": campaign.version} | changed
    assert sentence in html(secretary.post(url("edit", pk=campaign.pk), posted))


def test_two_people_at_once_see_each_other(campaign, secretary):
    posted = {"intro": "Bienvenue", "version": campaign.version}
    secretary.post(url("edit_texts", pk=campaign.pk), posted)
    answer = secretary.post(url("edit_texts", pk=campaign.pk), posted | {"intro": "Bonjour"})
    assert "entre-temps" in html(answer) and "Bienvenue" in html(answer)
    assert Campaign.objects.get().intro == "Bienvenue"


def test_texts_are_shown_without_what_they_may_not_hold(campaign, secretary):
    posted = {"intro": "**Lisez** <script>alert(1)</script>", "version": campaign.version}
    secretary.post(url("edit_texts", pk=campaign.pk), posted)
    shown = html(secretary.get(url("show", pk=campaign.pk)))
    assert "<strong>Lisez</strong>" in shown and "<script>alert" not in shown


def test_the_usual_list_is_proposed_then_added(campaign, secretary):
    asked = html(secretary.get(url("propose", pk=campaign.pk)))
    assert "Avis d’imposition 2026 sur les revenus 2025" in asked
    assert "Mandat de prélèvement SEPA" in asked and not Request.objects.exists()
    secretary.post(url("propose", pk=campaign.pk))
    assert Request.objects.count() == 9
    again = secretary.post(url("propose", pk=campaign.pk))
    assert (again.status_code, "déjà là" in html(again)) == (409, True)


def test_terms_are_published_as_text_and_as_a_file(campaign, secretary, pdf):
    nothing = secretary.post(url("new_terms", pk=campaign.pk), {"name": "Règlement"})
    assert "Écrivez le texte" in html(nothing)
    posted = {"name": "Règlement", "text": "Soyez à l’heure."}
    secretary.post(url("new_terms", pk=campaign.pk), posted)
    secretary.post(url("new_terms", pk=campaign.pk), {"name": "Règlement", "file": pdf()})
    last = Terms.objects.select_related("file").get(number=2)
    answer = secretary.get(url("file", pk=last.file_id))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 a model"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Règlement, version 2" in html(secretary.get(url("show", pk=campaign.pk)))


def test_a_model_is_replaced_and_taken_away(secretary, pdf):
    posted = {"name": "Doc 1", "owner": "family", "validity": "year", "sensitivity": "ordinary"}
    posted |= {"position": "1", "active": "on"}
    secretary.post(url("new_kind"), posted | {"file": pdf()})
    kind = DocumentKind.objects.get()
    first = kind.model_file_id
    assert url("file", pk=first) in html(secretary.get(url("kinds")))
    secretary.post(url("edit_kind", pk=kind.pk), posted | {"version": 1, "file": pdf()})
    assert StoredFile.objects.get().pk != first
    secretary.post(url("edit_kind", pk=kind.pk), posted | {"version": 2, "drop_file": "on"})
    assert not StoredFile.objects.exists()


def test_a_kind_for_the_dossier_is_the_pupils_for_one_year(secretary):
    posted = {"name": "Projet", "owner": "dossier", "validity": "months", "position": "1"}
    secretary.post(url("new_kind"), posted | {"sensitivity": "ordinary", "active": "on"})
    kind = DocumentKind.objects.get()
    assert (kind.owner, kind.validity) == (Owner.PUPIL, Validity.YEAR)
    page = html(secretary.get(url("edit_kind", pk=kind.pk)))
    assert re.search(r'<option value="dossier"[^>]* selected', page)


def test_only_known_words_stand_in_braces(secretary):
    posted = {"name": "Avis {annee}", "owner": "family", "validity": "year"}
    posted |= {"sensitivity": "income", "position": "1"}
    assert "Seuls {avis} et {revenus}" in html(secretary.post(url("new_kind"), posted))


def test_documents_plans_and_blocks_are_added_and_edited(campaign, secretary):
    kind, level = make.kind("RIB"), make.level("1C1")
    asked = {"kind": kind.pk, "payment": "debit", "position": "1", "due_on": "2027-09-01"}
    secretary.post(url("new_request", pk=campaign.pk), asked)
    plan = {"name": "En 8 fois", "instalments": "8", "by_debit": "on", "position": "1"}
    secretary.post(url("new_plan", pk=campaign.pk), plan)
    block = {"text": "À lire.", "levels": [level.pk], "school_levels": ["cp"], "position": "1"}
    secretary.post(url("new_block", pk=campaign.pk), block)
    shown = html(secretary.get(url("show", pk=campaign.pk)))
    for words in ("RIB", "1 septembre 2027".replace("1 ", "1er "), "En 8 fois", "1C1 · CP"):
        assert words in shown, words
    request = Request.objects.get()
    assert (request.blocking, str(request.due_on)) == (False, "2027-09-01")
    edited = {"position": "2", "blocking": "on", "version": 1}
    secretary.post(url("edit_request", pk=request.pk), edited)
    made = Block.objects.get()
    secretary.post(url("edit_block", pk=made.pk), {"text": "Lu.", "position": "1", "version": 1})
    assert Request.objects.get().payment == ""
    assert setup.blocks(campaign)[0].audience() == "tous"


def test_the_portal_has_an_address_a_button_and_a_poster(campaign, secretary):
    make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    shown = html(secretary.get(url("portal")))
    assert "/connexion/?site=valmont" in shown
    assert "&lt;a href=" in shown and 'src="data:image/svg+xml' in shown
    secretary.post(url("order_poster"))
    paper = Paper.objects.get()
    assert "Réinscrivez-vous jusqu’au" in paper.facts["sentence"]
    assert paper.facts["qr"].startswith("<?xml") and paper.facts["address"].endswith("valmont")
    assert "en préparation" in html(secretary.get(url("portal")))
    assert secretary.get(url("poster", pk=paper.pk)).status_code == 404
    Paper.objects.update(content=b"%PDF-", made_at=paper.wanted_at)
    assert secretary.get(url("poster", pk=paper.pk)).content == b"%PDF-"


def test_a_host_name_of_its_own_is_the_address(campaign, secretary, valmont, settings):
    assert "?site=" not in html(secretary.get(url("portal")))  # there is one school
    type(valmont).objects.filter(pk=valmont.pk).update(host_names="espace.valmont.example.org")
    assert "://espace" not in html(secretary.get(url("portal"))), "the installation ignores it"
    settings.ALLOWED_HOSTS = ["testserver", "espace.valmont.example.org"]
    settings.PUBLIC_URL = "https://portail.example.org"
    assert "https://espace.valmont.example.org/&#34;" in html(secretary.get(url("portal")))


def test_the_campaign_is_opened_again_for_one_family(campaign, secretary):
    family = make.family("Petit")
    make.pupil(family, "Léo", "Moreau")
    page = f"{url('late', pk=campaign.pk)}?q=moreau"
    assert "Petit" in html(secretary.get(page))
    past = secretary.post(page, {"family": family.pk, "until": "2020-01-01T12:00"})
    assert (past.status_code, "date à venir" in html(past)) == (409, True)
    secretary.post(page, {"family": family.pk, "until": "2099-09-15T23:59"})
    assert "mardi 15 septembre, 23\u00a0h\u00a059" in html(secretary.get(page))
    assert campaign.reopenings.count() == 1


def test_asked_from_its_own_page_the_family_is_chosen_already(campaign, secretary):
    make.family("Petit")
    family = make.family("Petit")
    page = f"{url('late', pk=campaign.pk)}?famille={family.pk}"
    shown = html(secretary.get(page))
    assert shown.count('name="family"') == 1 and " checked" in shown
    answer = secretary.post(page, {"family": family.pk, "until": "2099-09-15T23:59"})
    assert answer["Location"] == reverse("office:families.show", kwargs={"pk": family.pk})


def test_what_was_stored_meanwhile_is_said_in_words(campaign, secretary):
    plan = make.plan(campaign)
    stored = {"name": "En une fois", "instalments": "1", "position": "0", "version": plan.version}
    secretary.post(url("edit_plan", pk=plan.pk), stored | {"by_debit": "on"})
    same = html(secretary.post(url("edit_plan", pk=plan.pk), stored | {"by_debit": "on"}))
    assert "entre-temps" in same and "Valeur enregistrée" not in same
    other = html(secretary.post(url("edit_plan", pk=plan.pk), stored))
    assert other.count("Valeur enregistrée") == 2  # in the summary and at the field
    assert "« oui »" in other


def test_a_form_that_changed_nothing_leaves_no_line_in_the_journal(campaign, secretary):
    block = actions.add_block(campaign, title="CHAM", text="À lire.", by=None)
    before = Event.objects.count()
    posted = {"title": "CHAM", "text": "À lire.", "position": "0", "version": block.version}
    assert secretary.post(url("edit_block", pk=block.pk), posted).status_code == 302
    assert Event.objects.count() == before
