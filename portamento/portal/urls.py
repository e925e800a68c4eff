"""Pages families see: the URL table and permission table."""

from portamento.portal import pages  # noqa: F401  (menu and footer)

app_name = "portal"
urlpatterns = []
