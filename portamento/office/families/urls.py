"""Households and their people: found, opened, corrected, entered."""

from portamento.accounts.roles import ACT_FOR, EDIT_COURSES, EDIT_FAMILIES, SEE_FAMILIES
from portamento.doors.page import page
from portamento.office.families import courses, guardians, pupils, views

GUARDIAN = "familles/responsables/<int:pk>"
PUPIL = "familles/<int:family_pk>/eleves/<int:pk>"
urlpatterns = [
    page("familles/", views.index, may=SEE_FAMILIES),
    page("familles/identifiants/", views.invite, may=EDIT_FAMILIES),
    page("familles/identifiants/envoyes/", views.invited, may=EDIT_FAMILIES),
    page("familles/nouvelle/", views.new, may=EDIT_FAMILIES),
    page("familles/quitter/", views.leave, may=ACT_FOR),
    page("familles/<int:pk>/", views.show, may=SEE_FAMILIES),
    page("familles/<int:pk>/modifier/", views.edit, may=EDIT_FAMILIES),
    page("familles/<int:pk>/supprimer/", views.drop, may=EDIT_FAMILIES),
    page("familles/<int:pk>/entrer/", views.enter, may=ACT_FOR),
    page("familles/<int:pk>/responsables/", guardians.new_guardian, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/modifier/", guardians.edit_guardian, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/identifiant/", guardians.send_identifier, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/changer-identifiant/", guardians.edit_identifier, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/mot-de-passe/", guardians.send_password, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/fermer/", guardians.close_guardian, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/rouvrir/", guardians.reopen_guardian, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/eleve/", guardians.enrol_guardian, may=EDIT_FAMILIES),
    page(f"{GUARDIAN}/liens/<int:pupil_pk>/", guardians.edit_tie, may=EDIT_FAMILIES),
    page("familles/<int:pk>/eleves/", pupils.new_pupil, may=EDIT_FAMILIES),
    page(f"{PUPIL}/modifier/", pupils.edit_pupil, may=EDIT_FAMILIES),
    page(f"{PUPIL}/cours/", courses.courses, may=EDIT_COURSES),
    page(f"{PUPIL}/foyer/", pupils.edit_place, may=EDIT_FAMILIES),
    page(f"{PUPIL}/partager/", pupils.share_pupil, may=EDIT_FAMILIES),
    page(f"{PUPIL}/retirer/", pupils.unshare_pupil, may=EDIT_FAMILIES),
    page(f"{PUPIL}/depart/", pupils.depart, may=EDIT_FAMILIES),
    page(f"{PUPIL}/depart/annuler/", pupils.come_back, may=EDIT_FAMILIES),
    page(f"{PUPIL}/acces/", pupils.open_access, may=EDIT_FAMILIES),
]
