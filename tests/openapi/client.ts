// A portal's first steps with the generated types: notice → application → materials → commitments → submission,
// and the window's: acceptance → issue; then anybody's check. It is only type-checked.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/kaiye";

type Notice = components["schemas"]["Notice"];

const kaiye = (token?: string) =>
  createClient<paths>({
    baseUrl: "http://127.0.0.1:8080",
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });

/** The answer, or the problem's stable code as an error. */
function good<T>(answer: { data?: T; error?: { code: string } }): T {
  if (answer.data === undefined) throw new Error(answer.error?.code ?? "no answer");
  return answer.data;
}

async function signIn(login: string, password: string): Promise<string> {
  return good(await kaiye().POST("/api/v1/sessions", { body: { login, password } })).access_token;
}

async function file(token: string, notice: Notice): Promise<string> {
  const portal = kaiye(token);
  const application = good(
    await portal.POST("/api/v1/applications", {
      params: { header: { "Idempotency-Key": `draft-${notice.id}` } },
      body: {
        notice_id: notice.id,
        business: {
          kind: "individual_business",
          name: "好邻居超市",
          scope: "预包装食品零售",
          trade_codes: ["F5212"],
          address: "五彩湾镇幸福路1号",
          county: "652327",
          area_m2: 25,
        },
        operator: { name: "示例", id_number: "11010519491231002X", phone: "13800000000" },
      },
    }),
  );
  const id = application.id;
  for (const item of notice.items) {
    if (!item.letter) continue;
    good(
      await portal.POST("/api/v1/applications/{id}/commitments", {
        params: { path: { id } },
        body: {
          item: item.code,
          letter: { code: item.letter.code, version: item.letter.version, hash: item.letter.hash },
          promises: item.conditions.map((condition) => ({ clause: condition.clause, kind: "met_now" as const })),
          capacity: "operator",
          method: "electronic",
        },
      }),
    );
  }
  const check = good(await portal.GET("/api/v1/applications/{id}/check", { params: { path: { id } } }));
  if (!check.submittable) throw new Error(check.checks.map((one) => `${one.code}: ${one.subject ?? ""}`).join(", "));
  good(await portal.POST("/api/v1/applications/{id}/submit", { params: { path: { id } } }));
  return id;
}

async function issue(token: string, id: string): Promise<string[]> {
  const window = kaiye(token);
  good(await window.POST("/api/v1/applications/{id}/accept", { params: { path: { id } }, body: {} }));
  const issued = good(await window.POST("/api/v1/applications/{id}/issue", { params: { path: { id } }, body: {} }));
  issued.waiting.forEach((item) => console.log(item.item, item.because.map((one) => one.check)));
  return issued.check_codes;
}

export async function walk(password: string): Promise<void> {
  const answers = { county: "652327", area_m2: 25 };
  const notice = good(await kaiye().POST("/api/v1/notices", { body: { bundle: "small_supermarket", answers } }));
  const id = await file(await signIn("applicant", password), notice);
  for (const check_code of await issue(await signIn("clerk", password), id)) {
    const path = { check_code };
    const certificate = good(await kaiye().GET("/api/v1/certificate-checks/{check_code}", { params: { path } }));
    console.log(certificate.title, certificate.number, certificate.status);
  }
}
