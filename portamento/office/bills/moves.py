"""What the régie decides about one bill: each asked on a page of its own, then done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.billing import actions
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.bills import forms
from portamento.office.bills.views import find


def issue(request, pk):
    said = _("Facture émise. La famille la voit maintenant.")
    return decide(request, pk, actions.issue, said, "office/bills/issue.html")


def settle(request, pk):
    return decide(request, pk, actions.settle, _("Facture réglée."), "office/bills/settle.html")


def reopen(request, pk):
    said = _("Règlement annulé. La facture est de nouveau à régler.")
    return decide(request, pk, actions.reopen, said, "office/bills/reopen.html")


def cancel(request, pk):
    form, said = forms.Cancellation, _("Facture annulée.")
    return decide(request, pk, actions.cancel, said, "office/bills/cancel.html", form=form)


def detach(request, pk):
    return decide(request, pk, actions.remove_pdf, _("PDF retiré."), "office/bills/detach.html")


def decide(request, pk, act, said, template, *, form=forms.Confirmation):
    """Find, bind, one action with what the form holds, back to the bill with a word."""
    bill = find(pk)
    form = bind(form, request, on=bill)
    if form.is_valid():
        act(bill, **form.cleaned_data, by=request.user)
        messages.success(request, said)
        return redirect("office:bills.show", pk=pk)
    return render(request, template, {"bill": bill, "form": form})
