"""Campaigns: dates, words, terms, plans, documents asked for, and the way to the portal."""

from portamento.accounts.roles import EDIT_CAMPAIGNS, SEE_CAMPAIGNS
from portamento.doors.page import page
from portamento.office.campaigns import asked, blocks, gateway, kinds, late, plans, terms, views

urlpatterns = [
    page("campagne/", views.index, may=SEE_CAMPAIGNS),
    page("campagne/nouvelle/", views.new, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/", views.show, may=SEE_CAMPAIGNS),
    page("campagne/<int:pk>/modifier/", views.edit, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/textes/", views.edit_texts, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/liste-habituelle/", views.propose, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/reglement/", terms.new_terms, may=EDIT_CAMPAIGNS),
    page("campagne/reglements/<int:pk>/", terms.terms, may=SEE_CAMPAIGNS),
    page("campagne/fichiers/<int:pk>/", terms.file, may=SEE_CAMPAIGNS),
    page("campagne/<int:pk>/paiements/nouveau/", plans.new_plan, may=EDIT_CAMPAIGNS),
    page("campagne/paiements/<int:pk>/", plans.edit_plan, may=EDIT_CAMPAIGNS),
    page("campagne/paiements/<int:pk>/retirer/", plans.drop_plan, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/documents/nouveau/", asked.new_request, may=EDIT_CAMPAIGNS),
    page("campagne/documents/<int:pk>/", asked.edit_request, may=EDIT_CAMPAIGNS),
    page("campagne/documents/<int:pk>/retirer/", asked.drop_request, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/encarts/nouveau/", blocks.new_block, may=EDIT_CAMPAIGNS),
    page("campagne/encarts/<int:pk>/", blocks.edit_block, may=EDIT_CAMPAIGNS),
    page("campagne/encarts/<int:pk>/retirer/", blocks.drop_block, may=EDIT_CAMPAIGNS),
    page("campagne/<int:pk>/hors-delai/", late.late, may=EDIT_CAMPAIGNS),
    page("campagne/types-de-documents/", kinds.kinds, may=SEE_CAMPAIGNS),
    page("campagne/types-de-documents/nouveau/", kinds.new_kind, may=EDIT_CAMPAIGNS),
    page("campagne/types-de-documents/<int:pk>/", kinds.edit_kind, may=EDIT_CAMPAIGNS),
    page("campagne/types-de-documents/<int:pk>/texte/", kinds.form_text, may=EDIT_CAMPAIGNS),
    page("campagne/portail/", gateway.portal, may=SEE_CAMPAIGNS),
    page("campagne/portail/affiche/", gateway.order_poster, may=EDIT_CAMPAIGNS),
    page("campagne/portail/affiche/<int:pk>/", gateway.poster, may=SEE_CAMPAIGNS),
]
