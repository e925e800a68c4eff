"""Facturation cotisations, Facturation locations: what the family owes, and by when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts import roles
from portamento.billing.models import Series
from portamento.doors import downloads
from portamento.doors.page import render
from portamento.families import access
from portamento.foundation import clock
from portamento.portal.bills import sheets
from portamento.portal.family import tabs

PAGES = {Series.FEES: "bills.fees", Series.RENTALS: "bills.rentals"}


def fees(request):
    context = sheets_of(request, Series.FEES)
    return render(request, "portal/bills/fees.html", context)


def rentals(request):
    context = sheets_of(request, Series.RENTALS)
    return render(request, "portal/bills/rentals.html", context)


def download(request, pk):
    bill = get_object_or_404(visible_bills(request).select_related("paper"), pk=pk)
    if bill.paper is None or bill.paper.content is None:
        messages.warning(request, _("Le PDF se prépare. Revenez dans une minute."))
        return redirect(f"portal:{PAGES[bill.series]}")
    return downloads.attachment(bill.paper.content, name=bill.paper.name)


def visible_bills(request):
    """This family's, without drafts; staff acting for it need their own right to bills."""
    if request.user.is_staff_member and not request.user.may(roles.SEE_BILLS):
        raise PermissionDenied
    if not access.may_read_bills(request.guardian):
        return request.family.bills.none()
    return request.family.bills.visible()


def sheets_of(request, series):
    """One year in full, the others in a line each."""
    rows = visible_bills(request).filter(series=series).with_rows().newest_first()
    today = clock.today()
    shown = sheets.by_year([sheets.Sheet(bill, today) for bill in rows])
    year = sheets.chosen(shown, request.GET.get("annee", ""))
    return {
        "family": request.family.name,
        "tabs": tabs.of(request, PAGES[series]),
        "year": year,
        "withheld": not shown and not access.may_read_bills(request.guardian),
        "others": [one for one in shown if one is not year],
    }
