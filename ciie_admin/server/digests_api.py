"""Doubt: what a client asks when it wants to be sure that its mirror is whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from ciie_admin.server import access, digests
from ciie_admin.server.exchange import Call, engine_of
from ciie_admin.server.packing import reply, reply_json
from ciie_admin.wire import transport
from ciie_admin.wire.codec import dump_filled
from ciie_admin.wire.digests import AskBucket, BucketRecords, Digests, Standing

router = APIRouter()


@router.post(transport.DIGESTS, response_model=Digests)
def sums(request: Request, body: Standing, caller: Call) -> Response:
    with _snapshot(request) as db:
        seen = access.sight(db, caller.actor)
        now = digests.moment(db, caller.edition, seen, body)
        kinds = tuple(
            digests.kind_sums(db, caller.edition, seen, kind)
            for kind in (body.kinds if now.same else ())
        )
    return reply(request, Digests(same=now.same, head=now.head, kinds=kinds))


@router.post(transport.BUCKET, response_model=BucketRecords)
def bucket(request: Request, body: AskBucket, caller: Call) -> Response:
    with _snapshot(request) as db:
        seen = access.sight(db, caller.actor)
        now = digests.moment(db, caller.edition, seen, body.standing)
        same = now.same
        found = digests.bucket_texts(db, caller.edition, seen, body) if same else []
    answer = BucketRecords(same=same, head=now.head, kind=body.kind)
    return reply_json(request, dump_filled(answer, f"{body.kind}s", found))


@contextmanager
def _snapshot(request: Request) -> Iterator[Connection]:
    engine = engine_of(request)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as db:
        yield db
