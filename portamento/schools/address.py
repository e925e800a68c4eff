"""Where letters and posters lead: the portal, its Site chosen where there is a choice."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http.request import validate_host

from portamento.schools import setup
from portamento.schools.models import School
from portamento.schools.scope import current

SITE = "site"


def portal() -> str:
    """The portal's address without its last « / »: the school's own host name where it has one.

    A name that the installation does not answer to (`PORTAMENTO_HOSTS`) would lead nowhere.
    """
    public = urlsplit(settings.PUBLIC_URL)
    hosts = current().hosts()
    if public.hostname in hosts:
        return settings.PUBLIC_URL
    port = f":{public.port}" if public.port else ""
    answering = [host for host in hosts if validate_host(host, settings.ALLOWED_HOSTS)]
    return f"{public.scheme}://{answering[0]}{port}" if answering else settings.PUBLIC_URL


def page(path: str, **query: str) -> str:
    """A page of the portal (« /connexion/ »), in full."""
    asked = urlencode(query | site())
    return f"{portal()}{path}?{asked}" if asked else f"{portal()}{path}"


def site() -> dict[str, str]:
    """What a link says of the Site; nothing where there is one, or where the host names it."""
    school = current()
    known = urlsplit(portal()).hostname in school.hosts()
    return {} if known or not setup.kept("neighbours", neighbours) else {SITE: school.slug}


def neighbours() -> bool:
    """Whether there is another school on this installation."""
    return School.objects.exclude(pk=current().pk).exists()
