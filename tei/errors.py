"""The errors that Tadvin raises for a user to read: each is one sentence that names the article or file."""


class TadvinError(Exception):
    """Base of all errors of this package; its text is a sentence for the user."""


class ReadError(TadvinError):
    """A source file, or one article in it, cannot be read."""


class InvalidArticleError(TadvinError):
    """The TEI made of an article breaks the schema, a rule or the text law, so that it was not written."""


class WriteError(TadvinError):
    """An output file cannot be written."""


class WorkerError(TadvinError):
    """A worker process of a build died."""


class SettingsError(TadvinError):
    """A setting given by the user cannot be used."""
