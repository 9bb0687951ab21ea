"""What is being typed: on disk within a second, on a thread of its own, so that no long work makes it wait."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from peerdesk.desk.acting import Acting
from peerdesk.errors import PeerDeskError
from peerdesk.storage.drafts import Draft, put_draft, read_drafts

log = logging.getLogger(__name__)
_TYPING_S = 0.6  # a field hands over what is typed after 0.4 s; until then it is not said to be on disk


@dataclass(frozen=True)
class Standing:
    """How what is typed stands, as the disk has answered so far.

    Attributes:
        on_its_way: something was typed that the disk has not taken yet.
        trouble: why the disk took something not; None if it took all that reached it.
        taken_at: when it last took something, `YYYY-MM-DDTHH:MM:SSZ`; "" if nothing was typed yet.
    """

    on_its_way: bool
    trouble: PeerDeskError | None
    taken_at: str


class Drafts:
    """Puts on disk what is typed. Any thread may take words away, and look; none but `flush` and `all` waits."""

    def __init__(self, acting: Acting) -> None:
        """Begin with nothing on its way.

        Args:
            acting: the desk's own.
        """
        self._acting = acting
        self._change = threading.Condition()
        self._waiting: dict[str, Draft] = {}
        self._in_hand: dict[str, Draft] = {}
        self._refused: dict[str, Draft] = {}
        self._trouble: PeerDeskError | None = None
        self._taken_at = ""
        self._typed_until = 0.0
        self._writing = False
        self._listeners: list[Callable[[], object]] = []
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")

    def listen(self, told: Callable[[], object]) -> Callable[[], None]:
        """Call `told` whenever somebody types, on the thread of the window; return what ends that."""
        self._listeners.append(told)
        return lambda: self._listeners.remove(told)

    def note_typing(self) -> None:
        """Take note that something is typed which is handed over in a moment."""
        self._typed_until = monotonic() + _TYPING_S
        self._tell()

    def put(self, place: str, text: str, context: str = "") -> None:
        """Put words on disk soon, in their place of those before; "" takes them away. The newest of a place wins."""
        draft = Draft(place, _writable(text), context, self._acting.stamp())
        with self._change:
            self._waiting = {**self._refused, **self._waiting, place: draft}
            self._refused = {}
            self._start()
        if text:  # what goes puts no words at risk, and any thread takes it away
            self._tell()

    def try_again(self) -> None:
        """Try once more with what the disk did not take."""
        with self._change:
            if self._refused:
                self._waiting = {**self._refused, **self._waiting}
                self._refused = {}
                self._start()

    def flush(self, timeout_s: float = 2.0) -> bool:
        """Wait until the disk has answered about everything that was put; say whether it took all of it."""
        with self._change:
            answered = self._change.wait_for(lambda: not self._writing, timeout_s)
            return answered and self._trouble is None

    def standing(self) -> Standing:
        """Return how what is typed stands."""
        with self._change:
            on_its_way = self._writing or monotonic() < self._typed_until
            return Standing(on_its_way, self._trouble, self._taken_at)

    def all(self) -> list[Draft]:
        """Return what was typed and not kept, by place; what is on its way gets there first.

        Raises:
            StorageError: it cannot be read.
        """
        self.flush()
        with self._acting.look() as session:
            return read_drafts(session)

    def _tell(self) -> None:
        for told in [*self._listeners]:
            told()

    def _start(self) -> None:
        if not self._writing:
            self._writing = True
            self._pool.submit(self._work).add_done_callback(self._on_ended)

    def _work(self) -> None:
        """Write until nothing waits. Called on the thread of its own."""
        while self._take():
            trouble = self._write()
            with self._change:
                self._trouble = trouble
                if trouble is None:
                    self._taken_at = max(one.typed_at for one in self._in_hand.values())
                else:
                    self._refuse()

    def _take(self) -> bool:
        with self._change:
            self._in_hand, self._waiting = self._waiting, {}
            if not self._in_hand:
                self._writing = False
                self._change.notify_all()
            return self._writing

    def _refuse(self) -> None:
        self._refused = {place: one for place, one in self._in_hand.items() if place not in self._waiting}

    def _write(self) -> PeerDeskError | None:
        try:
            with self._acting.sessions.write.begin() as session:
                for draft in self._in_hand.values():
                    put_draft(session, draft)
        except PeerDeskError as error:
            log.warning("what is typed was refused", exc_info=error)
            return error
        return None

    def _on_ended(self, done: Future[None]) -> None:
        """Say of a mistake of ours that what was typed is not on disk."""
        mistake = done.exception()
        if mistake is not None:
            log.critical("what is typed is not put on disk", exc_info=mistake)
            with self._change:
                self._trouble = PeerDeskError("Something in PeerDesk went wrong.", "Copy what you typed elsewhere.")
                self._refuse()
                self._writing = False
                self._change.notify_all()


def _writable(text: str) -> str:
    """Return text that any disk takes: half a character, as some programs copy it, becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
