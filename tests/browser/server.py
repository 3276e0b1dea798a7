"""A server of static files on the loopback address."""

import contextlib
import functools
import gzip
import http.server
import io
import threading
from pathlib import Path

TEXT = {".html", ".css", ".js", ".json", ".svg"}


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line in the log for each."""

    def log_message(self, *_):
        """Say nothing."""


class PackingHandler(QuietHandler):
    """Serves texts under gzip, as web servers do."""

    protocol_version = "HTTP/1.1"

    def send_head(self):
        """Answer with the packed file."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            return super().send_head()
        packed = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)


@contextlib.contextmanager
def serving(folder, *, packed=False):
    """Serve a folder on 127.0.0.1, gzip if `packed`; its address has no last slash."""
    handler = PackingHandler if packed else QuietHandler
    handler = functools.partial(handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
