"""Accueil."""

from portamento.doors.page import page
from portamento.portal.home import views

urlpatterns = [page("", views.index)]
