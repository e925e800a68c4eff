"""Relances: who has not connected, not sent, not completed."""

from portamento.accounts.roles import DECIDE_DOSSIERS, SEE_DOSSIERS, SEND_LETTERS
from portamento.doors.page import page
from portamento.office.reminders import tranche, views

urlpatterns = [
    page("relances/", views.index, may=SEE_DOSSIERS),
    page("relances/exporter/", views.export, may=SEE_DOSSIERS),
    page("relances/envoyer/", views.send, may=SEND_LETTERS),
    page("relances/resultat/", views.results, may=SEND_LETTERS),
    page("relances/tranche/", tranche.apply, may=DECIDE_DOSSIERS),
]
