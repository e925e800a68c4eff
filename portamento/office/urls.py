"""Pages staff see: the URL table and permission table."""

from portamento.office import pages  # noqa: F401  (menu)
from portamento.office.bills import urls as bills_urls
from portamento.office.catalog import urls as catalog_urls
from portamento.office.changes import urls as changes_urls

app_name = "office"
urlpatterns = [
    *bills_urls.urlpatterns,
    *catalog_urls.urlpatterns,
    *changes_urls.urlpatterns,
]
