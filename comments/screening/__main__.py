"""``python -m comments.screening "text"`` shows a verdict; ``--jsonl`` answers line by line."""

import sys

from comments.screening.console import main

if __name__ == "__main__":
    sys.exit(main())
