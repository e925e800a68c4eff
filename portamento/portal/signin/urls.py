"""The way in and out."""

from portamento.doors.page import ANYONE, open_page, page
from portamento.portal.signin import links, views

urlpatterns = [
    open_page("connexion/", views.show),
    open_page("deconnexion/", views.delete),
    page("session/", views.ping, may=ANYONE),
    open_page("acces/<str:token>/", links.access),
    open_page("adresse/<str:token>/", links.confirm),
]
