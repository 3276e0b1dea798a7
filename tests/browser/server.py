"""A server of static files on the loopback address, as fast as it can be or as on a slow phone."""

import contextlib
import functools
import gzip
import http.server
import io
import threading
import time
from pathlib import Path

TEXT = {".html", ".css", ".js", ".json", ".svg"}
LATENCY, RATE, CHUNK = 0.15, 200_000, 4096  # of slow 4G: s, bytes/s; bytes sent at a time


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line in the log for each."""

    def log_message(self, *_):
        """Say nothing."""

    def handle(self):
        """Answer, unless the browser has gone on to another page."""
        with contextlib.suppress(ConnectionError):
            super().handle()


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


class SlowHandler(PackingHandler):
    """Answers late, and shares a narrow line among all that is asked for."""

    line = threading.Lock()

    def copyfile(self, source, outputfile):
        """Send piece by piece, one at a time."""
        time.sleep(LATENCY)
        while piece := source.read(CHUNK):
            with self.line:
                time.sleep(len(piece) / RATE)
            outputfile.write(piece)


@contextlib.contextmanager
def serving(folder, handler=QuietHandler):
    """Serve a folder on 127.0.0.1; its address has no last slash."""
    handler = functools.partial(handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
