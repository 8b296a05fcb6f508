"""The kinds of file: those whose text is read, and those that are known but only sealed."""

from __future__ import annotations

from typing import Final

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
UNKNOWN: Final = "application/octet-stream"

_UNPACK: Final = "Unpack it and add the files in it."
_WRITE_DOWN: Final = "Write down what can be read or heard in it, as a text, and add that too."
_SAVE: Final = "Save it as PDF or text and add that too."
_SAVE_PAGES: Final = "Save the pages in it as HTML and add those too."
_SAVE_PARTS: Final = "Save its text and what is attached, and add those too."
_PICK_OUT: Final = "Where it holds reports, save them as texts and add those too."

_UNREAD: Final = (
    ("image/", "an image", _WRITE_DOWN),
    ("video/", "a film", _WRITE_DOWN),
    ("audio/", "a sound recording", _WRITE_DOWN),
    ("application/zip", "a zip archive", _UNPACK),
    ("application/gzip", "a packed file", _UNPACK),
    ("application/x-7z-compressed", "a 7-Zip archive", _UNPACK),
    ("application/vnd.rar", "a RAR archive", _UNPACK),
    ("application/x-tar", "a tar archive", _UNPACK),
    ("application/warc", "a web archive", _SAVE_PAGES),
    ("application/wacz", "a web archive", _SAVE_PAGES),
    ("multipart/related", "a page saved in one file", _SAVE_PAGES),
    ("message/rfc822", "an e-mail", _SAVE_PARTS),
    ("application/vnd.ms-outlook", "an e-mail", _SAVE_PARTS),
    ("text/csv", "a table", _PICK_OUT),
    ("text/tab-separated-values", "a table", _PICK_OUT),
    ("application/json", "data", _PICK_OUT),
    ("application/xml", "data", _PICK_OUT),
    ("application/vnd.sqlite3", "a database", _PICK_OUT),
    ("text/css", "a part of a web page", "Nothing need be done; the page itself is what is read."),
    ("text/javascript", "a part of a web page", "Nothing need be done; the page itself is what is read."),
    ("application/vnd.openxmlformats-officedocument.", "an office document", _SAVE),
    ("application/vnd.oasis.opendocument.", "an office document", _SAVE),
    ("application/vnd.ms-", "an office document", _SAVE),
    ("application/msword", "an office document", _SAVE),
    ("application/x-ole-storage", "an office document", _SAVE),
    ("application/rtf", "an office document", _SAVE),
    ("application/epub+zip", "an e-book", _SAVE),
)

_NOT_KNOWN: Final = (
    "of a kind that is not known",
    "If it holds a report, save it as PDF or text and add that too.",
)


def unread(media: str) -> tuple[str, str]:
    """What a file of a kind that is not read is, in words, and what a recorder can do about it."""
    return next(((what, advice) for start, what, advice in _UNREAD if media.startswith(start)), _NOT_KNOWN)
