from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_units(apps, schema_editor):
    """Give every code that a seat issued the unit of that seat: until now a seat issued for its own unit alone."""
    seat = apps.get_model('orgs', 'Seat').objects.filter(pk=OuterRef('issued_by'))
    codes = apps.get_model('people', 'EntryCode').objects.filter(issued_by__isnull=False, unit_id=None)
    codes.update(unit_id=Subquery(seat.values('organisation_id')))


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0002_seat_orgs_seat_held'),
        ('people', '0002_codes_name_their_unit'),
    ]

    operations = [
        migrations.RunPython(name_units, migrations.RunPython.noop),
    ]
