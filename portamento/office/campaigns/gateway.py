"""« Le portail »: its address, a button for the town's site, a code for posters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import escape
from django.utils.translation import gettext as _

from portamento.doors import downloads
from portamento.doors.page import render
from portamento.mailroom.models import Paper
from portamento.reenrolment import poster as posters
from portamento.reenrolment import setup
from portamento.schools.scope import current


def portal(request):
    school = current()
    address = posters.door()
    papers = Paper.objects.filter(template=posters.TEMPLATE).defer("content", "facts")
    return render(
        request,
        "office/campaigns/portal.html",
        {
            "address": address,
            "button": button(address, school.name),
            "qr": posters.qr_image(address),
            "paper": papers.order_by("-wanted_at", "-pk").first(),
        },
    )


def button(address: str, name: str) -> str:
    """HTML to copy: it needs no style sheet, and its contrast is 7:1 or more."""
    style = (
        "display:inline-block;padding:12px 20px;border-radius:4px;"
        "background:#00525e;color:#fff;font:600 17px sans-serif;text-decoration:none"
    )
    words = escape(_("Espace famille, %s") % name)
    return f'<a href="{escape(address)}" style="{style}">{words}</a>'


def order_poster(request):
    if request.method == "POST":
        posters.order_poster(setup.current_campaign(), by=request.user)
        messages.success(request, _("Affiche en préparation : elle sera là dans un instant."))
    return redirect("office:campaigns.portal")


def poster(request, pk):
    paper = get_object_or_404(Paper.objects.filter(template=posters.TEMPLATE), pk=pk)
    if paper.content is None:
        raise Http404
    return downloads.attachment(paper.content, name=paper.name)
