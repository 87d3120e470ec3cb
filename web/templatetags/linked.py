"""What a page tells search engines of its record, and of the catalogue."""

from django import template

from web.jsonld import catalogue_script, record_script

register = template.Library()
register.simple_tag(record_script, name="linked_record")
register.simple_tag(catalogue_script, name="linked_catalogue")
