"""Facts about campaigns, sent after they are committed."""

from django.dispatch import Signal

# campaign_ids: list[int]. Their counts were folded or mended.
count_changed = Signal()
# campaign_id: int. Its state was moved.
campaign_moved = Signal()
