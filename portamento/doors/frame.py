"""What the frame around a page shows of the request: whose school, who reads, which menu."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.foundation import text
from portamento.schools.models import School
from portamento.schools.scope import current, in_scope

KINDS = {"success": "done", "error": "wrong", "warning": "yours"}
MENUS: dict[str, Callable[[HttpRequest], list[dict]]] = {}
FOOTERS: dict[str, Callable[[HttpRequest], list[dict]]] = {}


@dataclass
class SchoolWords:
    """What layouts show of a school."""

    name: str
    accent: str
    logo_url: str
    phone: str
    address_line: str
    hours: str
    email: str
    accessibility_label: str

    @classmethod
    def of(cls, school: School) -> "SchoolWords":
        return cls(
            name=school.name,
            accent=school.accent,
            logo_url=reverse("portal:help.logo", kwargs={"slug": school.slug})
            if school.logo_type
            else "",
            phone=school.phone,
            address_line=", ".join(school.address.splitlines()),
            hours=text.unbroken(school.hours),
            email=school.email,
            accessibility_label=school.get_accessibility_display(),
        )


@dataclass
class Here:
    """What a layout knows of the request: nothing more reaches the templates."""

    school: SchoolWords | None = None
    who: str = ""
    menu: list = field(default_factory=list)
    messages: list = field(default_factory=list)
    footer: list = field(default_factory=list)
    demo: bool = False
    idle_seconds: int = 0
    ping_url: str = ""
    search_url: str = ""
    home_url: str = "/"
    title_prefix: str = ""
    acting_for: str = ""
    leave_url: str = ""


def here(request: HttpRequest, area: str, context: dict) -> Here:
    account = request.user
    signed_in = account.is_authenticated
    school = context.get("school") or (current() if in_scope() else None)
    request.shown_school = school
    failed = any(getattr(value, "errors", None) for value in context.values())
    acting = getattr(request, "family", None) if signed_in and account.is_staff_member else None
    return Here(
        school=SchoolWords.of(school) if school else None,
        who=account.name if signed_in else "",
        menu=MENUS[area](request) if signed_in and area in MENUS else [],
        messages=[
            {"kind": KINDS.get(note.level_tag, ""), "text": str(note)}
            for note in messages.get_messages(request)
        ],
        footer=FOOTERS[area](request) if area in FOOTERS else [],
        demo=settings.DEMO,
        idle_seconds=settings.IDLE_SECONDS if signed_in else 0,
        ping_url=reverse("portal:signin.ping"),
        search_url=reverse("office:families.index") if area == "office" and signed_in else "",
        home_url=reverse("office:home.index")
        if area == "office" and signed_in
        else reverse("portal:home.index"),
        title_prefix=_("Erreur : ") if failed else "",
        acting_for=acting.name if acting else "",
        leave_url=reverse("office:families.leave") if acting else "",
    )
