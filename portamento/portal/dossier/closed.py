"""When nothing can be filled in: the page says so, and what to do."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.foundation import text
from portamento.portal.dossier import forms, loading, showing
from portamento.portal.dossier.loading import Page
from portamento.reenrolment import access as allowed
from portamento.reenrolment import actions
from portamento.reenrolment.models import State


def answer(request: HttpRequest, pk: int, page: Page | None) -> HttpResponse:
    """The right page for whoever cannot fill in now."""
    if page is None:
        member = loading.pupil_or_404(request, pk)
        context = {"pupil": member.pupil, "title": "", "tabs": [], "campaign": None}
        return render(request, "portal/dossier/closed.html", context)
    if page.gives_household:
        return household(request, page)
    if shows_dossier(page):
        return render(request, "portal/dossier/receipt.html", showing.sent(request, page))
    return render(request, "portal/dossier/closed.html", reasons(request, page))


def shows_dossier(page: Page) -> bool:
    """Sent by whichever household, and open to this person's eyes."""
    return page.dossier is not None and page.dossier.state != State.DRAFT and page.access.may_read


def reasons(request: HttpRequest, page: Page) -> dict:
    """Why it is closed, in one title and one sentence."""
    access, campaign = page.access, page.campaign
    until = {"day": text.deadline(access.closes_at), "opens": text.moment(campaign.opens_at)}
    table = (
        (
            allowed.has_left(page.one),
            _gone(page),
            _("Il n’y a pas de réinscription à faire. Si c’est une erreur, appelez la scolarité."),
            "",
        ),
        (
            not access.may_reenrol,
            _not_allowed(request, page),
            _what_then(page),
            "",
        ),
        (
            access.before,
            _("Les réinscriptions ouvrent le %(opens)s") % until,
            _("Revenez à partir de ce moment. D’ici là, vérifiez vos coordonnées."),
            campaign.before_text,
        ),
        (
            not page.one.is_filer,
            _("L’autre foyer prépare ce dossier"),
            _("Vous pourrez le lire ici dès qu’il sera envoyé."),
            "",
        ),
        (
            True,
            _("Les réinscriptions sont closes depuis le %(day)s") % until,
            _("Appelez la scolarité : elle peut rouvrir le dossier pour votre famille."),
            campaign.after_text,
        ),
    )
    _holds, title, sentence, words = next(row for row in table if row[0])
    return showing.frame(request, page) | {"title": title, "sentence": sentence, "text": words}


def _gone(page: Page) -> str:
    pupil = page.pupil
    day = text.day(pupil.left_on) if pupil.left_on else ""
    return _("%(name)s a quitté le conservatoire le %(day)s") % {
        "name": pupil.first_name,
        "day": day,
    }


def _not_allowed(request: HttpRequest, page: Page) -> str:
    if page.pupil.person_id == request.guardian.person_id:
        return _("Vous ne pouvez pas vous réinscrire ici")
    return _("Vous ne pouvez pas réinscrire %(name)s") % {"name": page.pupil.first_name}


def _what_then(page: Page) -> str:
    """To whom it may not be told what the other adults do, only whom to call."""
    noted = _("Le conservatoire n’a pas noté que vous pouvez le faire. Appelez la scolarité.")
    if not page.access.may_read:
        return noted
    return noted + " " + _("Un dossier envoyé par un autre responsable se lira ici.")


def household(request: HttpRequest, page: Page) -> HttpResponse:
    """The other household files; this one reads, and gives its own plan and family papers."""
    form = bind(forms.Household, request, on=page.answered, one=page.one)
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        actions.answer_household(request.family, page.campaign, **answers, by=request.user)
        messages.success(request, _("Enregistré."))
        return redirect("portal:dossier.show", pk=page.pupil.pk)
    context = showing.sent(request, page) if shows_dossier(page) else showing.frame(request, page)
    own = {
        "form": form,
        "own_pieces": showing.pieces_by_owner(page),
        "limits": showing.FILES_SENTENCE,
        "accept": showing.ACCEPT_FILES,
        "most": showing.MAX_FILE_BYTES,
        "may_disagree": may_disagree(page),
    }
    return render(request, "portal/dossier/household.html", context | own)


def may_disagree(page: Page) -> bool:
    """Another guardian with authority, once the dossier has been sent."""
    tie = page.one.membership
    return bool(
        not page.one.is_filer
        and shows_dossier(page)
        and tie.tie_authority
        and not tie.tie_protected
    )
