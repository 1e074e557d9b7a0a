from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_codes_name_their_unit'),
        ('orgs', '0003_codes_of_seats_name_their_unit'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='entrycode',
            constraint=models.CheckConstraint(
                condition=models.Q(('issued_by', None), ('unit_id__isnull', False), _connector='OR'),
                name='people_entrycode_of_a_seat_has_a_unit',
            ),
        ),
    ]
