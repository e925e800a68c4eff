"""Dossiers: read, decided, placed."""

from portamento.accounts.roles import DECIDE_DOSSIERS, SEE_DOSSIERS
from portamento.doors.page import page
from portamento.office.dossiers import answers, moves, placing, together, views, wishes

urlpatterns = [
    page("dossiers/", views.index, may=SEE_DOSSIERS),
    page("dossiers/ensemble/", together.together, may=DECIDE_DOSSIERS),
    page("dossiers/ensemble/resultat/", together.results, may=DECIDE_DOSSIERS),
    page("dossiers/attribuer/", placing.assign, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/", views.show, may=SEE_DOSSIERS),
    page("dossiers/<int:pk>/prendre/", moves.start, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/valider/", moves.accept, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/renvoyer/", moves.send_back, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/refuser/", moves.refuse, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/reprendre/", moves.reopen, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/retirer/", moves.withdraw, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/prevenir/", moves.settle, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/confirmer/", moves.confirm, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/foyers/<int:family_pk>/", answers.answers, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/cours/", wishes.courses, may=DECIDE_DOSSIERS),
    page("dossiers/<int:pk>/cours/ajouter/", wishes.add, may=DECIDE_DOSSIERS),
    page("dossiers/voeux/<int:pk>/attribuer/", wishes.place, may=DECIDE_DOSSIERS),
    page("dossiers/voeux/<int:pk>/liberer/", wishes.unplace, may=DECIDE_DOSSIERS),
    page("dossiers/voeux/<int:pk>/attente/", wishes.wait, may=DECIDE_DOSSIERS),
    page("dossiers/voeux/<int:pk>/ecarter/", wishes.decline, may=DECIDE_DOSSIERS),
    page("dossiers/voeux/<int:pk>/dispense/", wishes.dispense, may=DECIDE_DOSSIERS),
]
