"""Retention: what is kept until when, and the lists that the Archives départementales sign."""

from portamento.accounts.roles import EDIT_SCHOOL
from portamento.doors.page import page
from portamento.office.retention import views

urlpatterns = [
    page("conservation/", views.index, may=EDIT_SCHOOL),
    page("conservation/bordereau/", views.new, may=EDIT_SCHOOL),
    page("conservation/bordereaux/<int:pk>/", views.show, may=EDIT_SCHOOL),
    page("conservation/bordereaux/<int:pk>/tableur/", views.sheet, may=EDIT_SCHOOL),
    page("conservation/bordereaux/<int:pk>/visa/", views.approve, may=EDIT_SCHOOL),
    page("conservation/bordereaux/<int:pk>/detruire/", views.destroy, may=EDIT_SCHOOL),
    page("conservation/bordereaux/<int:pk>/abandonner/", views.cancel, may=EDIT_SCHOOL),
]
