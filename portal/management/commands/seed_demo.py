"""Fills an empty demo site."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from campaigns.demo import load_campaigns
from comments.demo import load_conversations
from portal.demo import accounts, files, newsroom


class Command(BaseCommand):
    help = (
        "Fill the demo site with stories, campaigns, comments and staff, once; prints the staff's"
        " passwords, which are kept nowhere in readable form but where the output goes."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args, options
        if not settings.DEMO:
            raise CommandError("Only a demo site is filled: set PORTAL_MODE=demo.")
        if Article.objects.filter(external_key__startswith=newsroom.KEY).exists():
            self.stdout.write("The demonstration is here already.")
            return
        with transaction.atomic():
            sign_ins = self._fill()
        for one in sign_ins:
            self.stdout.write(f"{one.role:16} {one.email:24} {one.password}")

    def _fill(self) -> list[accounts.SignIn]:
        now = timezone.now()
        load_campaigns(files.table("campaigns")["campaign"], now)
        newsroom.load_stories(now)
        stories = {article.slug: article for article in Article.objects.all()}
        sign_ins = accounts.make_staff()
        moderator = User.objects.get(email=sign_ins[0].email)
        load_conversations(files.table("comments")["comment"], stories, now, moderator=moderator)
        return sign_ins
