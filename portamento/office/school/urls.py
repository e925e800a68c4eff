"""The school's own settings."""

from portamento.accounts.roles import EDIT_SCHOOL
from portamento.doors.page import page
from portamento.office.school import communes, policies, views

urlpatterns = [
    page("reglages/", views.show, may=EDIT_SCHOOL),
    page("reglages/identite/", views.edit, may=EDIT_SCHOOL),
    page("reglages/apparence/", views.edit_look, may=EDIT_SCHOOL),
    page("reglages/logo/", views.edit_logo, may=EDIT_SCHOOL),
    page("reglages/logo/retirer/", views.drop_logo, may=EDIT_SCHOOL),
    page("reglages/regles/", views.edit_rules, may=EDIT_SCHOOL),
    page("reglages/prelevement/", views.edit_creditor, may=EDIT_SCHOOL),
    page("reglages/textes/", views.edit_texts, may=EDIT_SCHOOL),
    page("reglages/accessibilite/", views.edit_accessibility, may=EDIT_SCHOOL),
    page("reglages/annees/ajouter/", views.add_year, may=EDIT_SCHOOL),
    page("reglages/communes/", communes.communes, may=EDIT_SCHOOL),
    page("reglages/communes/<int:pk>/retirer/", communes.drop_commune, may=EDIT_SCHOOL),
    page("reglages/champs/<slug:whose>/", policies.fields, may=EDIT_SCHOOL),
    page("reglages/champs/<slug:whose>/modele/", policies.use_preset, may=EDIT_SCHOOL),
]
