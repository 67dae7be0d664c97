from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("people", "0003_former_contact")]

    operations = [
        migrations.AddField(
            model_name="formercontact",
            name="replaced_at",
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
    ]
