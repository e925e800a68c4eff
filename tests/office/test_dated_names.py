"""A paper keeps the name it was asked by: its tax years are those of its own campaign."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from portamento.audit.models import Event
from portamento.audit.sentences import sentence
from portamento.documents import eliminations, forgetting
from portamento.documents.models import Owner
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from tests import make

NOTICE = "Avis d’imposition {avis} sur les revenus {revenus}"
JUNE = datetime(2026, 6, 4, 10, tzinfo=clock.PARIS)
DATED = "Avis d’imposition 2025 sur les revenus 2024"


@pytest.fixture
def paper(family):
    """Handed in for the campaign of 2026; that of 2027 is open now."""
    with clock.at(JUNE):
        asked = make.asked(make.campaign(), NOTICE)
        made = make.document(family, asked.kind)
    make.campaign()
    return made


def seen(client, name, **kwargs) -> str:
    answer = client.get(reverse(name, kwargs=kwargs or None), {"etat": "tous"})
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "{avis}" not in html and "{revenus}" not in html
    return html


def test_families_and_office_read_the_years_of_its_own_campaign(paper, secretary, sign_in):
    assert DATED in seen(secretary, "office:documents.index")
    for name in ("show", "refuse"):
        assert DATED in seen(secretary, f"office:documents.{name}", pk=paper.pk)
    assert DATED in seen(secretary, "office:families.show", pk=paper.family_id)
    assert DATED in seen(sign_in(paper.handed_in_by), "portal:documents.index")


def test_what_is_said_of_it_is_dated(paper, secretary):
    url = reverse("office:documents.accept", kwargs={"pk": paper.pk})
    assert DATED in secretary.post(url, follow=True).content.decode()
    paper.refresh_from_db()
    actions.judge(paper, accept=False, reason="illegible", by=None)
    actions.tell_refusals(paper.family, by=None)
    assert DATED in Outgoing.objects.get(kind="DocumentsRefused").text
    verbs = ("document.received", "document.accept", "document.refuse")
    for event in Event.objects.filter(verb__in=verbs).select_related("facts"):
        assert DATED in sentence(event)


@pytest.mark.usefixtures("inspector")
def test_its_acknowledgement_is_dated(family, pdf):
    campaign = make.campaign()
    kind, pupil = make.asked(campaign, NOTICE).kind, make.pupil(family)
    make.dossier(pupil, family, family.guardians.get())
    actions.hand_in(family, kind, pdf(), by=family.guardians.get().account)
    starts = campaign.year.starts_in
    text = Outgoing.objects.get(kind="DocumentReceived").text
    assert f"Avis d’imposition {starts - 1} sur les revenus {starts - 2}" in text


def test_where_no_campaign_says_which_no_year_is_named(family, secretary):
    kind = make.kind(f"{NOTICE}, en entier")
    name = "Avis d’imposition sur les revenus, en entier"
    assert make.document(family, kind).name == name
    assert name in seen(secretary, "office:documents.new", family_pk=family.pk)
    assert name in seen(secretary, "office:documents.index")


def test_the_list_for_the_archives_names_no_year(paper):
    forgetting.close(paper, by=None)
    assert eliminations.prepare(by=None).lines.get().name == "Avis d’imposition sur les revenus"


def test_what_came_before_names_were_kept_gets_the_name_it_had(paper):
    paper.name = ""
    paper.save()
    migration = import_module("portamento.reenrolment.migrations.0005_name_documents")
    migration.name_documents(apps, None)
    paper.refresh_from_db()
    assert paper.name == DATED


def test_a_name_that_the_office_changes_later_changes_no_paper(family):
    asked = make.asked(make.campaign(), "Attestation", owner=Owner.PUPIL)
    paper = make.document(family, asked.kind, pupil=make.pupil(family))
    asked.kind.name = "Tout autre chose"
    asked.kind.save()
    paper.refresh_from_db()
    assert (paper.name, paper.kind.name) == ("Attestation", "Tout autre chose")
    assert paper.received_at > clock.now() - timedelta(minutes=5)
