"""« Droit à l’image » is answered anew each year: what was said so far is this year's answer."""

from zoneinfo import ZoneInfo

from django.db import migrations, models

from portamento.foundation import clock


def this_year(apps, school):
    """The school's year of today, else its latest; None: it has no year at all."""
    with clock.hanging_in(ZoneInfo(school.time_zone)):
        today = clock.today()
    turned = (today.month, today.day) >= (school.year_turns_month, school.year_turns_day)
    start = today.year if turned else today.year - 1
    years = apps.get_model("schools", "SchoolYear").objects.filter(school_id=school.pk)
    return years.filter(starts_in=start).first() or years.order_by("-starts_in").first()


def to_the_year(apps, schema_editor):
    Pupil = apps.get_model("families", "Pupil")
    PupilYear = apps.get_model("families", "PupilYear")
    for school in apps.get_model("schools", "School").objects.all():
        year = this_year(apps, school)
        answered = Pupil.objects.filter(school_id=school.pk).exclude(image_right="")
        for pupil in answered.iterator() if year else ():
            PupilYear.objects.update_or_create(
                school_id=school.pk,
                pupil=pupil,
                year=year,
                defaults={"image_right": pupil.image_right},
            )


def to_the_pupil(apps, schema_editor):
    Pupil = apps.get_model("families", "Pupil")
    rows = apps.get_model("families", "PupilYear").objects.exclude(image_right="")
    for row in rows.order_by("year__starts_in"):
        Pupil.objects.filter(pk=row.pupil_id).update(image_right=row.image_right)


class Migration(migrations.Migration):
    dependencies = [("families", "0001_initial"), ("schools", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="pupilyear",
            name="image_right",
            field=models.CharField(
                blank=True,
                choices=[("", "Pas de réponse"), ("yes", "Oui"), ("no", "Non")],
                max_length=3,
            ),
        ),
        migrations.RunPython(to_the_year, to_the_pupil),
    ]
