"""Pictures are read in a process that may end, and must not take anything with it."""

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PIL import Image

from peerdesk.domain.picture_shape import Box, Shape
from peerdesk.errors import PictureError
from peerdesk.intake.picture_worker import LARGEST_FILE_BYTES, PictureWorker
from peerdesk.intake.pictures import read_picture, read_pixels, read_thumbnail

SOON_S = 20


def to_file(width: int, height: int, kind: str = "JPEG") -> bytes:
    target = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(target, kind)
    return target.getvalue()


def processes() -> list[int]:
    return [one.pid for one in active_children() if one.name == "pictures" and one.pid]


@pytest.fixture
def worker() -> Iterator[PictureWorker]:
    worker = PictureWorker()
    yield worker
    worker.close()


def test_a_picture_comes_back_as_it_would_be_read_here(worker: PictureWorker) -> None:
    assert processes() == []
    data = to_file(300, 200)
    assert worker.read(data, "IMG_1.jpg") == read_picture(data, "IMG_1.jpg")
    first = processes()
    assert worker.read(data, "IMG_2.jpg").width == 300
    assert processes() == first != []
    worker.close()
    assert processes() == []


def test_a_shape_pixels_and_a_small_one_come_back_as_they_would_be_made_here(worker: PictureWorker) -> None:
    data, shape = to_file(300, 200), Shape(Box(0.1, 0.1, 0.9, 0.9), (Box(0.2, 0.2, 0.4, 0.4),))
    assert worker.read(data, "IMG_1.jpg", shape) == read_picture(data, "IMG_1.jpg", shape)
    assert worker.look(data, "IMG_1.jpg") == read_pixels(data, "IMG_1.jpg")
    assert worker.glance(data, "IMG_1.jpg") == read_thumbnail(data, "IMG_1.jpg")
    for ask in (worker.look, worker.glance):
        with pytest.raises(PictureError, match="no picture that PeerDesk can read"):
            ask(b"hello", "IMG_1.jpg")
    assert worker.look(data, "IMG_1.jpg").width == 300  # the process is the same, and well


def test_sentences_come_back_too_and_the_process_stays(worker: PictureWorker) -> None:
    for data in (b"hello", to_file(300, 200)[:800]):
        with pytest.raises(PictureError) as here:
            read_picture(data, "“été”.jpg")
        with pytest.raises(PictureError) as there:
            worker.read(data, "“été”.jpg")
        assert (there.value.message, there.value.remedy) == (here.value.message, here.value.remedy)
    assert len(processes()) == 1


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    impatient = PictureWorker(time_limit_s=0)
    try:
        with pytest.raises(PictureError, match="cannot be read"):
            impatient.read(to_file(2000, 2000), "slow.jpg")
        assert processes() == []
    finally:
        impatient.close()


def test_a_file_that_ends_the_process_gets_a_sentence_and_the_next_picture_is_read(worker: PictureWorker) -> None:
    large, small = to_file(7000, 7000, "PNG"), to_file(30, 20)
    worker.read(small, "small.jpg")
    first = processes()
    killer = threading.Timer(0.2, os.kill, (first[0], signal.SIGKILL))
    killer.start()
    with pytest.raises(PictureError, match=r"“large\.png” cannot be read"):
        worker.read(large, "large.png")
    killer.join()
    assert worker.read(small, "small.jpg").width == 30
    assert processes() != first


def test_a_process_that_died_between_two_pictures_is_started_again(worker: PictureWorker) -> None:
    small = to_file(30, 20)
    worker.read(small, "one.jpg")
    os.kill(processes()[0], signal.SIGKILL)
    until = time.monotonic() + SOON_S
    while processes() and time.monotonic() < until:
        time.sleep(0.01)
    assert worker.read(small, "two.jpg").width == 30


def test_a_process_that_cannot_be_started_gets_a_sentence_and_the_next_one_is_tried(
    worker: PictureWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: BaseProcess) -> None:
        raise BlockingIOError("no room for another process")

    with monkeypatch.context() as full:
        full.setattr(BaseProcess, "start", refuse)
        with pytest.raises(PictureError, match="cannot be read"):
            worker.read(to_file(30, 20), "one.jpg")
    assert worker.read(to_file(30, 20), "two.jpg").width == 30


def test_a_file_of_any_size_is_not_copied_around(worker: PictureWorker) -> None:
    with pytest.raises(PictureError, match="larger than 64 MB"):
        worker.read(bytes(LARGEST_FILE_BYTES + 1), "film.mov")
    assert processes() == []


def test_several_threads_each_get_their_own_picture(worker: PictureWorker) -> None:
    widths = [20, 40, 60, 80]
    seen: dict[int, int] = {}

    def read(width: int) -> None:
        seen[width] = worker.read(to_file(width, 10), "p").width

    threads = [threading.Thread(target=read, args=(width,)) for width in widths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {width: width for width in widths}
    assert len(processes()) == 1


if sys.platform == "linux":

    def test_the_process_may_neither_write_files_nor_take_all_memory(worker: PictureWorker) -> None:
        worker.read(to_file(30, 20), "p")
        limits = Path(f"/proc/{processes()[0]}/limits").read_text().splitlines()
        soft = {line[:26].strip(): line[26:].split()[0] for line in limits}
        assert soft["Max file size"] == soft["Max core file size"] == "0"
        assert soft["Max address space"] == str(2 * 1024**3)

    def test_too_little_memory_gets_a_sentence() -> None:
        poor = PictureWorker(memory_limit_bytes=250 * 1024**2)
        try:
            with pytest.raises(PictureError, match=r"“large\.png”"):
                poor.read(to_file(7000, 7000, "PNG"), "large.png")
            assert poor.read(to_file(30, 20), "small.jpg").width == 30
        finally:
            poor.close()
