"""Callers of the REST API of a running deployment: anybody, and officers by their tokens."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import Any

import httpx

ROOT = "/api/v1"


class Failure(Exception):
    """A call did not do what it should; the message says which one and why."""


class Api:
    """The calls of one caller; an answer other than 2xx is a Failure in the problem's own words."""

    def __init__(self, client: httpx.Client, token: str | None = None) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        """The answer to GET with these parameters."""
        return self._call("GET", path, params=query).json()

    def post(self, path: str, **given: Any) -> Any:
        """The answer to POST; `given` as httpx takes it: json, files."""
        return self._call("POST", path, **given).json()

    def bytes(self, path: str, **query: Any) -> bytes:
        """A file."""
        return self._call("GET", path, params=query).content

    def items(self, path: str, **query: Any) -> Iterator[Any]:
        """Those of a list, page after page."""
        page = self.get(path, **query)
        yield from page["items"]
        while page["next"]:
            page = self.get(path, **query, cursor=page["next"])
            yield from page["items"]

    def _call(self, method: str, path: str, **given: Any) -> httpx.Response:
        path = path if path.startswith(ROOT) else ROOT + path
        try:
            response = self._client.request(method, path, headers=self._headers, **given)
        except httpx.HTTPError as error:
            raise Failure(f"{method} {path}: {error or type(error).__name__}") from error
        if response.is_success:
            return response
        try:
            problem = response.json()
        except ValueError:
            problem = {"detail": "no problem document"}
        wrong = [f"{error['field']}: {error['message']}" for error in problem.get("errors", ())]
        said = "; ".join([problem["detail"], *wrong])
        raise Failure(f"{method} {path} {response.status_code}: {said}")


class Officers:
    """Who sits where in which role, and the API as each of them calls it."""

    def __init__(self, client: httpx.Client, tokens: Iterable[str] = ()) -> None:
        """`tokens` say themselves whose they are. Without any, the command `donthu` of this
        environment lists all officers and makes a token when one is needed; then the server must
        run on the same DATABASE_URL or DONTHU_DATA. Raises Failure."""
        self._client = client
        self._apis: dict[str, Api] = {}
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._names: dict[tuple[str, str], str] = {}
        for token in tokens:
            api = Api(client, token)
            me = api.get("/me")
            self._apis[me["username"]] = api
            for duty in me["duties"]:
                self._names.setdefault((duty["agency"]["code"], duty["role"]), me["username"])
        if not self._apis:
            for row in json.loads(_donthu("officers", "--json")):
                for role in row["roles"] if row["is_active"] else ():
                    self._names.setdefault((row["agency"], role), row["username"])

    def has(self, agency: str, *roles: str) -> bool:
        """Whether somebody sits there in each of these roles."""
        return all((agency, role) in self._names for role in roles)

    def name(self, agency: str, role: str) -> str:
        """The username of the one who sits there. Raises Failure when nobody does."""
        try:
            return self._names[agency, role]
        except KeyError:
            raise Failure(f"nobody is known at {agency} as {role}") from None

    def api(self, agency: str, role: str) -> Api:
        """The API as that officer calls it. Raises Failure."""
        username = self.name(agency, role)
        with self._locks[username]:
            if username not in self._apis:
                token = _donthu("token", username, "--days", "1").strip()
                self._apis[username] = Api(self._client, token)
            return self._apis[username]


def _donthu(*arguments: str) -> str:
    command = [sys.executable, "-m", "donthu.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"donthu {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout
