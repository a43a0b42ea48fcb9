"""Taking a WordPress export apart: stories to the newsroom, comments to the conversations."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from articles.importing import NotTaken, StoryIntake
from articles.models import Article
from comments.importing import take_comments
from common import wxr
from common.text import tidy


@dataclass
class Report:
    """What was taken, what was skipped and why."""

    site: wxr.Site | None = None
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join(self._written())

    def _written(self) -> Iterator[str]:
        if self.site is not None:
            yield f"{tidy(self.site.title)} ({self.site.address}), WXR {self.site.version}"
            if not self.site.names_version:
                yield "The file does not name its version: it was read from its namespace."
        count = self.counts
        yield (
            f"Stories: {count['published']} published, {count['drafts']} kept as drafts, "
            f"{count['known']} here already, {count['skipped']} items skipped."
        )
        yield f"New categories: {count['category']}. New tags: {count['tag']}."
        yield (
            f"Comments: {count['comments']} taken, {count['known comments']} here already, "
            f"{count['skipped comments']} skipped; {count['waiting comments']} new ones wait "
            "for a moderator or for safeguarding."
        )
        yield from self.lines


def import_file(path: Path, *, dry_run: bool = False) -> Report:
    """Take in the export at ``path``, each item in its own transaction. Safe to repeat.

    The file is read to its end first: one that is damaged changes nothing.

    Raises:
        wxr.NotReadable: with a sentence that says what is wrong with the file.
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        for _record in wxr.read(file):
            pass
    report = Report()
    with path.open("rb") as file:
        if not dry_run:
            _take_all(wxr.read(file), report)
            return report
        with transaction.atomic():
            _take_all(wxr.read(file), report)
            transaction.set_rollback(True)
    report.lines.append("This was a dry run: nothing was stored.")
    return report


def _take_all(records: Iterator[wxr.Record], report: Report) -> None:
    intake = StoryIntake(wxr.Site("", "", ""))
    for record in records:
        match record:
            case wxr.Site():
                report.site = record
                intake = StoryIntake(record)
            case wxr.Author():
                intake.take_author(record)
            case wxr.Term():
                intake.take_term(record)
            case wxr.Item():
                _take_item(record, intake, report)
    report.counts.update(intake.made)


def _take_item(item: wxr.Item, intake: StoryIntake, report: Report) -> None:
    name = f"“{tidy(item.title) or item.external_id}”"
    try:
        taken = intake.take_story(item)
    except NotTaken as reason:
        report.counts["skipped"] += 1
        report.lines.append(f"Skipped {name}: {reason}.")
        return
    if not taken.is_new:
        report.counts["known"] += 1
    elif taken.article.state == Article.State.LIVE:
        report.counts["published"] += 1
    else:
        report.counts["drafts"] += 1
    report.lines += [f"{name}: {note}." for note in taken.notes]
    if item.comments:
        said = take_comments(item.comments, taken.article, site=intake.site.address)
        report.counts["comments"] += said.new
        report.counts["known comments"] += said.known
        report.counts["skipped comments"] += said.skipped
        report.counts["waiting comments"] += said.waiting
        report.lines += [f"{name}, {note}." for note in said.notes]
