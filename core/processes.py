"""A Python of our own beside this one: objects go to it and come back, pickled, through its standard streams.

(The pools of the standard library would run the calling program again in each process, which for a Streamlit script means the whole
screen.)
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ENDED = (EOFError, BrokenPipeError, pickle.UnpicklingError)  # what sending and receiving raise of a process that has died
_PIPE = 1 << 20  # bytes: an answer is written whole, whoever reads it may be busy
_ROOT = Path(__file__).resolve().parent.parent


class Beside:
    """A process that runs `statement`, which answers what `conversation` gives it.  The first `send` starts it, also after it ended."""

    def __init__(self, statement: str) -> None:
        self._command = (sys.executable, "-c", statement)
        self._process: subprocess.Popen | None = None

    @property
    def running(self) -> bool:
        """Whether it was started and not ended by us."""
        return self._process is not None

    def send(self, item: object) -> None:
        """Gives it something to do.  Raises BrokenPipeError when it has died."""
        if self._process is None:
            self._process = subprocess.Popen(self._command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=_PIPE)
        pickle.dump(item, self._process.stdin)
        self._process.stdin.flush()

    def receive(self) -> object:
        """Its next answer, waited for.  Raises EOFError or pickle.UnpicklingError when it died before or while answering."""
        return pickle.load(self._process.stdout)

    def stop(self) -> int:
        """Ends it when it has answered what it was given, and returns how it ended; 0 when it was not running."""
        process, self._process = self._process, None
        if process is None:
            return 0
        try:
            process.communicate(pickle.dumps(None))
        except BrokenPipeError:
            process.wait()
        return process.returncode

    def abandon(self) -> None:
        """Ends it in the middle of what it does; whoever waits for its answer is told that it died."""
        if process := self._process:
            process.terminate()


class Answers:
    """Where a process beside another puts its answers."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def give(self, item: object) -> None:
        """Sends an answer."""
        pickle.dump(item, self._stream, pickle.HIGHEST_PROTOCOL)
        self._stream.flush()


def conversation() -> tuple[Iterator[object], Answers]:
    """In a process beside another: what it is given, one by one until there is no more, and where its answers go."""
    answers = Answers(os.fdopen(os.dup(1), "wb"))
    os.dup2(2, 1)  # what a library prints must not get between the answers
    return iter(lambda: pickle.load(sys.stdin.buffer), None), answers
