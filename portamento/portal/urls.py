"""Pages families see: the URL table and permission table."""

from portamento.portal import pages  # noqa: F401  (menu and footer)
from portamento.portal.bills import urls as bills_urls
from portamento.portal.documents import urls as documents_urls
from portamento.portal.dossier import urls as dossier_urls
from portamento.portal.family import urls as family_urls
from portamento.portal.help import urls as help_urls
from portamento.portal.home import urls as home_urls
from portamento.portal.password import urls as password_urls
from portamento.portal.pupils import urls as pupils_urls
from portamento.portal.signin import urls as signin_urls

app_name = "portal"
urlpatterns = [
    *home_urls.urlpatterns,
    *dossier_urls.urlpatterns,
    *documents_urls.urlpatterns,
    *bills_urls.urlpatterns,
    *family_urls.urlpatterns,
    *help_urls.urlpatterns,
    *password_urls.urlpatterns,
    *pupils_urls.urlpatterns,
    *signin_urls.urlpatterns,
]
