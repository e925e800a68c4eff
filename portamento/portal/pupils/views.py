"""Élèves: all of them on one page, then each one's identity and courses."""

from django.shortcuts import redirect

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families import access, sheets
from portamento.portal.family import answers, forms, layout
from portamento.portal.family import tabs as family_tabs
from portamento.portal.pupils import lessons, pager, tabs
from portamento.schools import setup


def index(request):
    rows = list(access.shown_to(request.guardian, access.memberships(request.family)))
    courses = lessons.of_pupils([row.pupil_id for row in rows if not row.protected])
    context = {
        "family": request.family.name,
        "tabs": family_tabs.of(request, "pupils.index"),
        "year": setup.current_year(),
        "pupils": [
            {
                "membership": row,
                "pupil": row.pupil,
                "courses": courses.get(row.pupil_id, []),
                "tabs": tabs.of(request, row.pupil),
            }
            for row in rows
        ],
    }
    return render(request, "portal/pupils/index.html", context)


def show(request, pk):
    pupil = access.one_of(access.shown_to(request.guardian, access.memberships(request.family)), pk)
    adults = access.guardians(request.family)
    sheet = sheets.of_pupil(pupil, adults, reader=request.guardian)
    form = bind(forms.PupilIdentity, request, on=sheet, sheet=sheet, initial=sheet.initial())
    if form.is_valid():
        answers.submit(request, sheet, form.cleaned_data)
        return redirect("portal:pupils.show", pk=pk)
    context = frame(request, pupil.pupil, "pupils.show") | {
        "form": form,
        "sections": layout.sections(form, sheet, own=is_own(request, pupil.pupil)),
        "choice": layout.choice(form, sheet),
        "followed": layout.followed(sheet),
        "changed": layout.notice(sheet),
        "guidance": layout.guidance(sheet),
        "shared": layout.shared(sheet, kept=pupil.protected),
        "may_edit": any(not field.disabled for field in form.fields.values()),
    }
    return render(request, "portal/pupils/show.html", context)


def courses(request, pk):
    rows = access.shown_to(request.guardian, access.memberships(request.family))
    pupil = access.one_of(rows, pk)
    context = frame(request, pupil.pupil, "pupils.courses") | {
        "year": setup.current_year(),
        "protected": pupil.protected,
        "courses": [] if pupil.protected else lessons.of_pupils([pk]).get(pk, []),
    }
    return render(request, "portal/pupils/courses.html", context)


def is_own(request, pupil) -> bool:
    """An adult pupil who reads about oneself: spoken to, not spoken of."""
    return pupil.person_id == request.guardian.person_id


def frame(request, pupil, current):
    """What stands above and below each page of a pupil."""
    return {
        "pupil": pupil,
        "own": is_own(request, pupil),
        "tabs": tabs.of(request, pupil, current),
        "pager": pager.of(request, pupil, current),
    }
