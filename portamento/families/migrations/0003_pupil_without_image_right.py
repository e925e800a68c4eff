"""The pupil keeps no answer of its own: those of each year do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("families", "0002_yearly_image_right")]

    operations = [migrations.RemoveField(model_name="pupil", name="image_right")]
