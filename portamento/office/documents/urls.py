"""Documents: listed, read, accepted or asked for again, handed in at the desk."""

from portamento.accounts.roles import DECIDE_DOCUMENTS, SEE_DOCUMENTS
from portamento.doors.page import page
from portamento.office.documents import desk, keeping, viewer, views, waiving

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
    page("documents/<int:pk>/sans-objet/", waiving.set_aside, may=DECIDE_DOCUMENTS),
    page("documents/<int:pk>/retenir/", keeping.keep, may=DECIDE_DOCUMENTS),
    page("documents/<int:pk>/ne-plus-retenir/", keeping.drop, may=DECIDE_DOCUMENTS),
    page(
        "documents/pieces/<int:family_pk>/<int:ask>/sans-objet/",
        waiving.piece,
        may=DECIDE_DOCUMENTS,
    ),
    page(
        "documents/pieces/<int:family_pk>/<int:ask>/redemander/",
        waiving.ask_again,
        may=DECIDE_DOCUMENTS,
    ),
]
