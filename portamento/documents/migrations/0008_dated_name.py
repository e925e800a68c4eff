from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_examples")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="name",
            field=models.CharField(default="", max_length=180),
            preserve_default=False,
        ),
    ]
