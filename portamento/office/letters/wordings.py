"""The texts of letters, in the school's own words."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.foundation.text import alphabetically
from portamento.mailroom import actions, letter, wording
from portamento.mailroom.models import Wording
from portamento.office.letters import forms


def wordings(request):
    own = set(Wording.objects.values_list("kind", flat=True))
    rows = [
        {"kind": kind, "title": wording.title(kind), "own": kind in own} for kind in wording.kinds()
    ]
    rows = alphabetically(rows, lambda row: row["title"].lstrip("… "))
    return render(request, "office/letters/wordings.html", {"rows": rows})


def edit_wording(request, kind):
    ours = letter.default_text(known(kind))
    row = Wording.objects.filter(kind=kind).first()
    stored = row.text if row else ours
    form = bind(forms.OwnWords, request, on=row, kind=kind, initial={"text": stored})
    if form.is_valid() and "apercu" not in request.POST:
        if form.cleaned_data["text"].strip() != stored.strip():
            actions.write_wording(kind, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, _("Texte enregistré. Il sert dès le prochain courrier."))
        return redirect("office:letters.wordings")
    tried = form.cleaned_data["text"] if form.is_bound and form.is_valid() else stored
    subject, body = wording.preview(kind, tried)
    context = {
        "form": form,
        "kind": kind,
        "title": wording.title(kind),
        "own": row is not None,
        "words": sorted(wording.known(kind)),
        "subject": subject,
        "body": body,
    }
    return render(request, "office/letters/edit_wording.html", context)


def restore_wording(request, kind):
    known(kind)
    if request.method == "POST":
        actions.restore_wording(kind, by=request.user)
        messages.success(request, _("Le texte d’origine sert de nouveau."))
        return redirect("office:letters.wordings")
    return redirect("office:letters.edit_wording", kind=kind)


def known(kind: str):
    """That letter; a name made up is 404."""
    try:
        return wording.kinds()[kind]
    except KeyError:
        raise Http404 from None
