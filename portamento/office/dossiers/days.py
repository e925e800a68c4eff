"""The school's calendar days, as moments to compare with."""

from datetime import datetime, time, timedelta

from portamento.schools.scope import current


def of(moment: datetime) -> tuple[datetime, datetime]:
    """When that day begins, and when the next one does."""
    day = moment.astimezone(current().zone).date()
    start = datetime.combine(day, time.min, current().zone)
    return start, datetime.combine(day + timedelta(days=1), time.min, current().zone)


def since(moment: datetime, now: datetime) -> int:
    """Whole calendar days between the two."""
    zone = current().zone
    return (now.astimezone(zone).date() - moment.astimezone(zone).date()).days
