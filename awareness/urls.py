"""Addresses of ``awareness``."""

from django.urls import path, register_converter

from awareness import views


class CountryCode:
    """Two letters; the view redirects capitals."""

    regex = "[a-zA-Z]{2}"

    def to_python(self, value: str) -> str:
        """As typed."""
        return value

    def to_url(self, value: str) -> str:
        """In small letters."""
        return value.lower()


register_converter(CountryCode, "country")

app_name = "awareness"
urlpatterns = [
    path("help/", views.help_overview, name="help"),
    path("help/<country:iso>/", views.help_country, name="help_country"),
    path("learn/", views.learn, name="learn"),
    path("learn/<slug:slug>/", views.learn_topic, name="learn_topic"),
    path("signs/", views.signs, name="signs"),
    path("glossary/", views.glossary, name="glossary"),
    path("glossary/<slug:slug>/", views.glossary_term, name="glossary_term"),
    path("myths/", views.myths, name="myths"),
    path("safety/", views.safety, name="safety"),
    path("exit/", views.leave, name="exit"),
]
