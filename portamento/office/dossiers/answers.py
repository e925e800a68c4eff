"""« Je veux changer de prélèvement »: what a household answered, changed by the office."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.dossiers import forms, position, rows
from portamento.office.dossiers.views import back, find
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import HouseholdAnswers


def answers(request, pk, family_pk):
    """It moves money: it is confirmed by a box of its own."""
    dossier = find(pk)
    home = get_object_or_404(dossier.pupil.memberships.select_related("family"), family=family_pk)
    if not home.payer_share:
        raise Http404
    stored = HouseholdAnswers.objects.filter(family=family_pk, campaign=dossier.campaign).first()
    plans = setup.plans(dossier.campaign)
    form = bind(forms.Answers, request, on=stored, plans=plans, initial=initial(stored))
    if form.is_valid():
        said = form.cleaned_data
        plan = said["plan"].pk if said["plan"] else None
        answered = {"plan_id": plan, "qf_choice": said["qf"]}
        actions.change_answers(home.family, dossier.campaign, **answered, by=request.user)
        messages.success(request, _("Réponses du foyer %s changées.") % home.family.name)
        return back(request, dossier)
    liste = position.query_of(request)
    context = {"dossier": dossier, "family": home.family, "form": form, "liste": liste}
    context["url_back"] = rows.address(pk, liste)
    return render(request, "office/dossiers/answers.html", context)


def initial(stored: HouseholdAnswers | None) -> dict:
    return {"plan": stored.plan_id, "qf": stored.qf_choice} if stored else {}
