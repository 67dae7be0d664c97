"""A party may be the official whom a feedback is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_what_published_answers_are_about"),
    ]

    operations = [
        migrations.AlterField(
            model_name="party",
            name="role",
            field=models.CharField(
                choices=[
                    ("sender", "Người gửi"),
                    ("representative", "Người đại diện"),
                    ("accused", "Người bị tố cáo"),
                    ("official", "Cán bộ, công chức bị phản ánh"),
                    ("related", "Người có liên quan"),
                    ("passing_body", "Cơ quan chuyển đến"),
                ],
                max_length=16,
            ),
        ),
    ]
