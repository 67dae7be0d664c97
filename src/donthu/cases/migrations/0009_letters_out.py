"""A paper may be a letter to an agency without accounts, or one that reminds it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_copies_for_the_public"),
    ]

    operations = [
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("letter", "Tệp người gửi kèm theo"),
                    ("supplement", "Bổ sung của người gửi"),
                    ("directive", "Văn bản chỉ đạo"),
                    ("forwarding", "Công văn chuyển phản ánh"),
                    ("urging", "Công văn đôn đốc"),
                    ("answer", "Văn bản trả lời"),
                    ("result", "Báo cáo kết quả phối hợp"),
                ],
                max_length=16,
            ),
        ),
    ]
