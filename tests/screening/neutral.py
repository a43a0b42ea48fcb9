"""Sentences that neither break a rule nor excuse anything near them."""

SENTENCES = (
    "Thank you for this article.", "I read the report last night.", "The figures are new to me.",
    "The second part was better.", "My copy came on Tuesday.", "The library has the book as well.",
    "We talked about it over dinner.", "The map helped me a lot.", "It rained all day in town.",
    "The museum opens at ten.", "A long read, and worth the time.", "The photographs are lovely.",
    "Our village has a bus twice a day.", "The tables at the end are useful.",
)  # fmt: skip


def paragraph(length: int, first: int = 0) -> str:
    """About so many characters of them, in an order that ``first`` chooses."""
    sentences: list[str] = []
    while sum(map(len, sentences)) + len(sentences) < length:
        sentences.append(SENTENCES[(first + len(sentences) * 5) % len(SENTENCES)])
    return " ".join(sentences)
