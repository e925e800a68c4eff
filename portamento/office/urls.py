"""Pages staff see: the URL table and permission table."""

from portamento.office import pages  # noqa: F401  (menu)
from portamento.office.bills import urls as bills_urls
from portamento.office.campaigns import urls as campaigns_urls
from portamento.office.catalog import urls as catalog_urls
from portamento.office.changes import urls as changes_urls
from portamento.office.documents import urls as documents_urls
from portamento.office.dossiers import urls as dossiers_urls
from portamento.office.families import urls as families_urls
from portamento.office.home import urls as home_urls
from portamento.office.journal import urls as journal_urls
from portamento.office.letters import urls as letters_urls
from portamento.office.reminders import urls as reminders_urls
from portamento.office.retention import urls as retention_urls
from portamento.office.school import urls as school_urls
from portamento.office.staff import urls as staff_urls

app_name = "office"
urlpatterns = [
    *bills_urls.urlpatterns,
    *catalog_urls.urlpatterns,
    *campaigns_urls.urlpatterns,
    *changes_urls.urlpatterns,
    *documents_urls.urlpatterns,
    *dossiers_urls.urlpatterns,
    *families_urls.urlpatterns,
    *home_urls.urlpatterns,
    *journal_urls.urlpatterns,
    *letters_urls.urlpatterns,
    *reminders_urls.urlpatterns,
    *retention_urls.urlpatterns,
    *school_urls.urlpatterns,
    *staff_urls.urlpatterns,
]
