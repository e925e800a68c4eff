"""Letters to post: printed in one go, put in envelopes, marked as posted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import downloads
from portamento.doors.page import render
from portamento.foundation import text
from portamento.mailroom import actions
from portamento.mailroom.models import Fate, Outgoing, Paper

PER_PAGE = 50


def pile(request):
    rows = Outgoing.objects.filter(state=Fate.TO_POST).defer("text", "secret")
    page = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "printed": printed()}
    return render(request, "office/letters/pile.html", context)


def printed() -> dict | None:
    """The last pile asked for, while some of its letters are not posted yet."""
    papers = Paper.objects.filter(template=actions.PILE).defer("content")
    paper = papers.order_by("-pk").first()
    if paper is None:
        return None
    wanted = [item["letter"] for item in paper.facts["letters"]]
    left = Outgoing.objects.filter(pk__in=wanted, state=Fate.TO_POST).count()
    return {"paper": paper, "number": left} if left else None


def print_pile(request):
    if request.method == "POST":
        actions.print_pile(by=request.user)
        messages.success(request, _("Le PDF se prépare : il est prêt dans quelques secondes."))
    return redirect("office:letters.pile")


def find(pk: int) -> Paper:
    return get_object_or_404(Paper, pk=pk, template=actions.PILE)


def download(request, pk):
    paper = find(pk)
    if paper.content is None:
        raise Http404
    return downloads.attachment(bytes(paper.content), name=paper.name)


def mark_posted(request, pk):
    if request.method == "POST":
        number = actions.mark_posted(find(pk), by=request.user)
        messages.success(request, text.count(number, _("courrier posté."), _("courriers postés.")))
    return redirect("office:letters.pile")
