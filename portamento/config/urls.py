"""Where each area begins."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("bureau/", include("portamento.office.urls")),
    path("", include("portamento.portal.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("portamento.demo.urls")))

handler400 = "portamento.doors.errors.bad_request"
handler403 = "portamento.doors.errors.forbidden"
handler404 = "portamento.doors.errors.not_found"
handler500 = "portamento.doors.errors.server_error"
