"""The school's settings: who may, what is kept, which logos are refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portamento.administration import actions as administration
from portamento.families import policy
from portamento.families.models.policies import Mode, Whose
from portamento.schools import setup
from portamento.schools.models import Commune, School, SchoolYear
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import address_in, html

url = address_in("school")

PAGES = ("show", "edit", "edit_look", "edit_logo", "edit_rules", "edit_texts", "communes")
PAGES += ("edit_accessibility",)
POSTS = ("drop_logo", "add_year")


@pytest.fixture
def direction(valmont, sign_in):
    return sign_in(accounts.staff("Paul Roche", role="director"))


def everything(valmont):
    commune = Commune.objects.get()
    whose = {"whose": "guardian"}
    changing = [url("drop_commune", pk=commune.pk), url("use_preset", **whose)]
    return [*map(url, PAGES), url("fields", **whose)], [*map(url, POSTS), *changing]


@pytest.mark.parametrize(
    ("role", "status"), [("director", 200), ("secretary", 403), ("regie", 403), ("reader", 403)]
)
def test_the_direction_alone_sets_the_school_up(valmont, sign_in, role, status):
    reading, posting = everything(valmont)
    client = sign_in(accounts.staff("Odile Brun", role=role))
    for page in reading:
        assert client.get(page).status_code == status, page
    for page in posting:
        assert client.post(page).status_code == (302 if status == 200 else 403), page


def test_one_school_does_not_touch_the_other(valmont, client):
    commune = Commune.objects.get()
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")) as other:
        accounts.session_of(client, accounts.staff("Hélène Vasseur"))
    assert client.post(url("drop_commune", pk=commune.pk)).status_code == 404
    client.post(url("edit_look"), {"accent": "prune", "version": other.version})
    assert School.objects.get(slug="valmont").accent == "petrole"
    assert School.objects.get(slug="bellerive").accent == "prune"


IDENTITY = {
    "name": "Conservatoire de Valmont",
    "town": "Valmont",
    "address": "1 place Neuve\n00100 Valmont",
    "phone": "05 00 00 00 01",
    "email": "scolarite@valmont.example.org",
}


def test_the_identity_is_edited_and_two_at_once_see_each_other(direction, valmont):
    posted = IDENTITY | {"version": valmont.version}
    direction.post(url("edit"), posted)
    assert School.objects.get(pk=valmont.pk).phone == "05 00 00 00 01"
    stale = direction.post(url("edit"), posted | {"phone": "05 00 00 00 02"})
    assert "entre-temps" in html(stale) and "05 00 00 00 01" in html(stale)


@pytest.mark.parametrize(
    ("hosts", "sentence"),
    [("pas un nom", "n’est pas un nom de domaine"), ("b.example.org", "autre conservatoire")],
)
def test_a_host_name_leads_to_one_school(direction, valmont, hosts, sentence):
    other = make.school("bellerive", "Bellerive", "Bellerive")
    School.objects.filter(pk=other.pk).update(host_names="b.example.org")
    posted = IDENTITY | {"version": valmont.version, "host_names": hosts}
    assert sentence in html(direction.post(url("edit"), posted))


def test_the_day_the_year_turns_exists_each_year(direction, valmont):
    posted = {"password_rule": "long", "version": valmont.version, "year_turns_month": "2"}
    wrong = direction.post(url("edit_rules"), posted | {"year_turns_day": "29"})
    assert "n’existe pas chaque année" in html(wrong)
    direction.post(url("edit_rules"), posted | {"year_turns_day": "28"})
    kept = School.objects.get(pk=valmont.pk)
    assert (kept.password_rule, kept.year_turns_day, kept.year_turns_month) == ("long", 28, 2)


def test_an_audit_is_named_before_the_site_is_said_to_conform(direction, valmont):
    posted = {"accessibility": "totalement", "version": valmont.version}
    assert "quel audit" in html(direction.post(url("edit_accessibility"), posted))
    assert School.objects.get(pk=valmont.pk).accessibility == "non"


def test_a_commune_is_added_once_and_taken_away(direction):
    posted = {"name": "Hautes-Rives", "insee": "00002", "postcode": "00101"}
    direction.post(url("communes"), posted)
    twin = direction.post(url("communes"), posted)
    assert (twin.status_code, "déjà dans la liste" in html(twin)) == (409, True)
    assert "Cinq chiffres." in html(direction.post(url("communes"), posted | {"postcode": "1"}))
    added = Commune.objects.get(insee="00002")
    direction.get(url("drop_commune", pk=added.pk))
    assert setup.is_resident("00101", "Hautes Rives")
    direction.post(url("drop_commune", pk=added.pk))
    assert not Commune.objects.filter(insee="00002").exists()


def test_the_year_after_the_last_is_added(direction):
    last = max(year.starts_in for year in setup.years())
    direction.post(url("add_year"))
    assert SchoolYear.objects.filter(starts_in=last + 1).exists()


SHAPE = b'<path d="M0 0h9v9z" fill="#123456"/>'
HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside=SHAPE, attributes=b""):
    return HEAD + b" " + attributes + b">" + inside + b"</svg>"


def send(client, content):
    return client.post(url("edit_logo"), {"file": SimpleUploadedFile("logo.svg", content)})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n rest", "image/png"),
        (b"\xff\xd8\xff rest", "image/jpeg"),
        (svg(), "image/svg+xml"),
    ],
)
def test_a_logo_is_known_by_its_content(direction, valmont, content, kind):
    assert send(direction, content).status_code == 302
    kept = School.objects.get(pk=valmont.pk)
    assert kept.logo_type == kind and kept.logo
    direction.post(url("drop_logo"))
    assert School.objects.get(pk=valmont.pk).logo is None


@pytest.mark.parametrize(
    "content",
    [
        svg(b"<script>alert(1)</script>"),
        svg(b"<foreignObject><p/></foreignObject>"),
        svg(b'<image href="http://example.org/x.png"/>'),
        svg(b'<use xlink:href="http://example.org/#x"/>'),
        svg(b'<a xlink:href="javascript:alert(1)"/>'),
        svg(b"<style>@import url(//example.org)</style>"),
        svg(b'<path fill="url(http://example.org/#x)"/>'),
        svg(b'<set attributeName="href" to="x"/>'),
        svg(attributes=b'onload="alert(1)"'),
        b'<!DOCTYPE svg [<!ENTITY a "aaa">]>' + svg(b"<text>&a;</text>"),
        svg(b"<path>"),
        svg(b"<g>" * 9000 + b"</g>" * 9000),
        b'<?xml version="1.0" encoding="utf-7"?>' + svg(),
        b'<?xml version="1.0" encoding="invented"?>' + svg(),
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n" + b"0" * 200_000,
    ],
)
def test_a_logo_that_could_act_is_refused(direction, valmont, content):
    answer = send(direction, content)
    assert answer.status_code in {200, 409}
    assert "point à corriger" in html(answer)
    assert School.objects.get(pk=valmont.pk).logo is None


def test_what_an_editor_notes_in_a_drawing_is_left_out(direction, valmont):
    inside = b'<metadata>me</metadata><g style="fill:#123456;position:fixed">' + SHAPE + b"</g>"
    send(direction, svg(inside, b'xlink:title="me"'))
    kept = bytes(School.objects.get(pk=valmont.pk).logo)
    assert b'fill="#123456"' in kept and b"<path" in kept
    assert b"metadata" not in kept and b"position" not in kept and b"xlink" not in kept


def sheet(whose, **changes):
    posted = {}
    for field, rule in policy.of(whose).items():
        posted[f"mode_{field}"] = rule.mode
        posted[f"awaits_{field}"] = "on" if rule.awaits else ""
    return posted | changes


def test_a_field_is_hidden_and_another_is_changed_at_once(direction):
    changed = sheet("guardian", mode_profession="hidden", awaits_mobile="")
    assert direction.post(url("fields", whose="guardian"), changed).status_code == 302
    setup._kept.clear()
    assert policy.of("guardian")["profession"].mode == Mode.HIDDEN
    assert policy.of("guardian")["mobile"].awaits is False
    again = direction.post(url("fields", whose="guardian"), changed)
    assert (again.status_code, "Rien n’a changé" in html(again)) == (409, True)


def test_a_name_cannot_be_hidden(direction):
    posted = sheet("guardian", mode_last_name="hidden")
    assert "Sélectionnez un choix valide" in html(
        direction.post(url("fields", whose="guardian"), posted)
    )
    assert direction.get(url("fields", whose="cousin")).status_code == 404


def test_a_preset_takes_the_place_of_all_choices(direction):
    direction.post(url("use_preset", whose="adult"), {"preset": policy.MINIMAL})
    setup._kept.clear()
    assert all(policy.of(whose)["fax"].mode == Mode.HIDDEN for whose in Whose.values)


EMPTY = ("catalog.index", "catalog.rolls", "catalog.levels", "catalog.new", "catalog.prepare")
EMPTY += ("campaigns.index", "campaigns.new", "campaigns.kinds", "campaigns.portal", "school.show")


def test_a_school_that_has_nothing_yet_opens_all_its_pages(client, db):
    made = administration.create_school("vide", name="Vide", town="Vide", by=None)
    with scope(made):
        accounts.session_of(client, accounts.staff("Hélène Vasseur"))
    for name in EMPTY:
        assert client.get(reverse(f"office:{name}")).status_code == 200, name
    year = (
        SchoolYear.objects.every_school().filter(school=made).last()
    )  # no school is in scope here
    assert str(year) in html(client.get(reverse("office:campaigns.new")))
