"""Pages of the demo, mounted only when PORTAMENTO_DEMO is set: the letters, the components."""

from portamento.demo import people
from portamento.demo.components import views as components
from portamento.demo.letters import views as letters
from portamento.doors.page import open_page
from portamento.portal.signin import people as listed

listed.show(*people.PEOPLE)

app_name = "demo"
urlpatterns = [
    open_page("courriels/", letters.index),
    open_page("courriels/<int:pk>/", letters.show),
    open_page("courriels/<int:pk>/piece-jointe/", letters.paper),
    open_page("composants/", components.show),
]
