"""One paper's whole life through the doors people use, on a folder and on a real S3 server.

Handed in, looked at, downloaded, read and confirmed, accepted, forgotten: then nothing of it stays.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse

from portamento.documents import storage
from portamento.documents.models import Check, Document, KeptReading, Sensitivity, Sheet, StoredFile
from portamento.foundation import clock
from portamento.reenrolment import actions
from portamento.reenrolment import sweeps as nightly
from tests import make
from tests.inspector import samples
from tests.make import accounts

pytestmark = pytest.mark.usefixtures("inspector")
SECRET, NAME = "Zyxwora", "qpwoeiru"
TEXT = f"CAF : attestation de {SECRET}. Quotient familial : 742 euros, mars 2026"
PAPER = samples.written(text=TEXT)


@pytest.fixture
def home(valmont, store):
    """A parent of whom a paper is asked."""
    parent = make.guardian(make.family())
    return parent, make.pupil(parent.family)


def handed_in(client, pupil, ask) -> Document:
    to = reverse("portal:dossier.upload", kwargs={"pk": pupil.pk, "ask": ask.pk})
    paper = SimpleUploadedFile(f"{NAME}.pdf", PAPER)
    client.post(to, {"files": paper})
    if not Document.objects.exists():  # something was remarked on: the family looks first
        (sheet,) = Sheet.objects.all()
        whose = {"kind": ask.kind_id, "pupil": 0}
        sent = reverse("portal:documents.confirm", kwargs=whose)
        client.post(sent, {"vues": str(sheet.pk)})
    return Document.objects.get()


def url(name: str, document: Document, **more) -> str:
    return reverse(name, kwargs={"pk": document.pk} | more)


def office_looks(client, document: Document) -> None:
    """Pages as pictures, the file itself, what is read, confirmed by one click."""
    assert client.get(url("office:documents.page", document, number=1)).content[:4] == b"\x89PNG"
    answer = client.get(url("office:documents.download", document))
    assert answer.getvalue() == PAPER
    assert client.get(url("office:documents.show", document)).status_code == 200
    client.post(url("office:documents.keep", document), {"quoi": "quotient", "valeur": "742"})


def family_looks(client, document: Document) -> None:
    assert client.get(url("portal:documents.pages", document)).status_code == 200
    image = client.get(url("portal:documents.page_image", document, page=1))
    assert image.content[:4] == b"\x89PNG"
    assert client.get(url("portal:documents.download", document)).getvalue() == PAPER


def traces(word: str) -> list[str]:
    """Where a word still stands: in any table, or in any file of the data folder."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [table for row in cursor.fetchall() if word in " ".join(map(text, row))]
    for path in Path(settings.DATA_DIR).rglob("*"):
        if path.is_file() and "database" not in path.name and word.encode() in path.read_bytes():
            found.append(path.name)
    return found


def text(value) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("latin-1")
    return str(value)


@pytest.mark.parametrize("sensitivity", [Sensitivity.INCOME, Sensitivity.HEALTH])
def test_a_paper_lives_and_leaves_nothing(home, sign_in, sensitivity):
    parent, pupil = home
    ask = make.asked(make.campaign(), "Attestation", sensitivity=sensitivity)
    family, office = sign_in(parent.account), Client()
    accounts.session_of(office, accounts.staff("Nadia Ferrand", role="director"))
    document = handed_in(family, pupil, ask)
    assert list(storage.every_key()) == [document.file.key]
    family_looks(family, document)
    office_looks(office, document)
    income = sensitivity == Sensitivity.INCOME
    assert (KeptReading.objects.exists(), bool(traces(SECRET))) == (income, income)
    office.post(url("office:documents.accept", document), {"version": document.version})
    assert traces(NAME)
    later = clock.now() + timedelta(days=1500)
    with clock.at(later), TestCase.captureOnCommitCallbacks(execute=True):
        list(nightly.forget_documents())
    assert list(storage.every_key()) == []
    assert StoredFile.objects.get().check_state == Check.FORGOTTEN
    assert not KeptReading.objects.exists()
    assert [traces(word) for word in (NAME, SECRET)] == [[], []]
    shown = family.get(reverse("portal:documents.index")).content.decode()
    assert "Effacé" in shown and NAME not in shown
    for name in ("portal:documents.download", "office:documents.download"):
        assert (family if name.startswith("portal") else office).get(
            url(name, document)
        ).status_code in {404, 409}


def test_a_refusal_outlives_its_reason(home, sign_in):
    """The family's pages still show that it was refused, once why is gone with the paper."""
    parent, pupil = home
    ask = make.asked(make.campaign(), "Attestation", sensitivity=Sensitivity.HEALTH)
    document = make.document(parent.family, ask.kind, name=f"{NAME}.pdf")
    actions.judge(document, accept=False, reason="other", note=f"{SECRET} manque.", by=None)
    with clock.at(clock.now() + timedelta(days=1500)):
        list(nightly.forget_documents())
    assert [traces(word) for word in (NAME, SECRET)] == [[], []]
    client = sign_in(parent.account)
    for page in (
        reverse("portal:documents.index"),
        reverse("portal:dossier.show", kwargs={"pk": pupil.pk}),
    ):
        answer = client.get(page)
        assert answer.status_code == 200 and "À refaire" in answer.content.decode()
