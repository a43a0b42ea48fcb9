"""Addresses of ``comments``."""

from django.urls import path

from comments import answer_views, feeds, views

app_name = "comments"
urlpatterns = [
    path("feed/", feeds.SiteFeed(), name="feed"),
    path("<slug:kind>/<int:number>/post/", views.post, name="post"),
    path("<slug:kind>/<int:number>/feed/", feeds.ConversationFeed(), name="conversation_feed"),
    path("<int:comment_id>/", answer_views.permalink, name="permalink"),
    path("<int:comment_id>/reply/", views.reply, name="reply"),
    path("<int:comment_id>/vote/", answer_views.vote, name="vote"),
    path("<int:comment_id>/report/", answer_views.report, name="report"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("unfollow/<str:token>/", answer_views.unfollow, name="unfollow"),
    path("<str:token>/status/", views.status, name="status"),
    path("<str:token>/revise/", views.revise, name="revise"),
    path("<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:token>/appeal/", views.appeal, name="appeal"),
]
