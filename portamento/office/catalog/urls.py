"""Courses: what is taught, who is in it, the lists."""

from portamento.accounts.roles import EDIT_COURSES, SEE_COURSES
from portamento.doors.page import page
from portamento.office.catalog import places, rolls, views, words

urlpatterns = [
    page("cours/", views.index, may=SEE_COURSES),
    page("cours/nouveau/", views.new, may=EDIT_COURSES),
    page("cours/preparer/", views.prepare, may=EDIT_COURSES),
    page("cours/<int:pk>/", views.show, may=SEE_COURSES),
    page("cours/<int:pk>/modifier/", views.edit, may=EDIT_COURSES),
    page("cours/<int:pk>/inscrire/", places.enrol, may=EDIT_COURSES),
    page("cours/inscriptions/<int:pk>/niveau/", places.set_level, may=EDIT_COURSES),
    page("cours/inscriptions/<int:pk>/terminer/", places.end, may=EDIT_COURSES),
    page("cours/listes/", rolls.rolls, may=SEE_COURSES),
    page("cours/listes/<slug:by>/<int:pk>/", rolls.roll, may=SEE_COURSES),
    page("cours/listes/<slug:by>/<int:pk>/tableur/", rolls.sheet, may=SEE_COURSES),
    page("cours/disciplines/", words.disciplines, may=SEE_COURSES),
    page("cours/disciplines/habituelles/", words.usual_disciplines, may=EDIT_COURSES),
    page("cours/disciplines/nouvelle/", words.new_discipline, may=EDIT_COURSES),
    page("cours/disciplines/<int:pk>/", words.edit_discipline, may=EDIT_COURSES),
    page("cours/niveaux/", words.levels, may=SEE_COURSES),
    page("cours/niveaux/habituels/", words.usual_levels, may=EDIT_COURSES),
    page("cours/niveaux/nouveau/", words.new_level, may=EDIT_COURSES),
    page("cours/niveaux/<int:pk>/", words.edit_level, may=EDIT_COURSES),
    page("cours/enseignants/", words.teachers, may=SEE_COURSES),
    page("cours/enseignants/nouveau/", words.new_teacher, may=EDIT_COURSES),
    page("cours/enseignants/<int:pk>/", words.edit_teacher, may=EDIT_COURSES),
]
