"""Addresses of ``articles``."""

from django.urls import path, register_converter

from articles import converters, feeds, views

register_converter(converters.Year, "yyyy")
register_converter(converters.TwoDigits, "nn")
register_converter(converters.StorySlug, "story")

app_name = "articles"
urlpatterns = [
    path("news/", views.list_stories, name="list"),
    path("news/category/<slug:slug>/", views.category, name="category"),
    path("news/tag/<slug:slug>/", views.tag, name="tag"),
    path("news/source/<slug:slug>/", views.source, name="source"),
    path("news/<yyyy:year>/<nn:month>/", views.month, name="month"),
    path("news/<yyyy:year>/<story:slug>/", views.detail, name="detail"),
    path("week/", views.this_week, name="week"),
    path("week/<yyyy:year>-<nn:week>/", views.week, name="week"),
    path("corrections/", views.corrections, name="corrections"),
    path("feeds/news.atom", feeds.everything, name="feed"),
    path("feeds/category/<slug:category>.atom", feeds.by_category, name="feed"),
    path("feeds/tag/<slug:tag>.atom", feeds.by_tag, name="feed"),
]
