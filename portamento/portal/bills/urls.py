"""The family's bills: for consultation only."""

from portamento.doors.page import page
from portamento.portal.bills import views

urlpatterns = [
    page("famille/facturation/cotisations/", views.fees),
    page("famille/facturation/locations/", views.rentals),
    page("famille/facturation/<int:pk>/pdf/", views.download),
]
