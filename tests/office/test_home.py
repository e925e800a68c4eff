"""The office's first page: what waits, and nothing of what one may not open."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.accounts import actions
from portamento.accounts.models import Account
from portamento.billing.models import State as BillState
from portamento.foundation import clock
from portamento.reenrolment import actions as dossiers
from portamento.reenrolment.models import State
from portamento.schools import setup
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts, bills
from tests.office.people import text

HOME = "/bureau/"


def filed(last_name, **fields):
    family = make.family(last_name)
    guardian = make.guardian(family, "Claire", last_name)
    return make.dossier(make.pupil(family, "Lina", last_name), family, guardian, **fields)


def test_the_page_says_when_the_campaign_closes_and_what_waits(secretary):
    make.campaign(closes_in=11)
    with clock.at(clock.now() - timedelta(days=3)):
        old = filed("Martin")
    filed("Durand", state=State.SENT_BACK)
    make.document(old.family, make.kind("RIB"))
    page = text(secretary.get(HOME))
    assert "clôture dans 11 jours" in page
    assert "Bonjour Nadia Ferrand" in page
    assert "dossiers à contrôler, le plus ancien a 3 jours" in page
    assert "attendent la famille" in page
    assert "documents à contrôler" in page


@pytest.mark.parametrize(
    ("closes_in", "opens_in", "words"),
    [(21, 7, "la campagne ouvre le"), (-1, -30, "campagne close depuis le")],
)
def test_before_and_after_the_campaign_the_date_says_so(secretary, opens_in, closes_in, words):
    make.campaign(opens_in=opens_in, closes_in=closes_in)
    assert words in text(secretary.get(HOME))


@pytest.mark.parametrize(("hours", "said"), [(14, "clôture à 23 h 59"), (38, "dans 1 jour")])
def test_a_closing_at_midnight_ends_the_day_before(secretary, hours, said):
    with clock.at(datetime(2027, 6, 4, 10, tzinfo=clock.PARIS)):
        make.campaign(closes_in=hours / 24)
        assert said in text(secretary.get(HOME))


def test_a_school_without_a_campaign_has_a_first_page_too(secretary):
    page = text(secretary.get(HOME))
    assert "aucune campagne n’est préparée" in page
    assert "Campagne de réinscription" in page


def figures(page):
    """Number and address of each figure."""
    part = page.split('<dl class="figures">')[1].split("</dl>")[0]
    found = re.findall(r'<a href="([^"]*)">(\d+)</a>', part)
    return [(address.replace("&amp;", "&"), number) for address, number in found]


def test_each_figure_is_the_number_of_the_list_it_leads_to(secretary):
    make.campaign()
    filed("Martin")
    filed("Durand")
    filed("Leroy", state=State.SENT_BACK)
    make.document(filed("Petit").family, make.kind("RIB"))
    found = figures(secretary.get(HOME).content.decode())
    assert len(found) == 6
    for address, number in found:
        page = secretary.get(address, follow=True).content.decode()
        listed = page.count('scope="row"')
        assert listed == int(number), address


@pytest.mark.parametrize(
    ("role", "seen", "unseen"),
    [
        ("director", ("Modifications à valider", "Documents à contrôler", "Tout le journal"), ()),
        ("reader", ("À contrôler",), ("modifications à valider", "documents à", "Tout le journal")),
        ("regie", ("documents à contrôler",), ("modifications à valider", "Tout le journal")),
    ],
)
def test_only_what_the_role_may_open_is_shown(valmont, sign_in, role, seen, unseen):
    make.campaign()
    make.document(filed("Martin").family, make.kind("RIB"))
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    page = text(client.get(HOME)).casefold()
    for words in seen:
        assert words.casefold() in page, words
    for words in unseen:
        assert words.casefold() not in page, words


def test_the_regie_begins_with_its_bills(valmont, sign_in):
    """Before what it only consults; the secretary has no such line."""
    make.campaign()
    family = filed("Martin").family
    bills.bill(family, number="A-1", instalments=[(date(2020, 1, 5), 25560)])
    bills.bill(family, number="B-2", state=BillState.DRAFT)
    regie = sign_in(accounts.staff("Samir Colin", role="regie"))
    page = text(regie.get(HOME))
    assert page.index("Factures en retard") < page.index("Factures à émettre")
    assert page.index("Factures à émettre") < page.index("À contrôler")
    late = text(regie.get(reverse("office:bills.index"), {"late": "on"}))
    assert "A-1" in late and "B-2" not in late
    secretary = sign_in(accounts.staff("Nadia Ferrand", role="secretary"))
    assert "Factures en retard" not in text(secretary.get(HOME))


def test_a_family_is_not_let_in(valmont, sign_in):
    make.campaign()
    client = sign_in(filed("Martin").family.guardians.get().account)
    assert client.get(HOME).status_code == 403


def test_another_schools_dossiers_count_nowhere(secretary):
    make.campaign()
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        make.campaign()
        filed("Ailleurs")
    assert {number for _address, number in figures(secretary.get(HOME).content.decode())} == {"0"}


def test_the_page_costs_as_much_with_three_dossiers_as_with_thirty(secretary):
    make.campaign()
    counts = []
    for last in (3, 20):
        for number in range(3 if counts else 0, last):
            filed(f"Martin{number}")
        secretary.get(HOME)
        with CaptureQueriesContext(connection) as seen:
            secretary.get(HOME)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_school_that_begins_reads_what_is_still_to_be_set_up(valmont, sign_in):
    School.objects.filter(pk=valmont.pk).update(email="", sender="")
    director = sign_in(accounts.staff())
    page = text(director.get(HOME))
    assert "Premiers pas" in page
    assert "Sans adresse e-mail, aucun message ne part" in page
    assert "Fait : 1 sur 14." in page  # Valmont has a commune already
    assert reverse("office:catalog.disciplines") in page
    make.course("Violoncelle", level_code="2C3")
    setup.changed()
    assert "Fait : 4 sur 14." in text(director.get(HOME))  # discipline, level, course


def test_first_steps_are_those_the_reader_may_take(secretary, valmont, client):
    assert "Adresse, téléphone et e-mail" not in text(secretary.get(HOME))
    reader = accounts.staff("Odile Brun", role="reader", identifier="lecture")
    assert "Premiers pas" not in text(accounts.session_of(client, reader).get(HOME))


def test_first_steps_are_over_once_a_family_has_signed_in(secretary):
    make.guardian(make.family("Martin"))
    assert "Premiers pas" in text(secretary.get(HOME))
    Account.objects.families().update(connected_at=clock.now())
    assert "Premiers pas" not in text(secretary.get(HOME))


def test_the_day_is_told_without_who_came_in(secretary, valmont):
    claire = accounts.account(identifier="martin", email="c@example.org")
    actions.connect(claire, by=claire)
    page = text(secretary.get(HOME))
    assert "ouvert pour Claire Martin" in page
    assert "Connexion de Claire" not in page


def test_the_day_says_whose_dossier_it_was(secretary):
    make.campaign()
    dossier = filed("Martin")
    dossiers.accept(dossier, by=None)
    page = text(secretary.get(HOME))
    where = reverse("office:families.show", kwargs={"pk": dossier.family_id})
    assert f'<a href="{where}">Famille Martin</a>' in page
