"""Pages that their family has still to look at."""

from django.conf import settings
from django.db import models

from portamento.documents.models.files import StoredFile
from portamento.documents.models.kinds import DocumentKind
from portamento.schools.scope import SchoolOwned, scoped


class SheetQuerySet(models.QuerySet):
    def of(self, family, kind: DocumentKind, pupil=None):
        """What waits for one document, in its order."""
        rows = self.filter(family=family, kind=kind, pupil=pupil)
        return rows.select_related("file").order_by("position", "pk")


class Sheet(SchoolOwned):
    """A file sent for a document that does not count yet: first its family looks at its pages.

    `file` is a PDF, which a photo became when it arrived. `looks` is [[code, page], …], `turns`
    {page: degrees clockwise}, for the document it will be part of.
    """

    family = models.ForeignKey("families.Family", models.PROTECT, related_name="sheets")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="sheets")
    pupil = models.ForeignKey(
        "families.Pupil", models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    position = models.PositiveSmallIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="sheet")
    looks = models.JSONField(default=list)
    turns = models.JSONField(default=dict)
    newest_on = models.DateField(null=True)
    named = models.BooleanField(null=True)
    income_year = models.PositiveSmallIntegerField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    objects = scoped(SheetQuerySet)

    class Meta:
        indexes = [models.Index(fields=["school", "family", "kind"])]

    def turned(self, page: int) -> int:
        return self.turns.get(str(page), 0)

    def mentions(self) -> list[tuple[str, int]]:
        pupil = [("pupil", self.pupil_id)] if self.pupil_id else []
        return [("family", self.family_id), *pupil]
