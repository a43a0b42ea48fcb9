"""Addresses of ``awareness``."""

from django.urls import URLPattern

app_name = "awareness"
urlpatterns: list[URLPattern] = []
