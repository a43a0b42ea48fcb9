"""From the front page to a story, to a helpline, and away without a trace."""

from articles.models import Article

NUMBERS = "Show the numbers"


def test_a_reader_reads_a_story_finds_a_helpline_and_leaves(visitor):
    newest = Article.objects.published().newest_first().first()
    visitor.open("/")
    visitor.follow(newest.title)
    visitor.comes_to(newest.get_absolute_url())
    visitor.sees(newest.standfirst)
    visitor.sees("Need help now?")
    visitor.follow("Get help")
    visitor.comes_to("/help/")
    visitor.choose("Country", "Netherlands")
    visitor.press(NUMBERS)
    visitor.comes_to("/help/nl/")
    visitor.activate(visitor.page.locator("#leave"))
    visitor.comes_to("/robots.txt")
    assert visitor.cookies == set()


def test_a_reader_without_a_helpline_in_their_country_is_not_left_alone(visitor):
    visitor.open("/help/")
    visitor.press(NUMBERS)
    visitor.sees("Choose a country")
    visitor.sees("112")
    visitor.follow("More on browsing and calling safely")
    visitor.comes_to("/safety/")
    assert visitor.cookies == set()


def test_a_reader_who_has_lost_the_way_searches(visitor):
    answer = visitor.page.goto(f"{visitor.site}/news/2026/no-such-story/")
    assert answer.status == 404
    visitor.look()
    visitor.fill("Search stories, campaigns and explanations", "grooming")
    visitor.press("Search")
    visitor.sees("How grooming works")
    visitor.follow_to("/glossary/")
    assert visitor.cookies == set()
