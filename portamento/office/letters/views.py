"""Letters sent, with what became of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_BILLS
from portamento.doors import downloads
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.mailroom import actions, delivery, letter
from portamento.mailroom.models import Fate, Outgoing
from portamento.office.letters import forms

PER_PAGE = 50
KINDS = {Fate.REFUSED: "wrong", Fate.TO_POST: "yours", Fate.QUEUED: "half"}


def readable(reader):
    """Without those on bills, for whoever does not see bills."""
    rows = Outgoing.objects.all()
    return rows if reader.may(SEE_BILLS) else rows.exclude(mention_rows__kind="bill")


def index(request):
    filters = forms.Filters(request.GET)
    found = filters.narrow(readable(request.user)).defer("text", "secret").newest_first()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"filters": filters, "page": page, "kinds": KINDS, "query": kept.urlencode()}
    context["kept_here"] = delivery.keeps_all()
    return render(request, "office/letters/index.html", context)


def context_of(row: Outgoing) -> dict:
    hidden = _("(code personnel, jamais montré)")
    return {
        "letter": row,
        "text": row.text.replace(letter.SECRET, hidden).replace(letter.SECRET_LINK, hidden),
        "family": Family.objects.filter(pk=row.household_id).first(),
        "kind": KINDS.get(row.state, "done"),
        "personal": actions.held_a_secret(row),
    }


def find(request, pk: int) -> Outgoing:
    rows = readable(request.user).select_related("account", "paper")
    return get_object_or_404(rows.defer("paper__content", "paper__facts"), pk=pk)


def show(request, pk):
    return render(request, "office/letters/show.html", context_of(find(request, pk)))


def resend(request, pk):
    row = find(request, pk)
    known = row.account.email if row.account else ""
    form = bind(forms.Resending, request, initial={"email": known or row.address})
    if form.is_valid():
        copy = actions.resend(row, email=form.cleaned_data["email"], by=request.user)
        messages.success(request, _("Courrier renvoyé.") if copy.address else _("À poster."))
        return redirect("office:letters.show", pk=copy.pk)
    return render(request, "office/letters/resend.html", context_of(row) | {"form": form})


def attachment(request, pk):
    paper = find(request, pk).paper
    if paper is None or paper.content is None:
        raise Http404
    return downloads.attachment(bytes(paper.content), name=paper.name)
