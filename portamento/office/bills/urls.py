"""Bills entered or uploaded by hand."""

from portamento.accounts.roles import EDIT_BILLS, SEE_BILLS
from portamento.doors.page import page
from portamento.office.bills import moves, views

urlpatterns = [
    page("factures/", views.index, may=SEE_BILLS),
    page("factures/export/", views.export, may=SEE_BILLS),
    page("factures/nouvelle/", views.choose, may=EDIT_BILLS),
    page("factures/nouvelle/<int:family_pk>/", views.new, may=EDIT_BILLS),
    page("factures/<int:pk>/", views.show, may=SEE_BILLS),
    page("factures/<int:pk>/telecharger/", views.download, may=SEE_BILLS),
    page("factures/<int:pk>/modifier/", views.edit, may=EDIT_BILLS),
    page("factures/<int:pk>/pdf/", views.attach, may=EDIT_BILLS),
    page("factures/<int:pk>/pdf/retirer/", moves.detach, may=EDIT_BILLS),
    page("factures/<int:pk>/emettre/", moves.issue, may=EDIT_BILLS),
    page("factures/<int:pk>/regler/", moves.settle, may=EDIT_BILLS),
    page("factures/<int:pk>/rouvrir/", moves.reopen, may=EDIT_BILLS),
    page("factures/<int:pk>/annuler/", moves.cancel, may=EDIT_BILLS),
    page("factures/<int:pk>/echeances/<int:instalment_pk>/", views.mark, may=EDIT_BILLS),
]
