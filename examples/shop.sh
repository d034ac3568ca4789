#!/usr/bin/env bash
# A small supermarket of 25 m²: one application, and the window issues its licence and two permits on the spot.
#
#   cargo run                 in one terminal
#   examples/shop.sh          in another
set -euo pipefail
source "$(dirname "$0")/common.sh"

step "1. The one-time notice: what will be needed? (nobody has to sign in for that)"
notice=$(public POST /notices '{
    "bundle": "small_supermarket",
    "answers": { "county": "652327", "area_m2": 25 }
}')
jq -r '.items[] | "\(.code): route \(.route), review \(.review)"' <<<"$notice"
jq -r '"materials: " + ([.materials[] | "\(.code) (\(.need))"] | join(", "))' <<<"$notice"

step "2. The applicant signs in and drafts the application that follows the notice"
applicant=$(sign_in applicant)
application=$(api "$applicant" POST /applications "$(jq -n --argjson notice "$notice" --arg run "$RUN" '{
    notice_id: $notice.id,
    business: {
        kind: "individual_business",
        name: "好邻居超市\($run)",
        scope: "预包装食品、散装食品、日用百货零售",
        trade_codes: ["F5212"],
        address: "五彩湾镇幸福路\($run)号",
        county: "652327",
        area_m2: 25
    },
    operator: { name: "示例", id_number: "11010519491231002X", phone: "13800000000" }
}')")
id=$(jq -r .id <<<"$application")
jq -r '"\(.number): \(.status); now possible: \(.allowed_actions | join(", "))"' <<<"$application"

step "3. The materials, each once, shared by every item that needs it"
for code in $(jq -r '.materials[] | select(.need == "primary") | .code' <<<"$notice"); do
    upload "$applicant" "$id" "$code" | jq -r '"\(.code): \(.media_type), \(.size) bytes, \(.digest[:19])…"'
done

step "4. The commitments, clause by clause, bound to the letter's version and hash"
for item in $(jq -r '.items[] | select(.letter) | .code' <<<"$notice"); do
    api "$applicant" POST "/applications/$id/commitments" "$(letter "$notice" "$item")" \
        | jq -r --arg item "$item" '"\($item): signed \(.promises | length) clauses"'
done

step "5. Is anything still missing or in the way? Then submit"
api "$applicant" GET "/applications/$id/check" | jq -r '"may be submitted: \(.submittable)",
    (.checks[] | select(.outcome == "warning") | "\(.code): \(.item), \(.subject)")'
api "$applicant" POST "/applications/$id/submit" | jq -r '"\(.number): \(.status)"'

step "6. The window accepts: a numbered receipt"
clerk=$(sign_in clerk)
api "$clerk" POST "/applications/$id/accept" '{}' \
    | jq -r '.application.status, (.notices[] | "served: \(.kind) \(.number)")'

step "7. The window issues licence and permits in one transaction"
issued=$(api "$clerk" POST "/applications/$id/issue" '{}')
jq -r '.issued[] | "\(.item): \(.number)" + if .operative then ", may open" else ", may not open yet" end' <<<"$issued"
jq -r '"waiting: \(.waiting | length), refused: \(.refused | length); the application is \(.application_status)"' <<<"$issued"

step "8. Anybody checks a certificate by its code"
for code in $(jq -r '.check_codes[]' <<<"$issued"); do
    public GET "/certificate-checks/$code" | jq -r '"\(.title): \(.status), held by \(.holder_uscc)"'
done
