"""TLS in front of a server that speaks none: what comes in encrypted goes on in plain to a port of this machine."""

import asyncio
import ssl
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

import trustme


class TlsFront:
    """A door on 127.0.0.1 with a certificate for that address, from an authority that nobody else trusts.

    `authority` is the file that a client must trust, `stranger` that of another authority.
    """

    def __init__(self, folder: Path, behind: int) -> None:
        self.behind, self.port = behind, 0
        ours = trustme.CA()
        self.authority, self.stranger = folder / "our-ca.pem", folder / "another-ca.pem"
        ours.cert_pem.write_to_path(self.authority)
        trustme.CA().cert_pem.write_to_path(self.stranger)
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        ours.issue_cert("127.0.0.1").configure_cert(self._context)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def url(self, trusted: Path) -> str:
        """Return the address for a client that trusts what is in a file, as REDIS_URL takes it."""
        return f"rediss://127.0.0.1:{self.port}/0?ssl_ca_certs={trusted}"

    def start(self) -> Self:
        """Open the door."""
        self._thread.start()
        listening = asyncio.start_server(self._let_in, "127.0.0.1", 0, ssl=self._context)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        """Close the door, after those inside have gone."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.CancelledError):
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.behind)
            await asyncio.gather(_pass_on(reader, inner_writer), _pass_on(inner_reader, writer))
        writer.close()

    async def _end(self) -> None:
        self._server.close()
        inside = asyncio.all_tasks() - {asyncio.current_task()}
        for task in inside:
            task.cancel()
        await asyncio.gather(*inside, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass on what comes until either side has gone."""
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()
