"""Pages staff see: the URL table and permission table."""

from portamento.office import pages  # noqa: F401  (menu)

app_name = "office"
urlpatterns = []
