"""The office says how a document is given, and writes the words around a form."""

import pytest

from portamento.accounts.roles import Role
from portamento.documents.models import DocumentKind
from portamento.documents.signed import Form, FormText
from portamento.reenrolment import usual
from portamento.schools.models import School
from tests import make
from tests.make.accounts import staff
from tests.office.people import page
from tests.portal.forms import fields_of_form


@pytest.fixture
def kinds(valmont):
    """The usual documents, by form."""
    usual.propose(make.campaign(), by=None)
    return {kind.form: kind for kind in DocumentKind.objects.all()}


@pytest.fixture
def office(valmont, sign_in):
    return sign_in(staff("Paul Roche", role=Role.DIRECTOR))


def filled(office, address, **changes):
    shown = fields_of_form(office.get(address).content.decode())
    kept = {name: value for name, value in (shown | changes).items() if value is not None}
    return office.post(address, kept)


def test_the_usual_list_proposes_forms_and_still_takes_the_paper(kinds, office):
    assert {code for code in Form.values if code} <= set(kinds)
    assert all(kind.file_too for code, kind in kinds.items() if code)
    html = office.get(page("kinds", "campaigns")).content.decode()
    assert html.count("Formulaire à l’écran ou fichier") == 3
    assert "pas de mandat à l’écran" in html  # nobody signs one for a creditor without identifier


def test_a_school_goes_back_to_paper(kinds, office):
    kind = kinds[Form.HEALTH]
    address = page("edit_kind", "campaigns", pk=kind.pk)
    assert filled(office, address, form="", file_too=None).status_code == 302
    kind.refresh_from_db()
    assert (kind.form, kind.file_too) == ("", False)
    assert office.get(page("form_text", "campaigns", pk=kind.pk)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"owner": "family"}, "Ce formulaire va avec les documents"),
        ({"sensitivity": "ordinary"}, "doit être « Santé »"),
        ({"form": "fax"}, "Sélectionnez un choix valide"),
    ],
)
def test_a_form_and_its_kind_agree(kinds, office, changes, sentence):
    kind = kinds[Form.HEALTH]
    response = filled(office, page("edit_kind", "campaigns", pk=kind.pk), **changes)
    html = response.content.decode().replace("\u202f", " ")
    assert (sentence in html and 'role="alert"' in html) or "Il reste un point" in html
    assert DocumentKind.objects.get(pk=kind.pk).sensitivity == "health"


def test_a_new_version_leaves_the_former_to_be_read(kinds, office):
    kind = kinds[Form.AUTHORISATIONS]
    address = page("form_text", "campaigns", pk=kind.pk)
    assert "Version 1 en vigueur" in office.get(address).content.decode()
    assert filled(office, address, consent="Je réponds pour {prenom}.").status_code == 302
    html = office.get(address).content.decode()
    assert "Version 2 en vigueur" in html and "Version 1, publiée le" in html
    assert FormText.objects.get(kind=kind, number=2).consent == "Je réponds pour {prenom}."
    assert filled(office, address).status_code == 302 and kind.texts.count() == 2
    assert filled(office, address, consent="").status_code == 200


def test_of_a_mandate_only_the_introduction_changes(kinds, office):
    kind = kinds[Form.MANDATE]
    address = page("form_text", "campaigns", pk=kind.pk)
    filled(office, address, intro="Votre RIB en main.", consent="Prenez tout.")
    words = FormText.objects.get(kind=kind, number=2)
    assert words.intro == "Votre RIB en main." and "8 semaines" in words.consent


@pytest.mark.parametrize(
    ("typed", "kept"), [("fr76 zzz 000000", "FR76ZZZ000000"), ("", ""), ("FR12ZZZ000000", None)]
)
def test_the_creditors_identifier_is_checked_with_its_key(kinds, valmont, office, typed, kept):
    address = page("edit_creditor", "school")
    response = filled(office, address, creditor_id=typed, creditor_name="Ville de Valmont")
    refused = "Cet ICS n’est pas valable" in response.content.decode()
    assert refused == (kept is None)
    row = School.objects.get(pk=valmont.pk)
    assert row.creditor_id == (kept or "")
    on_paper = "pas de mandat à l’écran" in office.get(page("kinds", "campaigns")).content.decode()
    assert on_paper == (not kept)
    assert row.creditor == ("Ville de Valmont" if kept is not None else row.name)
