"""Pages families see: the URL table and permission table."""

from portamento.portal import pages  # noqa: F401  (menu and footer)
from portamento.portal.bills import urls as bills_urls
from portamento.portal.family import urls as family_urls
from portamento.portal.pupils import urls as pupils_urls

app_name = "portal"
urlpatterns = [
    *bills_urls.urlpatterns,
    *family_urls.urlpatterns,
    *pupils_urls.urlpatterns,
]
