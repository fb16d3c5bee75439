"""Pictures for secretariats: thumbnails by the page, originals one by one."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from ciie_admin.server import access, pictures
from ciie_admin.server.exchange import Call, Db
from ciie_admin.server.packing import reply
from ciie_admin.wire import transport
from ciie_admin.wire.messages import Shown, Thumbnail, Thumbnails

router = APIRouter()
Address = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@router.post(transport.THUMBNAILS, response_model=Shown)
def thumbnails(request: Request, body: Thumbnails, caller: Call, db: Db) -> Response:
    """In the order asked for; what the caller may not see is left out without a word."""
    found = pictures.thumbnails(db, access.sight(db, caller.actor), body.digests)
    wanted = [digest for digest in dict.fromkeys(body.digests) if digest in found]
    shown = tuple(Thumbnail(digest=one, jpeg=found[one]) for one in wanted)
    return reply(request, Shown(thumbnails=shown))


@router.get(transport.PHOTOS + "/{digest}", response_class=Response)
def photo(digest: Address, caller: Call, db: Db) -> Response:
    """The bytes as they were uploaded; a picture never changes under its address."""
    content = pictures.original(db, access.sight(db, caller.actor), digest)
    kept = {"Cache-Control": "private, no-store"}
    return Response(content, media_type=pictures.media_type(content), headers=kept)
