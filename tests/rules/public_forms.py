"""Every form that anybody may send, with a body that is taken."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from campaigns.letters import CONFIRM, WITHDRAW, link_to
from comments.forms import CommentForm
from comments.links import confirm_address, follow_address, status_token
from comments.models import Follow, State
from tests.factories.articles import make_article, make_call
from tests.factories.campaigns import make_campaign, make_signup
from tests.factories.comments import make_comment
from tests.rules.addresses import Address

PARAGRAPH = "A guardian is somebody who is on the child's side and on nobody else's."


@dataclass(frozen=True)
class PublicForm:
    """Where it is sent, and what a person who means well sends."""

    address: str
    body: dict[str, str] = field(default_factory=dict)


class World:
    """A small site with one of everything, and the way to each of its pages."""

    def __init__(self) -> None:
        self.campaign = make_campaign()
        self.story = make_article(body=f"<p>{PARAGRAPH}</p>")
        make_call(self.story, self.campaign, placement="end")
        self.comment = make_comment(story=self.story)
        self.declined = make_comment("You idiot.", story=self.story, state=State.DECLINED)
        unconfirmed = make_comment("Not yet.", story=self.story, state=State.UNCONFIRMED)
        follow = Follow.objects.create(
            conversation=self.comment.conversation,
            participant=self.comment.participant,
            email="ada@example.org",
            scope=Follow.Scope.values[0],
            confirmed_at=self.comment.confirmed_at,
        )
        self.mine = status_token(self.declined)
        self.links = {
            "comments:confirm": confirm_address(unconfirmed),
            "comments:unfollow": follow_address(follow),
            "campaigns:confirm": link_to(CONFIRM, make_signup(self.campaign)),
            "campaigns:withdraw": link_to(WITHDRAW, make_signup(self.campaign, state="confirmed")),
        }

    def forms(self) -> dict[str, PublicForm]:
        """By the name of the address that they are sent to."""
        number, mine = self.comment.pk, f"/comments/{self.mine}"
        return {
            **{name: PublicForm(urlsplit(link).path) for name, link in self.links.items()},
            "campaigns:sign": PublicForm(
                f"{self.campaign.get_absolute_url()}sign/",
                {
                    "first_name": "Ada",
                    "last_name": "Lovelace",
                    "email": "ada@example.org",
                    "country": "GB",
                    "show_name": "on",
                    "wants_updates": "on",
                    "source": self.story.slug,
                    "stamp": "",
                    "homepage": "",
                },
            ),
            "comments:post": PublicForm(
                f"/comments/story/{self.story.pk}/post/",
                {
                    **CommentForm(self.story).hidden,
                    "reply_to": str(number),
                    "honeypot": "",
                    "comment": "Who pays the fees is the whole story.",
                    "name": "Ada",
                    "email": "ada@example.org",
                    "notify": "none",
                    "wants_text": "on",
                    "paragraph": self.story.comment_paragraphs()[0].key,
                    "asked": "",
                    "anyway": "",
                },
            ),
            "comments:vote": PublicForm(f"/comments/{number}/vote/"),
            "comments:report": PublicForm(
                f"/comments/{number}/report/", {"reason": "other", "note": "Look again."}
            ),
            "comments:revise": PublicForm(
                f"{mine}/revise/", {"comment": "Said better.", "revision": "1"}
            ),
            "comments:withdraw": PublicForm(f"{mine}/withdraw/"),
            "comments:appeal": PublicForm(f"{mine}/appeal/", {"statement": "I quoted somebody."}),
            "theme": PublicForm("/theme/", {"theme": "dark", "next": "/news/"}),
        }

    def path(self, address: Address) -> str:
        """A page that is there under ``address``, or one that could be."""
        if address.name in (forms := self.forms()):
            return forms[address.name].address
        parts: dict[str, object] = {"comment_id": self.comment.pk, "kind": "story"}
        parts |= {"number": self.story.pk, "token": self.mine}
        published = self.story.published_at
        if address.name.startswith("articles:"):
            parts |= {"year": published.year, "month": f"{published:%m}"}
            parts |= {"week": f"{published.isocalendar().week:02d}"}
            parts |= {"slug": self.story.category.slug, "category": self.story.category.slug}
        if address.name == "articles:detail":
            parts["slug"] = self.story.slug
        if address.name.startswith("campaigns:"):
            parts["slug"] = self.campaign.slug
        return address.filled(**parts)
