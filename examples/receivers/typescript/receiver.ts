/**
 * A department's receiver of Kaiye's webhooks, short and complete (docs/exchange.md).
 *
 *     npm ci && npx tsc
 *     WEBHOOK_SECRET=whsec_… KAIYE_CLIENT_ID=… KAIYE_CLIENT_SECRET=… node receiver.js
 *
 * It verifies each delivery, keeps it, answers 204, and then acknowledges new verification tasks with its own number.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

interface CloudEvent {
  id: string;
  type: string;
  data: { task?: string };
}

const api = process.env.KAIYE_API ?? "http://127.0.0.1:8080";
const inbox = process.env.INBOX ?? "inbox.ndjson";
const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? "");

/** The ids of what was kept: a delivery may come more than once, with the same id. */
const lines = existsSync(inbox) ? readFileSync(inbox, "utf8").trim().split("\n").filter(Boolean) : [];
const seen = new Set(lines.map((line) => (JSON.parse(line) as CloudEvent).id));

/** Keeps an event for good; whether it is new. */
function keep(event: CloudEvent): boolean {
  if (seen.has(event.id)) return false;
  const file = openSync(inbox, "a");
  writeSync(file, `${JSON.stringify(event)}\n`);
  fsyncSync(file);
  closeSync(file);
  seen.add(event.id);
  return true;
}

async function post(path: string, body: string, contentType: string, authorization: string): Promise<Response> {
  const headers = { "Content-Type": contentType, Authorization: authorization };
  return fetch(api + path, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
}

/** Says that the task has got a number of one's own. */
async function acknowledge(task: string): Promise<void> {
  const credentials = `${process.env.KAIYE_CLIENT_ID}:${process.env.KAIYE_CLIENT_SECRET}`;
  const basic = `Basic ${Buffer.from(credentials).toString("base64")}`;
  const form = "grant_type=client_credentials&scope=acknowledge_verification";
  const granted = await post("/oauth/token", form, "application/x-www-form-urlencoded", basic);
  const { access_token } = (await granted.json()) as { access_token: string };
  const body = JSON.stringify({ reference: `OWN-${task.slice(-8)}` });
  const path = `/api/v1/verification-tasks/${task}/acknowledge`;
  const answer = await post(path, body, "application/json", `Bearer ${access_token}`);
  // Another department's, or acknowledged before.
  if (answer.status === 404 || answer.status === 409) return;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  console.log("acknowledged", task);
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    let event: CloudEvent;
    try {
      const headers = request.headers as Record<string, string>;
      event = webhook.verify(Buffer.concat(chunks), headers) as CloudEvent;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      response.writeHead(401).end();
      return;
    }
    const isNew = keep(event);
    response.writeHead(204).end();
    if (!isNew) return;
    console.log("received", event.type, event.id);
    if (event.type === "verification.created" && event.data.task) {
      acknowledge(event.data.task).catch((error: unknown) => console.error(error));
    }
  });
}).listen(Number(process.env.PORT ?? 8091), "127.0.0.1");
