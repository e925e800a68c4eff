"""Relances: the list to ring or to write to, one button to remind."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.doors import downloads, fields, sheets
from portamento.doors.page import render
from portamento.foundation import clock
from portamento.office.reminders import rows
from portamento.reenrolment import actions, chasing, figures, setup
from portamento.workflow.action import attempt

PER_PAGE = 50
RESULTS = "reminders.results"


def tab_of(request) -> str:
    given = request.POST.get("quoi", request.GET.get("quoi", ""))
    return given if given in rows.TABS else rows.EVERYONE


def index(request):
    campaign = setup.current_campaign()
    if campaign is None:
        return render(request, "office/reminders/none.html", {})
    homes, tab = chasing.load(campaign), tab_of(request)
    page = Paginator(rows.chosen(homes, tab), PER_PAGE).get_page(request.GET.get("page"))
    tranche_on = campaign.top_tranche_from
    context = {
        "campaign": campaign,
        "figures": lines(figures.of(campaign, homes)),
        "tabs": tabs(homes, tab),
        "tab": tab,
        "page": page,
        "rows": rows.of(list(page)),
        "tranche_due": bool(tranche_on and tranche_on <= clock.today()),
    }
    return render(request, "office/reminders/index.html", context)


def tabs(homes, tab: str) -> list[dict]:
    return [
        {
            "label": f"{label} ({len(rows.chosen(homes, key))})",
            "url": f"?quoi={key}",
            "current": key == tab,
        }
        for key, label in rows.TABS.items()
    ]


def lines(found: figures.Figures) -> list[dict]:
    named = (
        (found.pupils, _("élèves concernés")),
        (found.connected, _("dont la famille s’est connectée")),
        (found.drafts, _("brouillons")),
        (found.sent, _("dossiers envoyés")),
        (found.complete, _("complets")),
        (found.placed, _("cours attribués")),
        (found.confirmed, _("inscriptions confirmées")),
    )
    return [{"value": value, "label": label} for value, label in named]


def export(request):
    campaign = setup.current_campaign()
    homes = chasing.load(campaign) if campaign else []
    found = rows.of(rows.chosen(homes, tab_of(request)))
    heads = [str(head) for head in rows.HEADS]
    content = sheets.workbook(_("Relances"), heads, [one.cells() for one in found])
    name = _("Relances du %s.xlsx") % clock.today().isoformat()
    return downloads.attachment(content, name=name, content_type=sheets.CONTENT_TYPE)


@require_POST
def send(request):
    campaign = setup.current_campaign()
    homes = chasing.load(campaign) if campaign else []
    chosen = chosen_in(request.POST, homes)
    if not chosen:
        messages.error(request, _("Cochez au moins une famille à relancer."))
        return redirect("office:reminders.index")
    sent = [remind(home, campaign, request.user) for home in chosen]
    if request.POST.get("fiche"):
        return to_family(request, sent[0])
    request.session[RESULTS] = {"items": sent, "tab": tab_of(request)}
    return redirect("office:reminders.results")


def to_family(request, sent: dict):
    """Back to the page of the family one is on the telephone with."""
    if sent["why"]:
        messages.error(request, sent["why"])
    else:
        messages.success(request, _("Famille relancée."))
    return redirect("office:families.show", pk=sent["pk"])


def chosen_in(given, homes: list[chasing.Household]) -> list[chasing.Household]:
    """The ticked families, or all those of the list."""
    if given.get("tout"):
        tab = given.get("quoi", "")
        return rows.chosen(homes, tab if tab in rows.TABS else rows.EVERYONE)
    ticked = set(fields.ids(given.getlist("famille")))
    return [home for home in rows.chosen(homes, rows.EVERYONE) if home.family.pk in ticked]


def remind(home: chasing.Household, campaign, by) -> dict:
    """Its own transaction; the sentence of a refusal, '' when the letter is on its way."""
    why = attempt(actions.remind, home.family, campaign, missing=home.missing(), by=by)
    return {"family": home.family.name, "pk": home.family.pk, "why": why}


def results(request):
    kept = request.session.get(RESULTS) or {"items": [], "tab": rows.EVERYONE}
    context = {
        "done": [one for one in kept["items"] if not one["why"]],
        "left": [one for one in kept["items"] if one["why"]],
        "tab": kept["tab"],
    }
    return render(request, "office/reminders/results.html", context)
