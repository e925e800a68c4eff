"""The letters of the demo, newest first: what would be in people's mailboxes."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404

from portamento.doors.downloads import attachment
from portamento.doors.page import render
from portamento.mailroom import envelope, fresh
from portamento.mailroom.models import Outgoing
from portamento.schools.scope import scope


def letters():
    """Of every school: the demo is one mailbox for all its people."""
    return Outgoing.objects.every_school().select_related("school", "paper")


def index(request):
    email = request.GET.get("pour", "")
    rows = letters().exclude(address="").newest_first()
    page = Paginator(rows.filter(address=email) if email else rows, 20).get_page(
        request.GET.get("page")
    )
    people = letters().exclude(address="").values("address").annotate(number=Count("pk"))
    context = {"page": page, "email": email, "people": people.order_by("address")}
    return render(request, "demo/letters/index.html", context)


def show(request, pk):
    row = get_object_or_404(letters(), pk=pk)
    with scope(row.school):
        blocks = envelope.blocks(fresh.revealed(row))
    context = {"letter": row, "blocks": blocks}
    return render(request, "demo/letters/show.html", context)


def paper(request, pk):
    row = get_object_or_404(letters().exclude(paper=None), pk=pk)
    if row.paper.content is None:
        raise Http404
    return attachment(row.paper.content, name=row.paper.name)
