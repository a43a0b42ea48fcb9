"""A reader of WordPress exports that yields plain records and knows nothing of the site.

Memory is bounded by the largest item, not by the file. Document types and entities are refused,
so that nothing expands and no other file or host is asked for.
"""

from common.wxr.reader import NotReadable, read
from common.wxr.records import Author, Comment, Item, Record, Site, Term

__all__ = ["Author", "Comment", "Item", "NotReadable", "Record", "Site", "Term", "read"]
