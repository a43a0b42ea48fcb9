"""Every reason in plain words: once for the moderator, once, gentler, for the author.

``{words}`` stands for the quoted words. The portal translates a template first and fills it in
afterwards; ``explain`` does the same in English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from comments.screening.marking import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Explanation:
    """The two voices of one reason."""

    moderator: str
    author: str


EXPLANATIONS: Final[dict[str, Explanation]] = {
    "slur": Explanation(
        _("“{words}” is a slur against a group of people."),
        _("“{words}” demeans a whole group of people. Could you say it without that word?"),
    ),
    "group_attack": Explanation(
        _("“{words}” attacks or belittles people because of what they are."),
        _(
            "“{words}” speaks badly of people because of what they are. Could you speak about "
            "what somebody did instead?"
        ),
    ),
    "insult": Explanation(
        _("“{words}” insults somebody."),
        _("“{words}” may hurt the person you mean. Could you answer what they said instead?"),
    ),
    "personal_attack": Explanation(
        _("“{words}” attacks a person rather than what was said."),
        _("“{words}” is about the person rather than the subject. Could you put it differently?"),
    ),
    "victim_blaming": Explanation(
        _("“{words}” puts the blame for a crime on the person it was done to."),
        _(
            "“{words}” can read as blaming somebody for what was done to them. Survivors read "
            "this page; could you put it differently?"
        ),
    ),
    "profanity": Explanation(
        _("“{words}” is swearing or obscene language."),
        _("“{words}” is stronger language than we print here. Could you choose another word?"),
    ),
    "threat": Explanation(
        _("“{words}” threatens somebody, or wishes or calls for harm."),
        _("“{words}” reads as a wish or a threat of harm, even if you did not mean it so."),
    ),
    "self_harm_urging": Explanation(
        _("“{words}” urges somebody to hurt or kill themselves."),
        _("“{words}” could push somebody towards harming themselves. We never print that."),
    ),
    "email": Explanation(
        _("“{words}” is an e-mail address."),
        _("“{words}” is an e-mail address. To keep people safe we print none, your own included."),
    ),
    "phone": Explanation(
        _("“{words}” is a telephone number that is not one of the helplines listed here."),
        _("“{words}” looks like a telephone number. To keep people safe we print none."),
    ),
    "address": Explanation(
        _("“{words}” looks like somebody's postal address."),
        _("“{words}” looks like an address. To keep people safe we print none."),
    ),
    "account_number": Explanation(
        _("“{words}” is a valid bank account or card number."),
        _("“{words}” looks like a bank or card number. Please leave it out."),
    ),
    "document_number": Explanation(
        _("“{words}” has the form of an official personal number."),
        _("“{words}” looks like a number from an official document. Please leave it out."),
    ),
    "number_plate": Explanation(
        _("“{words}” looks like a vehicle's number plate."),
        _("“{words}” looks like a number plate. Please tell the police rather than this page."),
    ),
    "whereabouts": Explanation(
        _("“{words}” says where somebody can be found."),
        _("“{words}” says where somebody can be found, which may put them in danger."),
    ),
    "names_victim": Explanation(
        _("“{words}” may reveal who a victim is."),
        _("“{words}” may reveal who a victim is. Their name is theirs to tell."),
    ),
    "accuses": Explanation(
        _("“{words}” accuses somebody by name."),
        _("“{words}” accuses somebody by name. Please tell the police or a helpline instead."),
    ),
    "birth": Explanation(
        _("“{words}” gives somebody's date of birth."),
        _("“{words}” looks like somebody's date of birth. Please leave it out."),
    ),
    "position": Explanation(
        _("“{words}” says where a person or a computer is."),
        _("“{words}” says where somebody can be found. To keep people safe we print none."),
    ),
    "handle": Explanation(
        _("“{words}” points to a private account."),
        _("“{words}” points to a private account. To keep people safe we print none."),
    ),
    "job_lure": Explanation(
        _("“{words}” sounds like an offer of work of the kind recruiters use."),
        _("“{words}” reads as an offer of work. No offers are made in these comments."),
    ),
    "private_channel": Explanation(
        _("“{words}” invites people to a private channel."),
        _("“{words}” invites people to talk elsewhere. We keep the conversation here."),
    ),
    "approach_to_minor": Explanation(
        _("“{words}” seeks contact with a child or a young person."),
        _("“{words}” reads as seeking contact with a young person, which we never allow."),
    ),
    "sexual_services": Explanation(
        _("“{words}” offers or asks for sexual services or people."),
        _("“{words}” reads as an offer of, or a request for, sexual services."),
    ),
    "selling": Explanation(
        _("“{words}” offers people, documents or passage for money."),
        _("“{words}” reads as an offer to sell something that must not be sold."),
    ),
    "link": Explanation(
        _("“{words}” leads to a site that is not on the list of known ones."),
        _("“{words}” leads away from this site, so a moderator looks at it first."),
    ),
    "offer": Explanation(
        _("“{words}” sounds like advertising or a scam."),
        _("“{words}” reads as advertising, which we do not print."),
    ),
    "repetition": Explanation(
        _("“{words}” has been posted before in nearly the same words."),
        _("You seem to have posted this before. Once is enough for it to be read."),
    ),
    "shouting": Explanation(
        _("“{words}” is written in capital letters throughout."),
        _("“{words}” is all in capitals, which reads as shouting. Could you write it quietly?"),
    ),
    "flooding": Explanation(
        _("“{words}” repeats the same letters, words or lines many times."),
        _("Part of your comment repeats itself many times. Could you shorten it?"),
    ),
    "disclosure": Explanation(
        _("“{words}”: somebody may be telling of harm to themselves or to someone close."),
        _(
            "Thank you for trusting us with this. It is not published; somebody who is trained "
            "for it reads it, and the helplines shown here can help you now."
        ),
    ),
    "danger": Explanation(
        _("“{words}”: somebody may be in danger now."),
        _(
            "If you or somebody else is in danger now, please call the emergency number. Your "
            "comment is not published; somebody who is trained for it reads it."
        ),
    ),
    "self_harm": Explanation(
        _("“{words}”: the writer may be thinking of hurting themselves."),
        _(
            "You matter to us. Your comment is not published; somebody who is trained for it "
            "reads it, and you can talk to a helpline now."
        ),
    ),
    "model_hate": Explanation(
        _("The model reads an attack on people for what they are, mostly in “{words}”."),
        _("“{words}” may read as an attack on a group of people. Could you put it differently?"),
    ),
    "model_toxic": Explanation(
        _("The model reads an insult or contempt, mostly in “{words}”."),
        _("“{words}” may sound harsher than you mean. Could you put it differently?"),
    ),
    "model_threat": Explanation(
        _("The model reads a threat or a wish of harm, mostly in “{words}”."),
        _("“{words}” may read as a threat or a wish of harm. Could you put it differently?"),
    ),
    "model_solicit": Explanation(
        _("The model reads recruiting or soliciting, mostly in “{words}”."),
        _("“{words}” may read as an offer that has no place here."),
    ),
    "model_spam": Explanation(
        _("The model reads advertising, mostly in “{words}”."),
        _("“{words}” may read as advertising, which we do not print."),
    ),
    "model_disclose": Explanation(
        _("“{words}”: by the model's reading somebody may be telling of harm."),
        _(
            "Thank you for trusting us with this. It is not published; somebody who is trained "
            "for it reads it, and the helplines shown here can help you now."
        ),
    ),
    "house_word": Explanation(
        _("“{words}” is on this site's own list for this rule."),
        _("“{words}” is something this site asks people not to write. Could you leave it out?"),
    ),
    "answers_held": Explanation(
        _("This answers a comment that is not public."),
        _("The comment you answered is with a moderator, so yours is read together with it."),
    ),
    "unknown_language": Explanation(
        _("The screening does not understand this text well enough: {words}."),
        _("We could not read this automatically, so a moderator reads it before it appears."),
    ),
    "engine_failed": Explanation(
        _("The screening could not be completed, so nothing is known about this text."),
        _("We could not check this automatically, so a moderator reads it before it appears."),
    ),
    "too_long": Explanation(
        _("The text is longer than the screening reads; only its beginning was checked."),
        _("Your comment is very long, so a moderator reads it before it appears."),
    ),
    "premoderated": Explanation(
        _("Nothing was found; under this story every comment is read before it appears."),
        _("Under this story a moderator reads every comment before it appears."),
    ),
    "not_read": Explanation(
        _("The rules found nothing, but the model that reads between the lines is missing."),
        _("We could not check this fully, so a moderator reads it before it appears."),
    ),
    "sent_anyway": Explanation(
        _("The author was asked to reconsider and sent it anyway."),
        _("You sent it after we asked for a second thought, so a moderator reads it first."),
    ),
}


def explain(reason: str, words: str) -> tuple[str, str]:
    """Both explanations of a reason in English, with the words filled in."""
    both = EXPLANATIONS[reason]
    return both.moderator.replace("{words}", words), both.author.replace("{words}", words)
