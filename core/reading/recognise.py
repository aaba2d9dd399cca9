"""Text in a picture: where it stands and what it says, by the models that the wheel of rapidocr carries.

The models are run by onnxruntime here, not by rapidocr itself: its own code looks for newer models in the network.
Only imported where the optional packages for scanned pages are installed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

Picture = np.ndarray  # height × width, 0 black to 255 white
PixelBox = tuple[int, int, int, int]  # left, top, right, bottom

_SMALLER = 0.7  # lines are found in a picture this much smaller
_MULTIPLE = 32  # the model wants sides of whole multiples
_TEXT, _LINE = 0.3, 0.5  # how sure the model is of a pixel and, on the average, of a line
_SHRUNK = 1.6  # the model shows the core of a line: it is widened by this share of area over circumference
_FLATTEST = 3
_HEIGHT = 48  # of a line given to the model, in pixels
_NARROWEST = 160
_STEP = 8  # pixels for each answer of the model
_TOGETHER = 8
_RARE = 0.05  # how likely a character outside GB 2312 is taken for what it looks like


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a picture of one line says: its text, left and right of each character as shares of the width, how sure (0 to 1)."""

    text: str
    sides: tuple[tuple[float, float], ...]
    sure: float


def model_files() -> tuple[Path, Path] | None:
    """The files of the two models, for lines and for characters; None without them."""
    found = find_spec("rapidocr")
    folder = Path(next(iter(found.submodule_search_locations))) / "models" if found and found.submodule_search_locations else None
    kinds = [sorted(folder.glob(f"*_{kind}_*.onnx")) if folder else [] for kind in ("det", "rec")]
    return (kinds[0][-1], kinds[1][-1]) if all(kinds) else None


def find_lines(picture: Picture) -> list[PixelBox]:
    """The boxes of lines of text, with a little room around them."""
    height, width = (max(_MULTIPLE, round(side * _SMALLER / _MULTIPLE) * _MULTIPLE) for side in picture.shape)
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    (answer,) = _engine().lines.run(None, {"x": _normal(small)[np.newaxis]})
    likely = answer[0, 0]
    core = cv2.dilate((likely > _TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    count, labels, sizes, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    sums = np.bincount(labels.ravel(), weights=likely.ravel(), minlength=count)
    across, down = picture.shape[1] / width, picture.shape[0] / height
    boxes = []
    for (left, top, wide, high, area), total in zip(sizes[1:].tolist(), sums[1:], strict=True):
        if total / area < _LINE or min(wide, high) < _FLATTEST:
            continue
        more = wide * high * _SHRUNK / (2 * (wide + high))
        corners = ((left - more) * across, (top - more) * down, (left + wide + more) * across, (top + high + more) * down)
        boxes.append(_inside(corners, picture.shape))
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _inside(corners: tuple[float, ...], shape: tuple[int, int]) -> PixelBox:
    limits = (shape[1], shape[0]) * 2
    left, top, right, bottom = (min(max(round(corner), 0), limit) for corner, limit in zip(corners, limits, strict=True))
    return left, top, right, bottom


def recognise(pictures: list[Picture]) -> list[Recognised]:
    """What each picture of a line says, in their order."""
    order = sorted(range(len(pictures)), key=lambda number: pictures[number].shape[1] / pictures[number].shape[0])
    said: dict[int, Recognised] = {}
    for first in range(0, len(order), _TOGETHER):
        numbers = order[first : first + _TOGETHER]
        said.update(zip(numbers, _recognise_together([pictures[number] for number in numbers]), strict=True))
    return [said[number] for number in range(len(pictures))]


def _recognise_together(pictures: list[Picture]) -> Iterable[Recognised]:
    widths = [max(_STEP, round(picture.shape[1] * _HEIGHT / picture.shape[0])) for picture in pictures]
    room = max(_NARROWEST, -(-max(widths) // _STEP) * _STEP)
    batch = np.zeros((len(pictures), 3, _HEIGHT, room), np.float32)
    for place, picture, width in zip(batch, pictures, widths, strict=True):
        place[:, :, :width] = _normal(cv2.resize(picture, (width, _HEIGHT), interpolation=cv2.INTER_LINEAR))
    engine = _engine()
    (answers,) = engine.characters.run(None, {"x": batch})
    for answer, width in zip(answers * engine.likely, widths, strict=True):
        yield _spelt(answer, engine.alphabet, room / width)


def _spelt(answer: np.ndarray, alphabet: list[str], room: float) -> Recognised:
    """The best character of each step; repeated ones are one, the first of the alphabet stands for none."""
    best = answer.argmax(axis=1)
    starts = [step for step in range(len(best)) if best[step] and (step == 0 or best[step] != best[step - 1])]
    text, middles, sure = "", [], []
    for start in starts:
        after = next((step for step in range(start, len(best)) if best[step] != best[start]), len(best))
        text += alphabet[best[start]]
        middles.append(min((start + after) / 2 / len(best) * room, 1.0))
        sure.append(float(answer[start:after, best[start]].max()))
    return Recognised(text, _sides(middles), sum(sure) / len(sure) if sure else 0.0)


def _sides(middles: list[float]) -> tuple[tuple[float, float], ...]:
    """Characters reach halfway to their neighbours."""
    if len(middles) < 2:
        return ((0.0, 1.0),) * len(middles)
    between = [(before + after) / 2 for before, after in pairwise(middles)]
    ends = [0.0, *between, 1.0]
    return tuple(pairwise(ends))


def _normal(picture: Picture) -> np.ndarray:
    """Three equal layers of numbers from -1 to 1."""
    return np.broadcast_to(picture.astype(np.float32) / 127.5 - 1, (3, *picture.shape)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Engine:
    lines: onnxruntime.InferenceSession
    characters: onnxruntime.InferenceSession
    alphabet: list[str]
    likely: np.ndarray


@cache
def _engine() -> _Engine:
    """Loaded when first needed, once for the process."""
    lines, characters = (_session(path) for path in model_files())
    alphabet = ["", *characters.get_modelmeta().custom_metadata_map["character"].splitlines(), " "]
    likely = np.array([1.0 if _usual(character) else _RARE for character in alphabet], np.float32)
    return _Engine(lines, characters, alphabet, likely)


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False  # pages differ in size: kept memory would only grow
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _usual(character: str) -> bool:
    """Whether reports print it: old forms that differ in a stroke are in the models' alphabet too."""
    return len(character.encode("gb2312", "ignore")) > 0 or not character
