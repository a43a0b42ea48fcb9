"""Addresses of ``campaigns``."""

from django.urls import path

from campaigns import joining, views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/count.json", views.count, name="count"),
    path("<slug:slug>/sign/", joining.sign, name="sign"),
    path("<slug:slug>/check-your-email/", joining.check_your_email, name="check_your_email"),
    path("<slug:slug>/confirm/<str:token>/", joining.confirm, name="confirm"),
    path("<slug:slug>/thanks/", joining.thanks, name="thanks"),
    path("<slug:slug>/withdraw/<str:token>/", joining.withdraw, name="withdraw"),
]
