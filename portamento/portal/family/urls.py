"""Famille: who one is, and what one has asked to change."""

from portamento.doors.page import page
from portamento.portal.family import views

urlpatterns = [
    page("famille/", views.show),
    page("famille/adresse/", views.email),
    page("famille/modifications/<int:pk>/annuler/", views.withdraw),
]
