"""The site over HTTP, to this machine alone."""
import functools
import http.server
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def end_headers(self):
        """What was built again is seen at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A browser that goes on to another page hangs up."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def server(html, port):
    """Not yet serving; port 0 is any that is free, and server_port tells which."""
    return Server(("127.0.0.1", port), functools.partial(Handler, directory=html))
