"""Réinscription of one pupil."""

from portamento.doors.page import page
from portamento.portal.dossier import filling, importing, views

BASE = "eleves/<int:pk>/reinscription/"
urlpatterns = [
    page(BASE, views.show),
    page(f"{BASE}recepisse/", views.receipt),
    page(f"{BASE}recepisse.pdf", views.download),
    page(f"{BASE}importer/<int:ask>/", importing.upload),
    page(f"{BASE}formulaire/<int:ask>/", filling.form),
    page(f"{BASE}formulaire/<int:ask>/ouvrir/", filling.open_form),
    page(f"{BASE}formulaire/<int:ask>/verifier/", filling.review),
    page(f"{BASE}supprimer/<int:document>/", views.remove),
    page(f"{BASE}reprendre/", views.take_back),
    page(f"{BASE}desaccord/", views.disagree),
    page("reglement/<int:pk>/", views.terms),
]
