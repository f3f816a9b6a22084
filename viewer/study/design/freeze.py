"""The lock: protocol, films, orders and model of a study, frozen under one SHA-256.

``locked.json`` holds ``content`` and ``study``, the hash of its canonical JSON.  Whoever changes one letter
of it, or of the protocol beside it, has another study.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic

import inference
from inference import strict_json
from inference.errors import StudyError
from inference.files import read_at_most
from inference.hash_chain import digest
from inference.messages import Message, system_reason
from inference.model.verdict import Zone, zone_at
from inference.records import Answer, FilmImage, ModelIdentity, OperatingPoint, Sha256
from viewer.study.design import model_answers, protocol_file, reading_order
from viewer.study.design.analysis_plan import MODEL_ARM, Cutoffs, VerdictRule
from viewer.study.design.model_answers import FrozenAnswers
from viewer.study.design.protocol import MAX_READERS, Protocol
from viewer.study.design.reading_order import MAX_FILMS, Assignment, Session
from viewer.study.design.sampling import LeftOut, R, StudyFilm
from viewer.study.files.schema import Fields

if TYPE_CHECKING:
    from inference.model.bundle import Bundle
    from inference.model.predictor import Predictor

NAME: Final = "locked.json"
SCHEMA: Final = 1
MAX_BYTES: Final = 512 << 20
_ALTERED: Final = Message("Put the study's folder back as it was, or begin a new study.")


@dataclass(frozen=True, slots=True)
class Model(Generic[R]):
    """A model that answers the films of a study.

    Attributes:
        answer: one film as it was read; see :meth:`inference.model.predictor.Predictor.answer`.
        identity: which graph.
        operating_point: name of the threshold's operating point.
        threshold: on the fracture probability.
        temperature: of the calibration.
        map_scale: fracture-map value drawn in full colour.
        synthetic_training: the model learned from synthetic films.
        zone: its sensitive and specific threshold, where the verdict goes by them.
    """

    answer: Callable[[R], Answer]
    identity: ModelIdentity
    operating_point: str
    threshold: float
    temperature: float
    map_scale: float
    synthetic_training: bool
    zone: Zone | None = None

    def by(self, cutoffs: Cutoffs) -> Model[R]:
        """The model with its answers called as a protocol says."""
        if cutoffs.model is not None:
            return replace(self, operating_point="protocol", threshold=cutoffs.model, zone=None)
        return replace(self, zone=None) if cutoffs.verdict is VerdictRule.ONE else self

    def frozen(self, answers: Mapping[str, Answer]) -> FrozenAnswers:
        """Its answers with what is needed to show them."""
        return FrozenAnswers(
            self.identity, self.operating_point, self.threshold, self.temperature, self.map_scale,
            self.synthetic_training, dict(answers), self.zone,
        )  # fmt: skip


def model_of(predictor: Predictor) -> Model[FilmImage]:
    """The model behind a predictor, at its operating point."""
    return model_by(predictor.session.bundle, predictor.answer, predictor.operating_point)


def model_by(bundle: Bundle, answer: Callable[[R], Answer], point: OperatingPoint | None = None) -> Model[R]:
    """The model of a bundle, at an operating point or its card's first, that is asked by ``answer``."""
    from inference.model.predictor import usual_point

    card, point = bundle.card, point or usual_point(bundle.card)
    return Model(
        answer, bundle.identity, point.name, point.threshold, card.temperature,
        card.map_scale, card.synthetic_training, zone_at(point.threshold, card.operating_points),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Locked:
    """A locked study; ``study`` is its identity.

    Attributes:
        study: SHA-256 of everything below.
        protocol: as locked.
        films: that are read, for practice too.
        left: films that are not evaluated, and why.
        orders: sessions by reader.
        model: graph of the model; None without one.
        answers_sha256: of ``answers.json``; empty without a model.
        maps_sha256: of ``maps.bin``.
        app_version: of the program that locked it.
        locked_at: UTC, ISO 8601.
        binds_films: packs carry the hash of every film's pixels; False in studies locked before they did.
    """

    study: str
    protocol: Protocol
    films: tuple[StudyFilm, ...]
    left: tuple[LeftOut, ...]
    orders: Mapping[str, tuple[Session, ...]]
    model: ModelIdentity | None
    answers_sha256: str
    maps_sha256: str
    app_version: str
    locked_at: str
    binds_films: bool = False

    @property
    def test_films(self) -> tuple[StudyFilm, ...]:
        """Films that enter the analysis."""
        return tuple(film for film in self.films if not film.practice)

    def film(self, name: str) -> StudyFilm:
        """The film of that name (:class:`KeyError` where there is none)."""
        return {film.name: film for film in self.films}[name]

    def assignment(self, code: str) -> Assignment:
        """What the reader of that code is to do.

        Raises:
            StudyError: there is no such reader.
        """
        reader = self.protocol.reader(code)
        practice = [film for film in self.films if film.practice]
        aided = self.model is not None and self.protocol.rules.aided
        return Assignment(
            study=self.study,
            rules=self.protocol.rules,
            reader=reader,
            sessions=self.orders[code],
            practice=tuple(film.name for film in practice),
            truths={film.name: film.truth for film in practice},
            model_sha256=self.model.sha256 if self.model is not None and aided else "",
            pixels={film.name: film.pixel_sha256 for film in self.films} if self.binds_films else {},
        )


def make(
    protocol: Protocol, films: Sequence[StudyFilm], left: Sequence[LeftOut], answers: FrozenAnswers | None,
    locked_at: str,
) -> Locked:  # fmt: skip
    """Freeze a study.

    Raises:
        StudyError: the protocol is not complete, or lacks readers, a model, or films of both kinds.
    """
    _check_complete(protocol, films, answers)
    names = [film.name for film in films if not film.practice]
    codes = [reader.code for reader in protocol.readers]
    turns = reading_order.turns(codes, protocol.seed)
    orders = {
        code: reading_order.sessions_of(protocol.rules, names, protocol.seed, code, turns[code])
        for code in codes
    }
    text, maps = (b"", b"") if answers is None else model_answers.to_bytes(answers)
    answers_sha256, maps_sha256 = ("" if not part else sha256(part).hexdigest() for part in (text, maps))
    model = None if answers is None else answers.model
    found = Locked(
        "",
        protocol,
        tuple(films),
        tuple(left),
        orders,
        model,
        answers_sha256,
        maps_sha256,
        inference.__version__,
        locked_at,
        binds_films=True,
    )
    return from_table({"study": digest(_content(found)), "content": _content(found)})


def practice_patients(locked: Locked) -> Message:
    """Says which practice films are of patients whose other films are tested; empty for none.

    Their readers are told the truth of such a patient before they read him.
    """
    tested = {film.cluster for film in locked.test_films}
    shared = [film.name for film in locked.films if film.practice and film.cluster in tested]
    if not shared:
        return Message()
    return Message(
        "Practice films of patients whose other films are tested: {films}. Readers are told what these "
        "patients have before they read them; to avoid that, set practice films of other patients apart in "
        "the reference standard.",
        films=shared,
    )


def _check_names(protocol: Protocol) -> None:
    """Refuse specialties that a report could not tell from one another, from a reader or from all readers.

    Raises:
        StudyError: names them.
    """
    codes = (one.code for one in protocol.readers)
    taken = {name.casefold(): name for name in (*codes, "all readers", MODEL_ARM)}
    special: dict[str, str] = {}
    for name in (one.specialty for one in protocol.readers if one.specialty):
        plain = " ".join(name.split()).casefold()
        other = taken.get(plain) or special.setdefault(plain, name)
        if plain in taken or other != name:
            raise StudyError(
                "The specialty {specialty} cannot be told from {other}.",
                "Write one specialty the same way throughout, and none like a reader's code.",
                specialty=name,
                other=other,
            )


def _check_complete(protocol: Protocol, films: Sequence[StudyFilm], answers: FrozenAnswers | None) -> None:
    if not protocol.readers:
        raise StudyError("The protocol names no reader.", "Add the readers' pseudonyms.")
    _check_names(protocol)
    if protocol.rules.aided and answers is None:
        raise StudyError("A study with an aided arm needs a model.", "Choose one.")
    if answers is None and protocol.plan is not None and protocol.plan.second == MODEL_ARM:
        raise StudyError("A primary question against the model needs a model.", "Choose one.")
    if answers is None and protocol.cutoffs.model is not None:
        raise StudyError("The protocol's cut-off of the model needs a model.", "Choose one, or leave it out.")
    kinds = {film.truth.fracture for film in films if not film.practice}
    if kinds != {True, False}:
        raise StudyError(
            "The films are all of one kind.", "A study needs films with and films without a fracture."
        )


def to_table(locked: Locked) -> dict[str, object]:
    """The locked study as plain values; :func:`from_table` reads them."""
    return {"study": locked.study, "content": _content(locked)}


def _content(locked: Locked) -> dict[str, object]:
    model = locked.model
    return {
        "schema": SCHEMA,
        "protocol": protocol_file.to_table(locked.protocol),
        "films": [_film_table(film) for film in locked.films],
        "left": [{"file": one.file, "truth": one.truth, "reason": one.reason} for one in locked.left],
        "orders": {
            code: [{"films": list(one.films), "arms": list(one.arms)} for one in sessions]
            for code, sessions in locked.orders.items()
        },
        "model": None
        if model is None
        else {"name": model.name, "version": model.version, "sha256": model.sha256},
        "answers_sha256": locked.answers_sha256,
        "maps_sha256": locked.maps_sha256,
        "app_version": locked.app_version,
        "locked_at": locked.locked_at,
        **({"binds_films": True} if locked.binds_films else {}),
    }


def _film_table(film: StudyFilm) -> dict[str, object]:
    return {
        "name": film.name, "file": film.file, "pixel_sha256": film.pixel_sha256, "shape": list(film.shape),
        "truth": reading_order.truth_table(film.truth), "cluster": film.cluster, "stratum": film.stratum,
        "practice": film.practice, "synthetic": film.synthetic,
    }  # fmt: skip


def read(path: Path) -> Locked:
    """The locked study in a file.

    Raises:
        StudyError: it cannot be read, or was changed.
    """
    try:
        return from_table(strict_json.loads(read_at_most(path, MAX_BYTES) or b""))
    except OSError as error:
        raise StudyError(
            "The locked study could not be read ({reason}).", _ALTERED, reason=system_reason(error)
        ) from error
    except (ValueError, TypeError, IndexError, RecursionError) as error:  # also numbers that are none
        raise StudyError("The locked study is damaged.", _ALTERED) from error


def from_table(values: object) -> Locked:
    """The locked study that plain values state; errors as :func:`read`."""
    outer = Fields(values, Message("The locked study"))
    study, content = outer.text("study"), outer.table("content")
    outer.done()
    if digest(content) != study:
        raise StudyError("The locked study was changed after it was locked.", _ALTERED)
    fields = Fields(content, Message("The locked study"))
    if fields.whole("schema") != SCHEMA:
        raise StudyError("The study was locked by another version.", "Use the Shenton that locked it.")
    orders = fields.table("orders")
    locked = Locked(
        study=study,
        protocol=protocol_file.from_table(fields.table("protocol")),
        films=tuple(_film(one) for one in fields.items("films", MAX_FILMS)),
        left=tuple(_left(one) for one in fields.items("left", MAX_FILMS)),
        orders={code: _sessions(one) for code, one in orders.items()},
        model=_model(fields.anything("model")),
        answers_sha256=fields.text("answers_sha256"),
        maps_sha256=fields.text("maps_sha256"),
        app_version=fields.text("app_version"),
        locked_at=fields.text("locked_at"),
        binds_films=fields.yes("binds_films", False),
    )
    fields.done()
    if len(orders) > MAX_READERS or set(orders) != {reader.code for reader in locked.protocol.readers}:
        raise StudyError("The locked study's orders are not those of its readers.", _ALTERED)
    return locked


def _film(values: object) -> StudyFilm:
    fields = Fields(values, Message("A film of the locked study"))
    shape = fields.items("shape", 2)
    film = StudyFilm(
        fields.text("name"), fields.text("file"), fields.text("pixel_sha256"),
        (int(str(shape[0])), int(str(shape[1]))), reading_order.truth_from(fields.table("truth")),
        fields.whole("cluster"), fields.text("stratum"), fields.yes("practice"), fields.yes("synthetic"),
    )  # fmt: skip
    fields.done()
    return film


def _left(values: object) -> LeftOut:
    fields = Fields(values, Message("A film left out of the study"))
    left = LeftOut(fields.text("file"), fields.text("truth"), fields.text("reason"))
    fields.done()
    return left


def _sessions(values: object) -> tuple[Session, ...]:
    return tuple(reading_order.session_from(one) for one in values) if isinstance(values, list) else ()


def _model(values: object) -> ModelIdentity | None:
    if values is None:
        return None
    fields = Fields(values, Message("The model of the locked study"))
    model = ModelIdentity(fields.text("name"), fields.text("version"), Sha256(fields.text("sha256")))
    fields.done()
    return model
