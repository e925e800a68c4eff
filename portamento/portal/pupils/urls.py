"""Élèves: their list, and each one's pages."""

from portamento.doors.page import page
from portamento.portal.pupils import views

urlpatterns = [
    page("eleves/", views.index),
    page("eleves/<int:pk>/", views.show),
    page("eleves/<int:pk>/cours/", views.courses),
]
