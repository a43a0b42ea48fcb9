"""How years, months, weeks and slugs stand in an address."""

import re


class Year:
    """Four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """The year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Four digits."""
        return f"{value:04d}"


class TwoDigits(Year):
    """A month or a week with its leading zero."""

    regex = "[0-9]{2}"

    def to_url(self, value: int) -> str:
        """Two digits."""
        return f"{value:02d}"


class StorySlug:
    """A slug that holds a letter, so that it is never read as a month."""

    regex = "(?=[0-9-]*[a-z])[a-z0-9-]{1,120}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands; refused where it could not be found again."""
        if re.fullmatch(self.regex, value) is None:
            raise ValueError(value)
        return value
