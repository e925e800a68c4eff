"""Documents fournis."""

from portamento.doors.page import page
from portamento.portal.documents import sheets, views

urlpatterns = [
    page("famille/documents/", views.index),
    page("eleves/<int:pk>/documents/", views.pupil),
    page("documents/<int:pk>/", views.download),
    page("documents/<int:pk>/pages/", views.pages),
    page("documents/<int:pk>/pages/<int:page>/", views.page_image),
    page("documents/<int:pk>/remplacer/", views.replace),
    page("documents/a-relire/<int:kind>/<int:pupil>/", sheets.review),
    page("documents/a-relire/<int:kind>/<int:pupil>/ajouter/", sheets.add),
    page("documents/a-relire/<int:kind>/<int:pupil>/envoyer/", sheets.confirm),
    page("documents/feuillets/<int:pk>/deplacer/", sheets.move),
    page("documents/feuillets/<int:pk>/supprimer/", sheets.drop),
    page("documents/feuillets/<int:pk>/pages/<int:page>/", sheets.sheet_image),
    page("documents/feuillets/<int:pk>/pages/<int:page>/tourner/", sheets.turn),
    page("modeles/<int:pk>/", views.model),
]
