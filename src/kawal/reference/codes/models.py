"""One table for all code lists."""

from django.db import models

from kawal.reference.dated import Named


class Code(Named):
    """One value of one list. ``standard`` gives the code its spelling; empty where it is our own word."""

    key = models.CharField(max_length=140, primary_key=True, help_text="list/code")
    list = models.CharField(max_length=50)
    code = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    label_id = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    parent = models.CharField(max_length=80, blank=True)
    standard = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        db_table = "code"
        constraints = (models.UniqueConstraint(fields=["list", "code"], name="code_once_in_its_list"),)

    def __str__(self) -> str:
        return self.key
