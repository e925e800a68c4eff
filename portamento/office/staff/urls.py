"""The team."""

from portamento.accounts.roles import MANAGE_STAFF
from portamento.doors.page import page
from portamento.office.staff import views

urlpatterns = [
    page("equipe/", views.index, may=MANAGE_STAFF),
    page("equipe/nouveau/", views.new, may=MANAGE_STAFF),
    page("equipe/<int:pk>/", views.edit, may=MANAGE_STAFF),
    page("equipe/<int:pk>/identifiant/", views.send, may=MANAGE_STAFF),
    page("equipe/<int:pk>/fermer/", views.close, may=MANAGE_STAFF),
    page("equipe/<int:pk>/rouvrir/", views.reopen, may=MANAGE_STAFF),
]
