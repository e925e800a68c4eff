"""Documents fournis."""

from portamento.doors.page import page
from portamento.portal.documents import views

urlpatterns = [
    page("famille/documents/", views.index),
    page("eleves/<int:pk>/documents/", views.pupil),
    page("documents/<int:pk>/", views.download),
    page("documents/<int:pk>/pages/", views.pages),
    page("documents/<int:pk>/pages/<int:page>/", views.page_image),
    page("documents/<int:pk>/remplacer/", views.replace),
    page("modeles/<int:pk>/", views.model),
]
