"""`python -m tollbook` is `tollbook`."""

from tollbook.cli.main import run

run()
