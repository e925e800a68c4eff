"""« Bonnet » before « Bonnet-Bonnet »: two spaces part a household's name from its number."""

from django.db import migrations

from portamento.foundation import text


def part(apps, schema_editor):
    families = apps.get_model("families", "Family").objects.exclude(number="")
    for family in families.only("name", "number"):
        key = f" {text.fold(family.name)}  {text.fold(family.number)}"
        families.filter(pk=family.pk).update(search=key)


class Migration(migrations.Migration):
    dependencies = [("families", "0003_pupil_without_image_right")]
    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
