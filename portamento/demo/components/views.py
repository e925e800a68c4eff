"""Every component of the look on one page."""

from portamento.doors.page import render
from portamento.ui import gallery


def show(request):
    return render(request, "ui/gallery.html", gallery.context())
