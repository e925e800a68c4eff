"""Letters sent, with what became of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import downloads
from portamento.doors.bind import bind
from portamento.doors.lists import kept_query
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.mailroom import actions, delivery, fresh, posting
from portamento.mailroom.models import STAYS, Fate, Outgoing
from portamento.office.letters import forms, readers

PER_PAGE = 50
KINDS = {
    **dict.fromkeys((Fate.REFUSED, Fate.KEPT), "wrong"),
    Fate.TO_POST: "yours",
    Fate.QUEUED: "half",
}


def index(request):
    filters = forms.Filters(request.GET)
    found = filters.narrow(readers.readable(request.user)).defer("text", "secret").newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "kinds": KINDS, "query": kept_query(request)}
    context["hindrance"] = delivery.hindrance()
    return render(request, "office/letters/index.html", context)


def context_of(row: Outgoing, reader) -> dict:
    handled = readers.handled(reader).filter(pk=row.pk).exists()
    stays = row.state in STAYS and posting.kind_of(row).goes_by_post
    return {
        "letter": row,
        "text": fresh.veiled(row),
        "family": Family.objects.filter(pk=row.household_id).first(),
        "kind": KINDS.get(row.state, "done"),
        "personal": fresh.held_a_secret(row),
        "handled": handled,
        "may_post": handled and stays,
        "refused": row.state == Fate.REFUSED,
    }


def find(request, pk: int) -> Outgoing:
    rows = readers.readable(request.user).select_related("account", "paper", "school")
    return get_object_or_404(rows.defer("paper__content", "paper__facts"), pk=pk)


def find_mine(request, pk: int) -> Outgoing:
    """The letter, for those who may handle it."""
    row = find(request, pk)
    readers.check_handles(request.user, Outgoing.objects.filter(pk=pk))
    return row


def show(request, pk):
    context = context_of(find(request, pk), request.user)
    return render(request, "office/letters/show.html", context)


def resend(request, pk):
    row = find_mine(request, pk)
    known = row.account.email if row.account else ""
    form = bind(forms.Resending, request, initial={"email": known or row.address})
    if form.is_valid():
        copy = actions.resend(row, email=form.cleaned_data["email"], by=request.user)
        messages.success(request, _("Courrier renvoyé.") if copy.address else _("À poster."))
        return redirect("office:letters.show", pk=copy.pk)
    context = context_of(row, request.user) | {"form": form}
    return render(request, "office/letters/resend.html", context)


def put_to_post(request, pk):
    row = find_mine(request, pk)
    if request.method == "POST":
        posting.put_to_post(row, by=request.user)
        messages.success(request, _("Ce courrier est dans la pile à poster."))
        return redirect("office:letters.pile")
    return redirect("office:letters.show", pk=pk)


def attachment(request, pk):
    paper = find(request, pk).paper
    if paper is None or paper.content is None:
        raise Http404
    return downloads.attachment(bytes(paper.content), name=paper.name)
