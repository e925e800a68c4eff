"""Whom a campaign asks for a document, and what a kind says of itself, on the screens."""

import re

from portamento.documents.models import DocumentKind
from portamento.reenrolment.models import Request
from tests import make
from tests.office.people import address_in, html

url = address_in("campaigns")


def test_whom_it_asks_is_chosen_in_plain_words_and_read_as_one_sentence(campaign, secretary):
    kind, level = make.kind("Certificat", owner="pupil"), make.level("1C1")
    ballet = make.discipline("Danse classique", art="dance")
    chosen = {"residence": "resident", "payment": "several", "age": "minor", "arts": ["dance"]}
    chosen |= {"levels": [level.pk], "disciplines": [ballet.pk], "seniority": "newcomer"}
    posted = chosen | {"kind": kind.pk, "position": "1"}
    secretary.post(url("new_request", pk=campaign.pk), posted)
    told = (
        "Demandé aux élèves de danse, en danse classique, de niveau 1C1, mineurs, dans leur "
        "première année, dans les familles résidentes, qui paient en plusieurs fois."
    )
    assert told in html(secretary.get(url("show", pk=campaign.pk)))
    page = url("edit_request", pk=Request.objects.get().pk)
    shown = html(secretary.get(page))
    assert told in shown and shown.count(" checked") == 3
    secretary.post(page, {"position": "1", "version": 1})
    assert "Demandé à tous les élèves." in html(secretary.get(url("show", pk=campaign.pk)))


def test_examples_and_once_are_said_of_a_kind(secretary):
    posted = {"name": "Livret", "owner": "family", "validity": "once", "sensitivity": "ordinary"}
    posted |= {"taken": "Copie entière", "not_taken": "Première page", "position": "1"}
    secretary.post(url("new_kind"), posted)
    kind = DocumentKind.objects.get()
    assert (kind.validity, kind.taken, kind.not_taken) == (
        *("once", "Copie entière", "Première page"),
    )
    assert "Demandé une seule fois" in html(secretary.get(url("kinds")))


def test_months_are_asked_for_where_a_kind_is_good_for_months(secretary):
    kind = make.kind("Livret", validity="once")
    page = url("edit_kind", pk=kind.pk)
    shown = html(secretary.get(page))
    assert not re.search(r'name="(months|pages_from|pages_to)"[^>]* value="\d', shown)
    posted = {"name": "Livret", "owner": "family", "sensitivity": "ordinary", "position": "1"}
    answer = html(secretary.post(page, posted | {"validity": "months", "version": 1}))
    assert "Indiquez le nombre de mois." in answer
    secretary.post(page, posted | {"validity": "months", "months": "6", "version": 1})
    secretary.post(page, posted | {"validity": "once", "version": 2})
    kind.refresh_from_db()
    assert (kind.validity, kind.months, kind.pages_from) == ("once", 6, 0)
