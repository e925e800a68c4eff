"""What was handed in before gets the name it had then: the years of its own campaign."""

import re

from django.db import migrations

from portamento.reenrolment.rules import tax_years


def name_documents(apps, _editor):
    campaigns = list(
        apps.get_model("reenrolment", "Campaign")
        .objects.select_related("year")
        .order_by("-opens_at")
    )
    rows = apps.get_model("documents", "Document").objects.filter(name="").select_related("kind")
    for row in rows.iterator():
        mine = [one for one in campaigns if one.school_id == row.school_id]
        its = next((one for one in mine if one.opens_at <= row.received_at), None)
        row.name = dated(row.kind.name, its.year.starts_in if its else None)
        row.save(update_fields=["name"])


def dated(name, starts_in):
    if starts_in is None:
        return re.sub(r"\s*\{\w+\}", "", name)
    notice, income = tax_years(starts_in)
    name = name.replace("{avis}", str(notice)).replace("{revenus}", str(income))
    return name.replace("{annee}", f"{starts_in}-{starts_in + 1}")


class Migration(migrations.Migration):
    dependencies = [
        ("reenrolment", "0004_whom_is_asked"),
        ("documents", "0008_dated_name"),
    ]

    operations = [migrations.RunPython(name_documents, migrations.RunPython.noop)]
