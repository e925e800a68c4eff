"""Changes that families ask for, to be decided."""

from portamento.accounts.roles import DECIDE_CHANGES
from portamento.doors.page import page
from portamento.office.changes import views

urlpatterns = [
    page("modifications/", views.index, may=DECIDE_CHANGES),
    page("modifications/<str:kind>/<int:pk>/", views.decide, may=DECIDE_CHANGES),
]
