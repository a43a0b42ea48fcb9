"""Static files with the hash of their content in the name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Fingerprinted and compressed; a name that was not collected is served as it stands.

    Tests and a first start without ``collectstatic`` therefore render every page.
    """

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The fingerprinted name, or ``name`` itself where the file was not collected."""
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name
