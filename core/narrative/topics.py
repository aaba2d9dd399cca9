"""What the narrative speaks of at a moment: the project, the heading, the last amount named, the last figure in the sentence."""

from dataclasses import dataclass, field

from core.narrative.derived import Interval


@dataclass(slots=True)
class Topics:
    """Changes as the text is read.

    `heading`: name in the nearest heading; `project`: project under review; `main`: last amount named outright; `last`: subject of
    the last figure of the sentence; `above`: what `main` was before a list of its parts began; `basis`: what the sentence compares with.
    `amounts`: the last amount read for each subject of the passage.
    """

    heading: str = ""
    project: str = ""
    main: str = ""
    last: str = ""
    above: str | None = None
    basis: str = ""
    amounts: dict[str, tuple[Interval, str]] = field(default_factory=dict)

    def begin_section(self, name: str) -> None:
        """A heading: what it names is spoken of until something else is."""
        self.heading = self.main = name
        self.project = self.last = self.basis = ""
        self.above = None
        self.amounts = {}

    def begin_passage(self, project: str) -> None:
        """A paragraph; the review of a project goes on over several."""
        if project:
            self.project = self.main = project
        self.last = self.basis = ""
        self.above = None
        self.amounts = {}

    def begin_sentence(self) -> None:
        """A sentence: nothing is compared yet."""
        self.last = self.basis = ""

    def end_sentence(self) -> None:
        """After a list of parts the whole is spoken of again."""
        if self.above is not None:
            self.main, self.above = self.above, None

    def begin_list(self) -> None:
        """A list of parts: remember the whole."""
        if self.above is None:
            self.above = self.main

    def known(self) -> str:
        """What a figure without a name of its own belongs to."""
        return self.last or self.main or self.project or self.heading

    def name(self, subject: str, measure: str, in_reason: bool) -> None:
        """A figure of `subject` was read."""
        self.last = subject
        if measure in ("current", "budget", "delta") and not in_reason:
            self.main = subject
