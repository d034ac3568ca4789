#!/usr/bin/env python3
"""A department's receiver of Kaiye's webhooks, short and complete (docs/exchange.md).

    pip install standardwebhooks
    WEBHOOK_SECRET=whsec_… KAIYE_CLIENT_ID=… KAIYE_CLIENT_SECRET=… python3 receiver.py

It verifies each delivery, keeps it, answers 204, and then acknowledges new verification tasks with its own number.
"""

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

from standardwebhooks import Webhook, WebhookVerificationError

API = os.environ.get("KAIYE_API", "http://127.0.0.1:8080")
INBOX = os.environ.get("INBOX", "inbox.ndjson")
webhook = Webhook(os.environ["WEBHOOK_SECRET"])
lock = Lock()


def known():
    """The ids of what was kept: a delivery may come more than once, with the same id."""
    try:
        with open(INBOX, encoding="utf-8") as inbox:
            return {json.loads(line)["id"] for line in inbox}
    except FileNotFoundError:
        return set()


seen = known()


def keep(event):
    """Keeps an event for good; whether it is new."""
    with lock:
        if event["id"] in seen:
            return False
        with open(INBOX, "a", encoding="utf-8") as inbox:
            inbox.write(json.dumps(event, ensure_ascii=False) + "\n")
            inbox.flush()
            os.fsync(inbox.fileno())
        seen.add(event["id"])
        return True


def post(path, body, content_type, authorization):
    headers = {"Content-Type": content_type, "Authorization": authorization}
    request = urllib.request.Request(API + path, body.encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def acknowledge(task):
    """Says that the task has got a number of one's own."""
    credentials = f"{os.environ['KAIYE_CLIENT_ID']}:{os.environ['KAIYE_CLIENT_SECRET']}"
    basic = "Basic " + base64.b64encode(credentials.encode()).decode()
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "acknowledge_verification"})
    token = post("/oauth/token", form, "application/x-www-form-urlencoded", basic)["access_token"]
    body = json.dumps({"reference": f"OWN-{task[-8:]}"})
    try:
        post(f"/api/v1/verification-tasks/{task}/acknowledge", body, "application/json", f"Bearer {token}")
    except urllib.error.HTTPError as error:
        if error.code not in (404, 409):  # another department's, or acknowledged before
            raise
        return
    print("acknowledged", task, flush=True)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            event = webhook.verify(body, dict((name.lower(), value) for name, value in self.headers.items()))
        except WebhookVerificationError:
            return self.answer(401)
        new = keep(event)
        self.answer(204)
        if new:
            print("received", event["type"], event["id"], flush=True)
            if event["type"] == "verification.created":
                acknowledge(event["data"]["task"])

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8090"))), Receiver).serve_forever()
