from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="channel",
            field=models.CharField(
                choices=[("email", "Thư điện tử"), ("sms", "Tin nhắn")],
                default="email",
                max_length=8,
            ),
        ),
    ]
