"""Réinscription with everything handed in: no heavier, no more questions than allowed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.documents.models import Check, Document, State, StoredFile
from portamento.reenrolment import actions
from tests import make
from tests.portal.test_dossier import answers, opened, page
from tests.portal.test_photos import photo

pytestmark = pytest.mark.usefixtures("inspector")
LARGEST, MOST_QUESTIONS = 20 * 1024, 10  # the numbers of rows in its addresses grow
NOTE = (
    "La date est coupée en bas de la première page : photographiez-la en entier, s’il vous plaît."
)

# As long as telephones and families make them.
SCAN = f"Attestation_de_paiement_numérisée_à_la_médiathèque_{'première_page_' * 6}000%d.pdf"
PHOTO = f"Photographie_d_une_facture_d_électricité_{'prise_à_la_maison_' * 4}%d.jpg"


@pytest.fixture
def full(world, sign_in):
    """Lina, in two disciplines, paid in 8: nine pieces, eight given, one in each state."""
    claire = sign_in(world.claire.account)
    make.enrolment(world.lina, world.courses["ballet"], level_code="1C2")
    plan = world.campaign.plans.get(by_debit=True)
    claire.post(
        page(world.lina), answers(opened(claire, world.lina), plan=str(plan.pk), qf="proof")
    )
    given = [
        ask for ask in world.campaign.requests.order_by("position") if "Avis" not in ask.kind.name
    ]
    for ask in given[1:]:
        pupil = world.lina if ask.kind.owner == "pupil" else None
        name = SCAN % ask.pk
        make.document(world.claire.family, ask.kind, pupil=pupil, name=name)
    in_every_state()
    files = [photo(PHOTO % number) for number in (1, 2, 3)]
    family, kind, by = world.claire.family, given[0].kind, world.claire.account
    actions.send_in(family, kind, files, together=True, by=by)
    return claire


def in_every_state() -> None:
    """As the office and the sweeps leave them."""
    rows = list(Document.objects.order_by("pk"))
    assert len(rows) == 7
    actions.judge(rows[0], accept=True, by=None)
    actions.judge(rows[1], accept=False, reason="other", note=NOTE, by=None)
    actions.judge(rows[2], accept=False, reason="illegible", by=None)
    Document.objects.filter(pk=rows[3].pk).update(state=State.EXPIRED)
    for row, check in ((rows[4], Check.PENDING), (rows[5], Check.UNREADABLE)):
        StoredFile.objects.filter(pk=row.file_id).update(check_state=check, problem="locked")


def test_the_page_stays_light_with_eight_documents(world, full):
    opened(full, world.lina)  # reads the messages
    html = opened(full, world.lina)
    assert len(re.findall(r"data-piece=", html)) == 9
    assert "À relire" in html and "Accepté" in html and "Date dépassée" in html
    assert len(html.encode()) <= LARGEST, len(html.encode())
    refused = full.post(page(world.lina), answers(html, valider="1", agrees="on"))
    assert refused.status_code == 422 and "attendent votre relecture" in refused.content.decode()
    assert len(refused.content) <= LARGEST, len(refused.content)


def test_nor_heavier_with_ten_photos_on_each_of_three_rows(world, full):
    family, by = world.claire.family, world.claire.account
    asks = list(world.campaign.requests.exclude(kind__name__contains="Avis").order_by("position"))
    for ask, number in ((asks[0], 7), (asks[1], 10), (asks[-1], 10)):
        pupil = world.lina if ask.kind.owner == "pupil" else None
        files = [photo(PHOTO % one) for one in range(number)]
        actions.send_in(family, ask.kind, files, pupil=pupil, together=True, by=by)
    opened(full, world.lina)
    html = opened(full, world.lina)
    assert html.count('<p class="review">10\u00a0pages') == 3 and "Photographie" not in html
    assert len(html.encode()) <= LARGEST, len(html.encode())
    refused = full.post(page(world.lina), answers(html, valider="1", agrees="on"))
    assert len(refused.content) <= LARGEST, len(refused.content)


def test_it_asks_the_database_no_more_than_allowed(world, full):
    opened(full, world.lina)
    with CaptureQueriesContext(connection) as asked:
        opened(full, world.lina)
    assert len(asked) <= MOST_QUESTIONS, "\n".join(one["sql"] for one in asked)
