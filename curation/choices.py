"""How the terms of vocabularies are offered."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from records.vocabularies import vocabulary_of

TERMS = '{} <details class="terms"><summary>{}</summary><ul>{}</ul></details>'


class ExplainedChoicesMixin:
    """Shows the terms of a vocabulary with what they mean.

    A term whose label is empty for readers, like the bound "exactly", is offered by its value.
    """

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        form_field = super().formfield_for_choice_field(db_field, request, **kwargs)
        form_field.choices = [
            (value, label or value) for value, label in form_field.choices
        ]
        vocabulary = vocabulary_of(db_field)
        if vocabulary:
            form_field.help_text = format_html(
                TERMS,
                form_field.help_text,
                _("What the terms mean"),
                term_list(vocabulary),
            )
        return form_field


def term_list(vocabulary):
    """Return the terms of a vocabulary with their definitions as items of a list."""
    terms = [(term.label or term, term.definition) for term in vocabulary]
    return format_html_join("", "<li>{}: {}</li>", terms)
