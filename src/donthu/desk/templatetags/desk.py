"""What only the pages of the desk need in templates."""

from django import template

from donthu.ui.fields import lower_first

register = template.Library()
register.filter("lower_first", lower_first)
