"""Pictures that a payload took, or that show it."""

from django.db import models

from records.models import Picture


class PayloadPicture(Picture):
    record = models.ForeignKey(
        "payloads.Payload", on_delete=models.CASCADE, related_name="pictures"
    )

    class Meta(Picture.Meta):
        verbose_name = "picture"
