"""Addresses of the moderators' desk."""

from django.urls import path

from comments import desk_views as views

app_name = "moderation"
urlpatterns = [
    path("", views.lane, name="queue"),
    path("second-look/", views.lane, {"slug": "appeals"}, name="appeals"),
    path("reported/", views.lane, {"slug": "reported"}, name="reported"),
    path("declined/", views.lane, {"slug": "declined"}, name="declined"),
    path("published/", views.lane, {"slug": "published"}, name="published"),
    path("safeguarding/", views.safeguarding, name="safeguarding"),
    path("keys/", views.keys, name="keys"),
    path("<int:comment_id>/", views.comment, name="comment"),
    path("<int:comment_id>/undo/", views.undo, name="undo"),
    path("<int:comment_id>/claim/", views.claim, name="claim"),
    path("<int:comment_id>/release/", views.release, name="release"),
    path("<int:comment_id>/<slug:name>/", views.act, name="act"),
]
