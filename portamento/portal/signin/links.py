"""Pages behind mailed links: opening one does nothing, its button does."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.accounts import provisional, secrets
from portamento.accounts.models import EmailConfirmation
from portamento.doors import signin
from portamento.doors.page import render
from portamento.families import sheets
from portamento.portal.signin import views
from portamento.schools.scope import scope


def access(request, token):
    """The link that does the same as typing the provisional password."""
    secret = provisional.of_link(token)
    if secret is None:
        return shown(request, "portal/signin/link_over.html", None)
    if request.method != "POST":
        return shown(request, "portal/signin/access.html", secret)
    with scope(secret.school):
        signin.by_secret(request, secret)
    return redirect("portal:password.edit")


def confirm(request, token):
    """A new e-mail address says that it is theirs."""
    # Whoever opens the link need not be signed in: its row tells the school.
    rows = EmailConfirmation.objects.every_school().select_related("account__school", "school")
    row = rows.filter(digest=secrets.of_confirmation(token), account__is_active=True).live().first()
    if row is None:
        return shown(request, "portal/signin/link_over.html", None)
    if request.method != "POST":
        return shown(request, "portal/signin/confirm.html", row)
    with scope(row.school):
        request_made = sheets.confirm_email(row, by=row.account)
        waits = request_made and request_made.fields.pending().exists()
    messages.success(request, _("Votre adresse %s est confirmée.") % row.email)
    if waits:
        messages.success(request, _("La scolarité doit encore la valider."))
    if request.user.is_authenticated:
        return redirect(views.home_of(request.user))
    return redirect(f"{reverse('portal:signin.show')}?site={row.school.slug}")


def shown(request, template, row):
    # Its address is a secret that the portal's « same-origin » policy keeps from other sites; a
    # stricter one would have browsers send « Origin: null » with the button, which CSRF refuses.
    return render(request, template, {"row": row, "school": row.school if row else None})
