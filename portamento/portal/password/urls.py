"""Mot de passe, kept or lost."""

from portamento.doors.page import ANYONE, open_page, page
from portamento.portal.password import views

urlpatterns = [
    open_page("mot-de-passe-perdu/", views.new),
    open_page("mot-de-passe-perdu/envoye/", views.sent),
    page("mot-de-passe/", views.edit, may=ANYONE),
]
