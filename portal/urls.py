"""Every address of the site; each app answers for its own."""

from django.contrib import admin
from django.urls import include, path

from portal import demo_mail, health, media, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("articles.urls")),
    path("", include("awareness.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("comments/", include("comments.urls")),
    path("moderation/", include("comments.moderation_urls")),
    path("account/", include("portal.account_urls")),
    path("admin/", admin.site.urls),
    path("demo/mail/", demo_mail.mailbox, name="demo_mail"),
    path("demo/mail/<slug:name>/", demo_mail.one_mail, name="demo_mail_message"),
    path("rules/", views.rules, name="rules"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("search/", views.search, name="search"),
    path("media/stories/<slug:name>.webp", media.picture, name="picture"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.part, name="sitemap_section"),
    path("theme/", views.theme, name="theme"),
    path("about/", views.trust, {"name": "about"}, name="about"),
    path("privacy/", views.trust, {"name": "privacy"}, name="privacy"),
    path("accessibility/", views.trust, {"name": "accessibility"}, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
