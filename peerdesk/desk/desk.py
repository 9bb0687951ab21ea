"""A person's desk: one encrypted file, and what can be done with it, a subject each."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from peerdesk.desk.acting import Acting, Identity
from peerdesk.desk.advice import Advising
from peerdesk.desk.at_hand import AtHand, Opened
from peerdesk.desk.before_the_visit import BeforeTheVisit
from peerdesk.desk.capture import Capture
from peerdesk.desk.clocks import Clocks
from peerdesk.desk.context import InContext, ResultsStore
from peerdesk.desk.conversation import Conversation
from peerdesk.desk.copies import Copies
from peerdesk.desk.drafts import Drafts
from peerdesk.desk.editions import Editions
from peerdesk.desk.erasing import Erasing
from peerdesk.desk.feedback import Feedback
from peerdesk.desk.findings import Findings
from peerdesk.desk.framework_copies import FrameworkCopies
from peerdesk.desk.frameworks import Library
from peerdesk.desk.header import FILE, HEADER, DamagedDeskError, Header, is_here, write_header
from peerdesk.desk.history import RecordHistory
from peerdesk.desk.keeping import Keeping
from peerdesk.desk.letting_go import LettingGo
from peerdesk.desk.logos import Logos
from peerdesk.desk.looking import Looking
from peerdesk.desk.moderation import Moderations
from peerdesk.desk.names import Names
from peerdesk.desk.noticing import Noticing
from peerdesk.desk.opening import KeyGoneError, find_key, find_key_by_words, must_know
from peerdesk.desk.packages import Packages
from peerdesk.desk.people import People
from peerdesk.desk.pictures import Pictures
from peerdesk.desk.plan import Plan
from peerdesk.desk.plan_words import PlanWords
from peerdesk.desk.practice_mark import is_practice
from peerdesk.desk.recovery import Recovery
from peerdesk.desk.replies import Replies
from peerdesk.desk.report_checks import ReportChecks
from peerdesk.desk.reports import Reports
from peerdesk.desk.reshaping import Reshaping
from peerdesk.desk.safety import Safety
from peerdesk.desk.safety_erasing import SafetyErasing
from peerdesk.desk.schools import Schools
from peerdesk.desk.searching import Search
from peerdesk.desk.sign_out import Here, note_found, note_kept
from peerdesk.desk.spelling import Spelling
from peerdesk.desk.swaps import Swaps
from peerdesk.desk.taking_out import TakingOut
from peerdesk.desk.text_copies import TextCopies
from peerdesk.desk.timetable import Days
from peerdesk.desk.unkept import UnkeptWords
from peerdesk.desk.visit_pack import VisitPapers
from peerdesk.desk.vouching import Vouching
from peerdesk.desk.waving import Waving
from peerdesk.desk.wording import Wording
from peerdesk.errors import PeerDeskError
from peerdesk.intake.picture_worker import PictureWorker
from peerdesk.keys.badge import Badge, make_badge
from peerdesk.keys.login import login_id
from peerdesk.keys.signing import PrivateKey
from peerdesk.keys.vault import Vault
from peerdesk.paths import resources
from peerdesk.storage.engine import Sessions, open_desk, sessions_on
from peerdesk.storage.people import Person, put_person
from peerdesk.storage.settings import put_setting, read_setting

__all__ = [
    "FILE",
    "HEADER",
    "DamagedDeskError",
    "Desk",
    "DeskHereError",
    "KeyGoneError",
    "NoDeskError",
    "is_here",
    "must_know",
    "open_here",
    "open_with_phrase",
    "start_here",
]


class NoDeskError(PeerDeskError):
    """There is no desk in this folder yet."""


class DeskHereError(PeerDeskError):
    """There is a desk in this folder already."""


@dataclass(frozen=True)
class Desk:
    """Everything that a person can do, by subject. Made by `open_here` and `start_here`."""

    folder: Path
    acting: Acting
    at_hand: AtHand
    identity: Identity
    frameworks: Library
    framework_copies: FrameworkCopies
    plan: Plan
    plan_words: PlanWords
    before: BeforeTheVisit
    in_context: InContext
    waving: Waving
    names: Names
    wording: Wording
    days: Days
    papers: VisitPapers
    capture: Capture
    conversation: Conversation
    pictures: Pictures
    logos: Logos
    advice: Advising
    noticing: Noticing
    looking: Looking
    reshaping: Reshaping
    drafts: Drafts
    unkept: UnkeptWords
    findings: Findings
    moderations: Moderations
    swaps: Swaps
    feedback: Feedback
    reports: Reports
    checks: ReportChecks
    editions: Editions
    replies: Replies
    packages: Packages
    people: People
    vouching: Vouching
    keeping: Keeping
    erasing: Erasing
    safety: Safety
    safety_erasing: SafetyErasing
    history: RecordHistory
    recovery: Recovery
    search: Search
    clocks: Clocks
    text_copies: TextCopies
    taking_out: TakingOut
    letting_go: LettingGo
    picture_worker: PictureWorker

    @property
    def engine(self) -> Engine:
        """Of the open file."""
        return self.at_hand.opened.engine

    @property
    def is_locked(self) -> bool:
        """True between `lock` and `resume`."""
        return self.at_hand.is_locked

    def close(self) -> None:
        """Put on disk what is still being typed; let go of the file and of the other processes."""
        self.drafts.flush()
        self.picture_worker.close()
        self.wording.let_go()
        self.at_hand.close()

    def lock(self) -> None:
        """Let go of the file and of all that opens it; until `resume` nothing can be read or written.

        Whoever holds this desk goes on with it afterwards, so nobody may be at work on it meanwhile.
        """
        self.close()
        self.capture.let_go()
        self.identity.let_go()
        self.at_hand.let_go()

    def resume(self, opened: "Desk") -> None:
        """Go on with the file that was opened again; `opened` is of no use any longer."""
        self.at_hand.take_over(opened.at_hand)
        self.identity.take_over(opened.identity)
        self.drafts.try_again()


def start_here(
    folder: Path,
    vault: Vault,
    name: str,
    now: Callable[[], datetime],
    *,
    login: Callable[[], str] = login_id,
    private: PrivateKey | None = None,
) -> Desk:
    """Make a desk for somebody who has none: a file, a key for it in the vault, and a badge.

    Args:
        folder: where it is to be; made if it is not there.
        vault: keeps the key of the file.
        name: as others should read it.
        now: the clock.
        login: names this sign-in to the computer, to learn whether the key survives it.
        private: the person's key; None makes a new one.

    Raises:
        DeskHereError: there is one already.
        BadgeError: the name cannot stand on a badge.
        StorageError: the folder cannot be written.
        PeerDeskError: what the vault says if it cannot keep the key.
    """
    if is_here(folder):
        raise DeskHereError("There are notes here already.", "Open them, or choose another folder.", detail=str(folder))
    desk_id, key = secrets.token_hex(16), secrets.token_bytes(32)
    private = private or PrivateKey.from_seed(secrets.token_bytes(32))
    badge = make_badge(private, name, now().date().isoformat())
    _make_folder(folder)
    vault.write(desk_id, key)
    _set_aside(folder / FILE, now())
    engine = open_desk(folder / FILE, key)
    with sessions_on(engine).write.begin() as session:
        put_setting(session, "identity.seed", private.seed.hex())
        put_setting(session, "identity.badge", badge.to_bytes().decode())
        put_person(session, Person(badge.key.key_id, badge.name, badge.to_bytes(), badge.made_on + "T00:00:00Z", "own"))
    note_kept(sessions_on(engine), Here(now, login))
    write_header(folder, Header(desk_id))
    return _assemble(folder, engine, vault, key, Identity(private, badge), now)


def open_here(folder: Path, vault: Vault, now: Callable[[], datetime], *, login: Callable[[], str] = login_id) -> Desk:
    """Open the desk in a folder.

    Raises:
        NoDeskError: there is none.
        KeyGoneError: the vault has no key for it.
        WrongKeyError: the file does not open with the key that the vault has.
        DamagedDeskError: the file is gone, or its header is not what it was.
        PeerDeskError: what the vault says if it is locked, absent, or the passphrase is not right.
    """
    _must_be_here(folder)
    _, key = find_key(folder, vault)
    desk, sessions = _open(folder, vault, key, now)
    note_found(sessions, Here(now, login))
    return desk


def open_with_phrase(
    folder: Path, vault: Vault, words: str, now: Callable[[], datetime], *, login: Callable[[], str] = login_id
) -> Desk:
    """Open the desk in a folder by its recovery words, and give its key back to the vault.

    Where the vault cannot keep it the notes open all the same, and the words are needed again at the next start.

    Raises:
        NoDeskError: there is none.
        NoRecoveryWordsError: no words were made for it.
        WrongPassphraseError: these are other words; ask again.
        DamagedDeskError: the file is gone, or its header is not what it was.
    """
    _must_be_here(folder)
    (_, key), kept = find_key_by_words(folder, vault, words)
    desk, sessions = _open(folder, vault, key, now)
    note_kept(sessions, Here(now, login), kept=kept)
    return desk


def _must_be_here(folder: Path) -> None:
    if not is_here(folder):
        raise NoDeskError(
            "There are no notes here yet.", "Start with your name: peerdesk start NAME.", detail=str(folder)
        )


def _open(folder: Path, vault: Vault, key: bytes, now: Callable[[], datetime]) -> tuple[Desk, Sessions]:
    engine = open_desk(folder / FILE, key)
    sessions = sessions_on(engine)
    with sessions.read.begin() as session:
        private = PrivateKey.from_seed(bytes.fromhex(read_setting(session, "identity.seed")))
        badge = Badge.from_bytes(read_setting(session, "identity.badge").encode())
    return _assemble(folder, engine, vault, key, Identity(private, badge), now), sessions


def _set_aside(file: Path, at: datetime) -> None:
    """Move a desk file that has no header out of the way: a first start that was cut off, or a lost header."""
    for one in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        if one.exists():
            one.rename(one.with_name(f"{one.name}.{at:%Y%m%dT%H%M%S}.aside"))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PeerDeskError(
            "PeerDesk cannot write in this folder.", "Choose another folder, then try again.", detail=str(error)
        ) from error


def _assemble(
    folder: Path, engine: Engine, vault: Vault, key: bytes, identity: Identity, now: Callable[[], datetime]
) -> Desk:
    at_hand = AtHand(Opened(engine, key, vault))
    acting = Acting(at_hand.sessions, identity, now)
    recovery = Recovery(acting, folder, at_hand)
    keeping = Keeping(acting, Copies(folder, at_hand, recovery.copy_keys), folder)
    people = People(acting)
    picture_worker = PictureWorker()
    drafts = Drafts(acting)
    erasing = Erasing(acting, keeping, folder)
    safety = Safety(acting, folder, resources() / "safeguarding" / "phrases.toml")
    capture = Capture(acting, picture_worker.read)
    schools = Schools(folder)
    frameworks = Library(folder)
    looking = Looking(acting, frameworks)
    plan, words, waving = Plan(acting, schools), PlanWords(resources(), frameworks), Waving(acting)
    days = Days(acting, schools, frameworks, folder)
    names = Names(acting, plan, words, resources(), safety.held_back)
    spelling = Spelling(resources() / "spelling" / "en_GB")
    reports = Reports(acting, frameworks, safety.look_over)
    history = RecordHistory(acting)
    wording = Wording(acting, plan, words, names, waving, spelling)
    return Desk(
        folder=folder,
        acting=acting,
        at_hand=at_hand,
        identity=identity,
        frameworks=frameworks,
        framework_copies=FrameworkCopies(folder, frameworks),
        plan=plan,
        plan_words=words,
        before=BeforeTheVisit(acting, plan, words),
        in_context=InContext(acting, ResultsStore(folder, schools, now)),
        waving=waving,
        names=names,
        wording=wording,
        papers=VisitPapers(plan, frameworks, partial(is_practice, acting)),
        days=days,
        capture=capture,
        conversation=Conversation(acting),
        pictures=Pictures(acting, picture_worker),
        logos=Logos(acting, picture_worker),
        advice=Advising(acting),
        noticing=Noticing(acting),
        looking=looking,
        reshaping=Reshaping(acting),
        drafts=drafts,
        unkept=UnkeptWords(acting, drafts),
        findings=Findings(acting),
        moderations=Moderations(acting),
        swaps=Swaps(acting, days),
        feedback=Feedback(acting, names, resources() / "plan" / "feedback.toml"),
        reports=reports,
        editions=Editions(acting, reports, history),
        checks=ReportChecks(acting, reports, wording, safety, waving),
        replies=Replies(acting, reports),
        packages=Packages(
            acting,
            people,
            partial(keeping.back_up, "bringing-in"),
            clear=erasing.clear_if_owed,
            look_over=safety.look_over_in,
        ),
        people=people,
        vouching=Vouching(acting),
        keeping=keeping,
        erasing=erasing,
        safety=safety,
        safety_erasing=SafetyErasing(acting, safety, erasing),
        history=history,
        recovery=recovery,
        search=Search(acting),
        clocks=Clocks(acting),
        text_copies=TextCopies(acting, safety.look_over, looking.words_in),
        taking_out=TakingOut(acting, looking, safety.look_over),
        letting_go=LettingGo(acting, partial(keeping.back_up, "asked"), capture.let_go),
        picture_worker=picture_worker,
    )
