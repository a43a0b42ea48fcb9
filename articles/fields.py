"""Columns that clean what is written to them, whatever the way in.

A form, the admin, an import, ``bulk_create`` and ``QuerySet.update`` all pass through
``get_db_prep_save``; ``pre_save`` lets the instance in hand show what was stored.
"""

import re
from typing import TYPE_CHECKING, Any

from django.core.files.images import get_image_dimensions
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from common.html import clean_body
from common.text import tidy, unseen_removed

_PICTURE = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
else:
    CharField = models.CharField
    TextField = models.TextField


class _CleanedOnSave:
    """Runs ``cleaned`` over every text on its way to the database."""

    def cleaned(self, value: str) -> str:
        """The part of ``value`` that may be stored."""
        raise NotImplementedError

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401, FBT001
        """Clean the instance's own value, so that it equals the row."""
        value = super().pre_save(model_instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(model_instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:  # noqa: ANN401
        """Clean a value that reached the database without an instance."""
        if isinstance(value, str):
            value = self.cleaned(value)
        return super().get_db_prep_save(value, connection)  # type: ignore[misc]


class LineField(_CleanedOnSave, CharField):
    """One line of text, without control characters or tricks of direction."""

    def cleaned(self, value: str) -> str:
        """One tidy line."""
        return tidy(value)


class PlainTextField(_CleanedOnSave, TextField):
    """Some lines of plain text, without control characters or tricks of direction."""

    def cleaned(self, value: str) -> str:
        """Tidy lines."""
        return tidy(value, multiline=True)


class BodyField(_CleanedOnSave, TextField):
    """HTML by the allow-list of ``common.html``; nothing executable is ever stored."""

    def cleaned(self, value: str) -> str:
        """The allowed part of the HTML, without pictures that have lost their source."""
        html = unseen_removed(clean_body(value))
        return _PICTURE.sub(lambda tag: tag[0] if ' src="' in tag[0] else "", html)


class PictureField(models.FileField):
    """A picture whose width and height are read once, when it is stored.

    A file that is missing from the storage therefore breaks no page and no form.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ANN401, FBT001
        """Store a new file and note its size in ``NAME_width`` and ``NAME_height``."""
        file = getattr(model_instance, self.attname)
        if not file:
            width = height = None
        elif file._committed:  # noqa: SLF001  how Django tells a new file from a stored one
            return super().pre_save(model_instance, add)
        else:
            width, height = get_image_dimensions(file)
        setattr(model_instance, f"{self.attname}_width", width)
        setattr(model_instance, f"{self.attname}_height", height)
        return super().pre_save(model_instance, add)
