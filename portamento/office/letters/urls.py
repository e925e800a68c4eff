"""Letters sent, to post, and their texts."""

from portamento.accounts.roles import SEE_LETTERS, SEND_LETTERS, WORD_LETTERS
from portamento.doors.page import page
from portamento.office.letters import pile, views, wordings

urlpatterns = [
    page("courriers/", views.index, may=SEE_LETTERS),
    page("courriers/<int:pk>/", views.show, may=SEE_LETTERS),
    page("courriers/<int:pk>/piece-jointe/", views.attachment, may=SEE_LETTERS),
    page("courriers/<int:pk>/renvoyer/", views.resend, may=SEND_LETTERS),
    page("courriers/<int:pk>/a-poster/", views.put_to_post, may=SEND_LETTERS),
    page("courriers/a-poster/", pile.pile, may=SEE_LETTERS),
    page("courriers/a-poster/imprimer/", pile.print_pile, may=SEND_LETTERS),
    page("courriers/a-poster/gardes/", pile.put_kept_to_post, may=SEND_LETTERS),
    page("courriers/a-poster/<int:pk>/", pile.download, may=SEND_LETTERS),
    page("courriers/a-poster/<int:pk>/postes/", pile.mark_posted, may=SEND_LETTERS),
    page("courriers/textes/", wordings.wordings, may=SEE_LETTERS),
    page("courriers/textes/<slug:kind>/", wordings.edit_wording, may=WORD_LETTERS),
    page("courriers/textes/<slug:kind>/origine/", wordings.restore_wording, may=WORD_LETTERS),
]
