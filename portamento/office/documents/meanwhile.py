"""Two people over one document: the second learns what the first has decided, before deciding."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.documents.models import Document
from portamento.office.documents import way


def shown(request: HttpRequest, document: Document) -> Document | None:
    """What `bind` compares with the version that the form was shown for, where it says one."""
    return document if request.method != "POST" or "version" in request.POST else None


def moved(request: HttpRequest, document: Document) -> bool:
    """Decided on since the page with the button was shown."""
    seen = request.POST.get("version", "")
    return bool(seen) and seen != str(document.version)


def look_again(request: HttpRequest, document: Document):
    """The document as it stands now; the button is there again."""
    said = _("Quelqu’un vient de traiter ce document : « %s ». Rien n’a été changé.")
    messages.warning(request, said % document.get_state_display())
    return redirect(way.of(request).to(document.pk))
