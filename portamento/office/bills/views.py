"""Bills: found, prepared, issued, followed."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.audit.models import Event
from portamento.billing import actions
from portamento.billing.lifecycle import BILL
from portamento.billing.models import Bill, State
from portamento.documents import reasons as file_reasons
from portamento.documents import scanner, storage
from portamento.documents.inspector import client
from portamento.doors import downloads, fields, sheets
from portamento.doors.bind import bind
from portamento.doors.lists import kept_query
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.office.bills import entry, forms, rows, sheet
from portamento.office.families import rows as households
from portamento.workflow.action import NotAllowed

PER_PAGE = 50
SCAN_SECONDS = 10.0


def index(request):
    filters = forms.Filters(request.GET or None)
    found = rows.filtered(Bill.objects.all(), chosen(filters), today())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "rows": rows.of(page, today()),
        "query": kept_query(request),
    }
    return render(request, "office/bills/index.html", context)


def export(request):
    found = rows.filtered(Bill.objects.all(), chosen(forms.Filters(request.GET)), today())
    content = sheets.workbook(
        _("Factures"), rows.HEADS, (row.cells() for row in rows.of(found, today()))
    )
    name = _("Factures du %s.xlsx") % today().isoformat()
    return downloads.attachment(content, name=name, content_type=sheets.CONTENT_TYPE)


def choose(request):
    words = fields.sought(request)
    found = households.listed(Family.objects.matching(words))[:PER_PAGE] if words else []
    form = forms.Search(request.GET or None)
    context = {"form": form, "words": words, "families": households.of(found)}
    return render(request, "office/bills/choose.html", context)


def new(request, family_pk):
    family = get_object_or_404(Family, pk=family_pk)
    form = entry.draft(request)
    if form.is_valid():
        bill = actions.draft_bill(family, form.entered(), by=request.user)
        messages.success(request, _("Facture préparée. La famille la verra une fois émise."))
        return redirect("office:bills.show", pk=bill.pk)
    return render(request, "office/bills/new.html", {"family": family, "form": form})


def show(request, pk):
    bill = get_object_or_404(Bill.objects.with_rows().select_related("family"), pk=pk)
    events = Event.objects.about("bill", bill.pk).select_related("facts", "author")
    context = {
        "bill": bill,
        "sheet": sheet.Sheet(bill, today()),
        "moves": {move.name for move in BILL.open_to(bill)},
        "events": sheet.timeline(events.newest_first()),
    }
    return render(request, "office/bills/show.html", context)


def edit(request, pk):
    bill = find(pk)
    if bill.state != State.DRAFT:
        raise NotAllowed(
            _("Une facture émise ne se modifie pas : annulez-la, puis émettez-en une autre.")
        )
    form = entry.draft(request, on=bill)
    if form.is_valid():
        actions.edit_draft(bill, form.entered(), by=request.user)
        messages.success(request, _("Brouillon enregistré."))
        return redirect("office:bills.show", pk=pk)
    return render(request, "office/bills/edit.html", {"bill": bill, "form": form})


def attach(request, pk):
    bill = find(pk)
    form = bind(forms.Pdf, request, on=bill)
    if form.is_valid():
        file = form.cleaned_data["file"]
        name = storage.safe_name(file.name)
        actions.attach_pdf(bill, inspected(file, name), name, by=request.user)
        messages.success(request, _("PDF joint à la facture."))
        return redirect("office:bills.show", pk=pk)
    return render(request, "office/bills/attach.html", {"bill": bill, "form": form})


def mark(request, pk, instalment_pk):
    bill = find(pk)
    instalment = get_object_or_404(bill.instalments, pk=instalment_pk)
    form = bind(forms.Mark, request, on=bill, initial={"state": instalment.state})
    if form.is_valid():
        actions.mark_instalment(instalment, form.cleaned_data["state"], by=request.user)
        messages.success(request, _("Échéance pointée."))
        return redirect("office:bills.show", pk=pk)
    context = {"bill": bill, "instalment": instalment, "form": form}
    return render(request, "office/bills/mark.html", context)


def download(request, pk):
    bill = get_object_or_404(Bill.objects.select_related("paper"), pk=pk)
    if bill.paper is None:
        raise Http404
    if bill.paper.content is None:
        messages.warning(request, _("Le PDF se prépare. Revenez dans une minute."))
        return redirect("office:bills.show", pk=pk)
    return downloads.attachment(bill.paper.content, name=bill.paper.name)


def find(pk):
    return get_object_or_404(Bill.objects.select_related("family", "year"), pk=pk)


def inspected(file, name):
    """The bytes of a PDF that inspector and antivirus let in; billing knows nothing of documents.

    A bill is served to families at once, so that what nobody has answered for does not come in.
    """
    verdict = client.inspect(file, socket_path=settings.INSPECTOR_SOCKET)
    scan = scanner.scan(file, wait_seconds=SCAN_SECONDS)
    if verdict and not verdict.accepted:
        raise NotAllowed(file_reasons.sentence(verdict, name))
    if scan == scanner.Answer.INFECTED:
        raise NotAllowed(file_reasons.sentence_of(file_reasons.INFECTED, name))
    if verdict is None or scan == scanner.Answer.AWAY:
        raise NotAllowed(_("Le contrôle du fichier n’a pas répondu. Réessayez dans une minute."))
    file.seek(0)
    return file.read()


def today():
    return clock.today()


def chosen(filters):
    return filters.cleaned_data if filters.is_valid() else {}
