"""The small components of a page; the large ones are templates in ui/parts/, see ui/README.md."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from donthu.law.remaining import Remaining
from donthu.ui import icons
from donthu.ui.language import NAMES, is_english, other_address
from donthu.ui.language import said as in_language

register = template.Library()

TONES = ("late", "due", "ok", "plain", "blue")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_HIDDEN = SafeString('aria-hidden="true"')
_MESSAGE_TONES = {"success": "ok", "warning": "due", "error": "late"}


@register.simple_tag
@cache
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of ui/icons.txt; hidden from screen readers unless it has a label. Size: "large"."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>',
        f"icon icon-{size}" if size else "icon",
        format_html('role="img" aria-label="{}"', label) if label else _HIDDEN,
        icons.drawing(name),
    )


_icon = icon


@register.simple_tag
@lru_cache(maxsize=1000)
def chip(text: str, tone: str = "plain", icon: str = "") -> SafeString:
    """A state in a word: tones late, due, ok, plain, blue. Raises ValueError on another tone."""
    if tone not in TONES:
        raise ValueError(f"no tone {tone!r}; there are {', '.join(TONES)}")
    drawn = _icon(icon) if icon else ""
    return format_html('<span class="chip chip-{}">{}{}</span>', tone, drawn, text)


@register.simple_tag
def due(remaining: Remaining | None = None) -> SafeString:
    """The chip of the time left; nothing when no clock runs."""
    if not remaining:
        return SafeString("")
    stands_still = remaining.days is None
    return SafeString(
        chip(
            in_language(remaining.text), remaining.tone, "clock-pause" if stands_still else "clock"
        )
    )


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select; lists of hundreds are too long for a loop in a template."""
    return mark_safe(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>'
            f"{escape(label)}</option>"
            for value, label in choices
        )
    )


@register.simple_tag(takes_context=True)
def part(context: template.Context, name: str) -> SafeString:
    """What a template makes of this context, for a part that stands on the page twice."""
    return template.Engine.get_default().get_template(name).render(context)


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, span: int = 12) -> dict[str, Any]:
    """A field of a form with label, hint, control, counter and errors. `span`: columns of twelve."""
    widget = bound.field.widget
    return {
        "field": bound,
        "span": span,
        "kind": _kind(widget),
        "optional": not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "described_by": bound.aria_describedby or "",
    }


def _kind(widget: forms.Widget) -> str:
    if getattr(widget, "takes_files", False):
        return "files"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "list"
    return "flag" if isinstance(widget, forms.CheckboxInput) else "control"


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """The control of a field alone, in the look of the site."""
    widget = bound.field.widget
    css = [widget.attrs.get("class", "")]
    if isinstance(widget, forms.Select):
        css.append("form-select")
        if is_english():
            widget.choices = _said_choices(widget.choices)
    elif not isinstance(widget, forms.CheckboxInput | forms.FileInput):
        css.append("form-control")
    return SafeString(bound.as_widget(attrs={"class": " ".join(filter(None, css))}))


@register.inclusion_tag("ui/parts/error_summary.html")
def errors(form: forms.BaseForm) -> dict[str, Any]:
    """All errors of a form on top of it, each a link to its field; nothing when there are none."""
    return {"errors": list(_errors(form)) if form.is_bound else []}


def _errors(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    for name, found in form.errors.items():
        anchor = _anchor(form[name]) if name in form.fields else ""
        for text in found:
            yield anchor, str(text)


def _said_choices(choices: Iterable[Any]) -> list[tuple[Any, Any]]:
    return [
        (value, _said_choices(label) if isinstance(label, list | tuple) else in_language(label))
        for value, label in choices
    ]


def _anchor(bound: BoundField) -> str:
    """The first control of a field: a group of choices has its id on the first of them."""
    if _kind(bound.field.widget) == "list":
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label or bound.auto_id)


@register.filter
def said(text: str) -> str:
    """A sentence of ours in the language of the page."""
    return in_language(text)


@register.simple_tag
def vietnamese() -> SafeString:
    """The attribute of what stays Vietnamese on a page in another language."""
    return SafeString(' lang="vi"' if is_english() else "")


@register.simple_tag
def english() -> bool:
    """Whether the page is in English."""
    return is_english()


@register.simple_tag(takes_context=True)
def other_language(context: template.Context) -> dict[str, str] | None:
    """This page in the other language: its `href`, the `code` and the `name` of that language."""
    request = context.get("request")
    there = other_address(request) if request else None
    return {"code": there[0], "href": there[1], "name": NAMES[there[0]]} if there else None


@register.filter
def message_tone(message: Message) -> str:
    """The tone of a message of django.contrib.messages."""
    return _MESSAGE_TONES.get(message.level_tag, "blue")


@register.filter
def day(value: date | datetime | None) -> str:
    """dd/mm/yyyy, in local time."""
    return f"{_local(value):%d/%m/%Y}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """dd/mm/yyyy HH:MM, in local time."""
    return f"{_local(value):%d/%m/%Y %H:%M}" if value else ""


@register.filter
def weekday(value: date | datetime | None) -> str:
    """Thứ Hai, 23/11/2026."""
    return f"{_WEEKDAYS[_local(value).weekday()]}, {day(value)}" if value else ""


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def number(value: Decimal | float | None) -> str:
    """A figure with dots for thousands and a comma for decimals: 1.904; 94,1; in English the other
    way round."""
    if value is None:
        return ""
    figure = f"{value:,}"
    return figure if is_english() else figure.translate(str.maketrans(",.", ".,"))


@register.filter
def size(value: int) -> str:
    """The size of a file: 340 kB, 2,4 MB, 20 MB; of 1024 times 1024 bytes, as Windows counts."""
    if value < 1024 * 1024:
        return f"{number(max(1, round(value / 1024)))} kB"
    return f"{number(round(value / (1024 * 1024), 1)).removesuffix(',0').removesuffix('.0')} MB"
