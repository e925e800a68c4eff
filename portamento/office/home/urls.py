"""The office's first page."""

from portamento.accounts.roles import SEE_HOME
from portamento.doors.page import page
from portamento.office.home import views

urlpatterns = [page("", views.index, may=SEE_HOME)]
