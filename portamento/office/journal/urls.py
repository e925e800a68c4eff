"""The journal's page."""

from portamento.accounts import roles
from portamento.doors.page import page
from portamento.office.journal import views

urlpatterns = [page("journal/", views.index, may=roles.SEE_JOURNAL)]
