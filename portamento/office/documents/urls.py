"""Documents: listed, read, accepted or asked for again, handed in at the desk."""

from portamento.accounts.roles import DECIDE_DOCUMENTS, SEE_DOCUMENTS
from portamento.doors.page import page
from portamento.office.documents import desk, viewer, views

urlpatterns = [
    page("documents/", views.index, may=SEE_DOCUMENTS),
    page("documents/deposer/", desk.choose, may=DECIDE_DOCUMENTS),
    page("documents/deposer/<int:family_pk>/", desk.new, may=DECIDE_DOCUMENTS),
    page("documents/prevenir/<int:family_pk>/", views.tell, may=DECIDE_DOCUMENTS),
    page("documents/<int:pk>/", viewer.show, may=SEE_DOCUMENTS),
    page("documents/<int:pk>/pages/<int:number>.png", viewer.page, may=SEE_DOCUMENTS),
    page("documents/<int:pk>/tourner/", viewer.turn, may=DECIDE_DOCUMENTS),
    page("documents/<int:pk>/telecharger/", views.download, may=SEE_DOCUMENTS),
    page("documents/<int:pk>/accepter/", views.accept, may=DECIDE_DOCUMENTS),
    page("documents/<int:pk>/a-refaire/", views.refuse, may=DECIDE_DOCUMENTS),
]
