"""Pages that are open to all: help, accessibility, legal notice, personal data, the logo."""

from django.conf import settings
from django.http import Http404, HttpResponse

from portamento.accounts import reasons
from portamento.doors.downloads import SANDBOX
from portamento.doors.page import render
from portamento.portal.signin import site
from portamento.schools.models import School

A_DAY = 24 * 3600


def show(request):
    """« Aide » : the guide, for this portal."""
    return shown(request, "portal/help/show.html", address=settings.PUBLIC_URL, rules=reasons.RULES)


def accessibility(request):
    """The declaration the law asks for, school by school."""
    return shown(request, "portal/help/accessibility.html", address=settings.PUBLIC_URL)


def legal(request):
    """Who answers for this portal."""
    return shown(request, "portal/help/legal.html")


def personal_data(request):
    """What is kept about people, why, and what they may ask."""
    return shown(request, "portal/help/personal_data.html")


def shown(request, template, **context):
    schools = site.schools()
    school = site.chosen(request, schools)
    words = {"school": school, "site": school, "schools": schools}
    return render(request, template, words | context)


def logo(request, slug):
    """A school's logo: never run as a page, whatever it holds."""
    row = School.objects.filter(slug=slug).exclude(logo=None).only("logo", "logo_type").first()
    if row is None:
        raise Http404
    response = HttpResponse(bytes(row.logo), content_type=row.logo_type)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
