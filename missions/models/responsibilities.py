"""How the cooperation on the payloads of a mission is run: its tasks, and who does each."""

from django.db import models
from django.utils.translation import gettext as _

from partners.models import Institution
from records import dates
from records.fields import (
    EdtfField,
    NameField,
    TermField,
    Vocabulary,
    derived_day,
    one_of,
)
from records.models import Row


class CooperationTask(Vocabulary, public_name="cooperation-task"):
    """What somebody has to do where a payload of one side flies on a mission of the other, in order of time."""

    CALL = "call", "Asking for proposals.", "call for proposals"
    SELECTION = (
        "selection",
        "Deciding which payloads fly, or making the choice known.",
        "selection",
    )
    MANAGEMENT = (
        "management",
        "Setting the rules of the work, commissioning or coordinating it.",
        "management",
    )
    DEVELOPMENT = (
        "development",
        "Designing and building a payload.",
        "development",
    )
    TESTING = (
        "testing",
        "Reviewing, testing, calibrating or accepting a payload.",
        "tests and acceptance",
    )
    INTEGRATION = (
        "integration",
        "Putting a payload on its spacecraft.",
        "integration",
    )
    OPERATION = (
        "operation",
        "Switching a payload on and directing it in flight.",
        "operation",
    )
    DATA_RECEPTION = (
        "data-reception",
        "Receiving the data from the spacecraft.",
        "reception of data",
    )
    DATA_HANDOVER = (
        "data-handover",
        "Handing the data to those who provided the payload.",
        "handover of data",
    )
    SCIENCE = "science", "Leading the scientific work.", "scientific lead"
    PUBLICATION = (
        "publication",
        "Publishing data, pictures or results.",
        "publication",
    )


class Responsibility(Row):
    """A task in the cooperation on a mission's payloads, and who does it."""

    record = models.ForeignKey(
        "missions.Mission", on_delete=models.CASCADE, related_name="responsibilities"
    )
    task = TermField(max_length=16, choices=CooperationTask)
    institution = models.ForeignKey(
        Institution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )
    as_printed = NameField(
        max_length=120,
        blank=True,
        default="",
        help_text="Who does it in the words of the source, where the catalogue has no record of it: China.",
    )
    scope = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The payloads that it is done for, where not for all: LND, ASAN.",
    )
    date = EdtfField(earliest_field="date_earliest", latest_field="date_latest")
    date_earliest = derived_day()
    date_latest = derived_day()
    description = models.TextField(
        blank=True, default="", help_text="How it is done, in our own words."
    )

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            one_of("task", CooperationTask),
            models.CheckConstraint(
                name="missions_responsibility_names_who",
                condition=models.Q(institution__isnull=False)
                | ~models.Q(as_printed=""),
                violation_error_message="Give an institution, or who does it as the source prints it.",
            ),
        ]
        verbose_name_plural = "responsibilities"

    def __str__(self):
        return f"{self.get_task_display()}: {self.who}"

    def default_key(self):
        if self.institution is None:
            return f"{self.task}-{self.as_printed}"
        return f"{self.task}-{self.institution.slug}"

    @property
    def who(self):
        """Who does it: the name of the institution, else as printed."""
        if self.institution is None:
            return self.as_printed
        return str(self.institution)

    @property
    def words(self):
        return self.who

    @property
    def rival_group(self):
        if not self.scope:
            return self.get_task_display()
        names = {"task": self.get_task_display(), "scope": self.scope}
        return _("%(task)s for %(scope)s") % names

    @property
    def date_words(self):
        return dates.date_in_words(self.date)


def tasks_without_entry(responsibilities):
    """Return the labels of the tasks of which ``responsibilities`` say nothing, in the order of the vocabulary.

    Empty where there are none at all: then nobody looked for them.
    """
    tasks = {responsibility.task for responsibility in responsibilities}
    if not tasks:
        return []
    return [task.label for task in CooperationTask if task not in tasks]
