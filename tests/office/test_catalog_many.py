"""Courses made and filled by the dozen: what spares a secretary her typing."""

from django.urls import reverse

from portamento.catalog import actions
from portamento.catalog import setup as catalog
from portamento.catalog.models import Art, Part, Teacher
from tests.office.people import address_in, html

url = address_in("catalog")


def test_what_most_conservatoires_have_is_added_in_one_go(valmont, secretary):
    assert 'value="Harpe" checked' in html(secretary.get(url("usual_disciplines")))
    actions.add_discipline("Violon", art=Art.MUSIC, part=Part.MAIN, by=None)
    page = html(secretary.get(url("usual_disciplines")))
    assert 'value="Violon"' not in page and 'value="Harpe">' in page  # a click adds nothing unasked
    secretary.post(url("usual_disciplines"), {"names": ["Harpe", "Danse jazz"]})
    valmont.refresh_from_db()
    named = [one.name for one in catalog.disciplines()]
    assert named == ["Danse jazz", "Harpe", "Violon"]
    secretary.post(url("usual_levels"), {"names": ["1C1", "2C3", "HC"]})
    valmont.refresh_from_db()
    assert [str(one) for one in catalog.levels()] == ["1C1", "2C3", "HC"]


def test_names_are_sorted_as_in_a_dictionary(valmont):
    for name in ("Zoé", "Éveil", "alto", "Eau"):
        Teacher.objects.create(name=name)
    assert [str(one) for one in catalog.teachers()] == ["alto", "Eau", "Éveil", "Zoé"]


def test_a_similar_course_begins_with_what_the_first_one_has(secretary, course):
    sheet = {"year": course.year_id, "discipline": course.discipline_id, "kind": "collective"}
    sheet |= {"name": "Éveil 1", "opening": "open", "weekday": "2", "room": "Salle bleue"}
    answer = secretary.post(url("new"), sheet | {"encore": "1"})
    page = html(secretary.get(answer["Location"]))
    assert 'value="Éveil 1"' in page and 'value="Salle bleue"' in page


def test_a_pupil_is_enrolled_from_the_page_of_the_family(secretary, course, lina):
    home = lina.memberships.get()
    page = reverse("office:families.courses", args=(home.family_id, lina.pk))
    assert "Aucun cours cette année" in html(secretary.get(page))
    answer = secretary.post(page, {"course": course.pk, "level": ""})
    assert answer["Location"] == page
    assert lina.enrolments.get().course == course
    assert "Cours suivis" in html(secretary.get(page))
    again = secretary.post(page, {"course": course.pk, "level": ""})
    assert "déjà inscrit" in html(again)
    leads = reverse("office:families.show", args=(home.family_id,))
    assert leads in html(secretary.get(url("show", pk=course.pk)))
