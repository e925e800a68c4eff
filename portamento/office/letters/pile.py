"""Letters to post: printed in one go, put in envelopes, marked as posted."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import downloads
from portamento.doors.page import render
from portamento.foundation import text
from portamento.mailroom import posting
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.office.letters import forms, readers

PER_PAGE = 50
PILES = 5  # asked for and not posted: more is a pile forgotten


def pile(request):
    rows = Outgoing.objects.filter(state=Fate.TO_POST).defer("text", "secret")
    page = Paginator(posting.in_order(rows), PER_PAGE).get_page(request.GET.get("page"))
    mine = readers.handled(request.user)
    printable = mine.filter(state=Fate.TO_POST).count()
    context = {
        "page": page,
        "piles": piles(mine),
        "form": forms.Printing(),
        "printable": printable,
        "others": page.paginator.count - printable,
        "kept": mine.filter(state=Fate.KEPT).count(),
    }
    return render(request, "office/letters/pile.html", context)


def piles(mine) -> list[dict]:
    """Those asked for of which letters are not posted yet, the newest first."""
    papers = Paper.objects.filter(template=posting.PILE).defer("content").order_by("-pk")[:PILES]
    left = set(Outgoing.objects.filter(state=Fate.TO_POST).values_list("pk", flat=True))
    ours = set(mine.filter(state=Fate.TO_POST).values_list("pk", flat=True))
    found = []
    for paper in papers:
        held = {item["letter"] for item in paper.facts["letters"]} & left
        if held:
            found.append({"paper": paper, "number": len(held), "ours": held <= ours})
        left -= held  # a newer pile holds them too
    return found


def print_pile(request):
    if request.method == "POST":
        form = forms.Printing(request.POST)
        two_sided = form.is_valid() and form.cleaned_data["two_sided"]
        posting.print_pile(readers.handled(request.user), two_sided=two_sided, by=request.user)
        messages.success(request, _("Le PDF se prépare : il est prêt dans quelques secondes."))
    return redirect("office:letters.pile")


def find(request, pk: int) -> Paper:
    """That pile, for those who may handle all that it holds."""
    paper = get_object_or_404(Paper, pk=pk, template=posting.PILE)
    readers.check_handles(request.user, posting.letters_of(paper))
    return paper


def download(request, pk):
    paper = find(request, pk)
    if paper.content is None:
        raise Http404
    return downloads.attachment(bytes(paper.content), name=paper.name)


def mark_posted(request, pk):
    paper = find(request, pk)
    if request.method == "POST":
        number = posting.mark_posted(paper, by=request.user)
        messages.success(request, text.count(number, _("courrier posté."), _("courriers postés.")))
    return redirect("office:letters.pile")


def put_kept_to_post(request):
    """All that is kept for want of a mail server, on paper."""
    if request.method == "POST":
        kept = readers.handled(request.user).filter(state=Fate.KEPT)
        rows = kept.select_related("school", "account__guardian__person").order_by("pk")
        number = posting.put_all_to_post(rows, by=request.user)
        messages.success(
            request, text.count(number, _("courrier à poster."), _("courriers à poster."))
        )
    return redirect("office:letters.pile")
