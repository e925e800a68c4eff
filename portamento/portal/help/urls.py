"""What anybody may read."""

from portamento.doors.page import open_page
from portamento.portal.help import views

urlpatterns = [
    open_page("aide/", views.show),
    open_page("accessibilite/", views.accessibility),
    open_page("mentions-legales/", views.legal),
    open_page("donnees-personnelles/", views.personal_data),
    open_page("logo/<slug:slug>", views.logo),
]
