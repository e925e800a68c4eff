"""Which school a visitor means, before anybody is signed in."""

from django.http import HttpRequest

from portamento.doors import carry
from portamento.foundation.text import alphabetically
from portamento.schools.models import School

BROUGHT = "suite"


def schools() -> list[School]:
    return alphabetically(School.objects.defer("logo"))


def chosen(request: HttpRequest, among: list[School]) -> School | None:
    """That of the session, the one asked for, the host's, the only one, or none yet."""
    if request.user.is_authenticated:
        return request.user.school
    posted = carry.site_of_form(request) or request.POST.get("site")
    given = brought(request).get("site") or posted or request.GET.get("site")
    asked = [school for school in among if school.slug == given]
    host = request.get_host().split(":")[0].lower()
    hosts = [school for school in among if host in school.hosts()]
    sure = asked or hosts or among
    return sure[0] if len(sure) == 1 else None


def brought(request: HttpRequest) -> dict:
    """What another page of the way in hands on: the site and the identifiant, sealed."""
    return carry.unseal(request.GET.get(BROUGHT, ""))


def bring(site: str, identifier: str) -> str:
    """The query that hands them on; an identifiant in the clear would stay in logs."""
    return f"?{BROUGHT}={carry.seal({'site': site, 'identifier': identifier})}"
