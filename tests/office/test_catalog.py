"""Courses in the office: who may see and change them, what is kept, what is refused."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from portamento.catalog.models import Course, Discipline, Level, Teacher
from portamento.enrolments.models import Enrolment
from portamento.schools import setup
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import address_in, html

url = address_in("catalog")

ROLES = {"director": True, "secretary": True, "regie": False, "reader": False}
FREE = {"kind": "collective", "opening": "open"}


def reading_pages(course):
    return [
        *(url("index"), url("rolls"), url("disciplines"), url("levels"), url("teachers")),
        *(url("show", pk=course.pk), url("roll", by="cours", pk=course.pk)),
        url("sheet", by="enseignant", pk=course.teacher_id),
    ]


def changing_pages(course, enrolment):
    return [
        *(url("new"), url("prepare"), url("new_discipline"), url("new_level"), url("new_teacher")),
        *(url("edit", pk=course.pk), url("enrol", pk=course.pk)),
        *(url("set_level", pk=enrolment.pk), url("end", pk=enrolment.pk)),
        url("edit_discipline", pk=course.discipline_id),
        *(url("edit_level", pk=course.level_id), url("edit_teacher", pk=course.teacher_id)),
    ]


@pytest.mark.parametrize(("role", "may_change"), ROLES.items())
def test_all_read_the_courses_and_some_change_them(course, lina, sign_in, role, may_change):
    client = sign_in(accounts.staff("Odile Brun", role=role))
    enrolment = make.enrolment(lina, course)
    assert {client.get(page).status_code for page in reading_pages(course)} == {200}
    expected = 200 if may_change else 403
    for page in changing_pages(course, enrolment):
        assert client.get(page).status_code == expected, page
        if not may_change:
            assert client.post(page).status_code == 403, page


def test_the_other_school_finds_nothing(course, lina, client):
    enrolment = make.enrolment(lina, course)
    other = make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    with scope(other):
        accounts.session_of(client, accounts.staff("Hélène Vasseur"))
    pages = [page for page in changing_pages(course, enrolment) if any(map(str.isdigit, page))]
    for page in [*pages, url("show", pk=course.pk), url("roll", by="cours", pk=course.pk)]:
        assert client.get(page).status_code == 404, page


def test_a_course_is_added_and_families_read_why_it_is_full(secretary):
    discipline = make.discipline("Hautbois")
    posted = FREE | {"year": setup.current_year().pk, "discipline": discipline.pk}
    posted |= {"name": "Hautbois", "weekday": "2", "starts_at": "14:00", "ends_at": "14:45"}
    wrong = secretary.post(url("new"), posted | {"opening": "full"})
    assert "Dites aux familles pourquoi." in html(wrong)
    reason = {"opening": "full", "opening_reason": "Un seul professeur."}
    assert secretary.post(url("new"), posted | reason).status_code == 302
    made = Course.objects.get()
    assert made.schedule() == "mercredi, 14\u00a0h\u00a000\u00a0– 14\u00a0h\u00a045"
    assert made.opening_reason == "Un seul professeur."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"starts_at": "15:00", "ends_at": "14:00"}, "finit après avoir commencé"),
        ({"opening": "reserved"}, "Choisissez le cycle"),
        ({"name": ""}, "obligatoire"),
        ({"discipline": "999"}, "Sélectionnez un choix valide"),
    ],
)
def test_a_course_that_makes_no_sense_is_shown_again(secretary, course, changed, sentence):
    posted = FREE | {"name": "Violoncelle", "discipline": course.discipline_id, "version": 1}
    answer = secretary.post(url("edit", pk=course.pk), posted | changed)
    assert sentence in html(answer)


def test_a_course_is_edited(secretary, course):
    posted = FREE | {"name": "Violoncelle B", "discipline": course.discipline_id, "version": 1}
    secretary.post(url("edit", pk=course.pk), posted | {"opening": "reserved", "reserved_cycle": 2})
    edited = Course.objects.get(pk=course.pk)
    assert (edited.name, edited.level, edited.availability()) == (
        *("Violoncelle B", None),
        "Réservé au cycle 2",
    )


def test_two_secretaries_at_once_do_not_overwrite_each_other(secretary, course):
    Course.objects.filter(pk=course.pk).update(name="Violoncelle et gambe", version=2)
    posted = FREE | {"name": "Cello", "discipline": course.discipline_id, "version": 1}
    answer = secretary.post(url("edit", pk=course.pk), posted)
    assert "modifiée entre-temps" in html(answer)
    assert "Violoncelle et gambe" in html(answer)
    assert Course.objects.get().name == "Violoncelle et gambe"


def test_fewer_places_than_pupils_are_refused_on_the_form(secretary, course, lina):
    make.enrolment(lina, course)
    posted = FREE | {"name": "Violoncelle", "discipline": course.discipline_id, "version": 1}
    answer = secretary.post(url("edit", pk=course.pk), posted | {"capacity": "0"})
    assert answer.status_code == 409
    assert "compte déjà 1 inscrits" in html(answer)


def test_the_list_shows_one_year_and_what_its_filters_ask(secretary, course):
    make.course("Hautbois", weekday=4)
    make.course("Orgue", year=make.year_ahead(1))
    Course.objects.filter(name="Hautbois").update(capacity=1, taken=1)
    everything = html(secretary.get(url("index")))
    assert "Violoncelle" in everything and "Hautbois" in everything
    assert 'href="/bureau/cours/' in everything
    assert len(secretary.get(url("index"), {"annee": make.year_ahead(1).pk}).content) < len(
        everything.encode()
    )
    for asked, absent in (({"places": "on"}, "Hautbois</a>"), ({"jour": 4}, "Violoncelle</a>")):
        assert absent not in html(secretary.get(url("index"), asked))
    found = html(secretary.get(url("index"), {"discipline": "x", "annee": "y"}))
    assert "Violoncelle</a>" in found


@pytest.mark.parametrize("courses", [3, 30])
def test_the_list_asks_the_same_of_the_database(
    secretary, course, courses, django_assert_max_num_queries
):
    for index in range(courses):
        make.course(f"Cours {index}", of=course.discipline, teacher=course.teacher)
    secretary.get(url("index"))
    with django_assert_max_num_queries(5):
        secretary.get(url("index"))


def test_the_next_year_is_prepared_from_its_page(secretary, course):
    answer = secretary.post(url("prepare"))
    following = make.year_ahead(1)
    assert answer["Location"] == f"{url('index')}?annee={following.pk}"
    assert Course.objects.of_year(following).get().follows == course


def test_a_pupil_is_enrolled_and_leaves_by_hand(secretary, course, lina):
    found = secretary.get(url("enrol", pk=course.pk), {"q": "lina"})
    assert "Lina Martin" in html(found)
    page = f"{url('enrol', pk=course.pk)}?q=lina"
    answer = secretary.post(page, {"pupil": lina.pk, "level": course.level_id})
    assert answer["Location"] == url("show", pk=course.pk)
    again = secretary.post(page, {"pupil": lina.pk})
    assert (again.status_code, "déjà inscrit" in html(again)) == (409, True)
    enrolment = Enrolment.objects.get()
    secretary.post(url("set_level", pk=enrolment.pk), {"level": make.level("3C1").pk})
    assert Enrolment.objects.get().level_label() == "3C1"
    secretary.post(url("end", pk=enrolment.pk))
    assert Course.objects.get(pk=course.pk).taken == 0
    assert secretary.post(url("end", pk=enrolment.pk)).status_code == 404


def test_a_pupil_who_was_not_found_cannot_be_posted(secretary, course, lina):
    answer = secretary.post(f"{url('enrol', pk=course.pk)}?q=autre", {"pupil": lina.pk})
    assert answer.status_code == 200
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("by", "named"), [("cours", "course"), ("enseignant", "teacher"), ("niveau", "level")]
)
def test_lists_are_read_and_opened_in_a_spreadsheet(secretary, course, lina, by, named):
    make.enrolment(lina, course)
    of = {"course": course, "teacher": course.teacher, "level": course.level}[named]
    assert "Martin Lina" in html(secretary.get(url("roll", by=by, pk=of.pk)))
    answer = secretary.get(url("sheet", by=by, pk=of.pk))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.values)
    assert rows[1][:2] == ("Martin", "Lina")
    assert rows[1][-1] == "06 00 00 00 01"
    assert sheet["C2"].is_date and sheet["C2"].number_format == "DD/MM/YYYY"
    assert sheet.auto_filter.ref == "A1:H2" and sheet["A1"].font.b


def test_a_level_of_ones_own_goes_before_the_courses(secretary, course, lina):
    make.enrolment(lina, course, level_code="1C1")
    own, courses = make.level("1C1"), course.level
    assert "Martin Lina" in html(secretary.get(url("roll", by="niveau", pk=own.pk)))
    assert "Martin Lina" not in html(secretary.get(url("roll", by="niveau", pk=courses.pk)))


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@A1"])
def test_a_name_never_runs_in_a_spreadsheet(secretary, course, name):
    pupil = make.pupil(make.family("Durand"), "Zoé", name)
    make.enrolment(pupil, course)
    answer = secretary.get(url("sheet", by="cours", pk=course.pk))
    cell = load_workbook(BytesIO(answer.content)).active["A2"]
    assert (cell.value, cell.data_type) == (f"'{name}", "s")


def test_a_list_of_something_else_does_not_exist(secretary, course):
    assert secretary.get(url("roll", by="salle", pk=course.pk)).status_code == 404


WORDS = [
    ("discipline", Discipline, {"name": "Orgue", "art": "music", "part": "main"}, {"name": "Or"}),
    ("level", Level, {"code": "1C1", "name": "Début", "rank": 11}, {"name": "Première année"}),
    ("teacher", Teacher, {"name": "Mme Castel"}, {"email": "castel@example.org"}),
]


@pytest.mark.parametrize(("what", "model", "posted", "changed"), WORDS)
def test_short_lists_are_filled_in(secretary, what, model, posted, changed):
    assert secretary.post(url(f"new_{what}"), posted).status_code == 302
    twin = secretary.post(url(f"new_{what}"), posted)
    assert (twin.status_code, "existe déjà" in html(twin)) == (409, True)
    row = model.objects.get()
    edited = posted | changed | {"version": row.version}
    assert secretary.post(url(f"edit_{what}", pk=row.pk), edited).status_code == 302
    stale = secretary.post(url(f"edit_{what}", pk=row.pk), posted | {"version": row.version})
    assert "entre-temps" in html(stale)
    name, value = next(iter(changed.items()))
    assert getattr(model.objects.get(), name) == value


def test_before_any_discipline_the_page_says_where_to_begin(valmont, secretary):
    assert "Commencez par les disciplines" in html(secretary.get(url("index")))


def test_with_courses_a_filter_that_finds_none_says_so(course, secretary):
    answer = html(secretary.get(url("index"), {"jour": "5"}))
    assert "Aucun cours ici" in answer and "Commencez par les disciplines" not in answer


def test_a_course_without_a_discipline_leads_to_the_disciplines(secretary):
    page = html(secretary.get(url("new")))
    assert "Aucune discipline pour l’instant" in page
    assert url("disciplines") in page
    assert "Nom du cours" not in page


def test_a_year_without_a_course_has_nothing_to_hand_on(secretary):
    page = html(secretary.get(url("prepare")))
    assert "ajoutez-les d’abord" in page
    assert "Reprendre les jours" not in page
