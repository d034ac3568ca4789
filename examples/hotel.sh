#!/usr/bin/env bash
# A small hotel that serves food: one application, a joint review in which the county takes part through its liaison, a
# licence and four permits; one condition is promised by a day, so the hotel opens when that is proved and confirmed.
#
#   cargo run                 in one terminal
#   examples/hotel.sh         in another
set -euo pipefail
source "$(dirname "$0")/common.sh"

step "1. The one-time notice"
notice=$(public POST /notices '{
    "bundle": "small_hotel",
    "answers": {
        "county": "652325", "area_m2": 400, "rooms": 12, "central_air_conditioning": false, "serves_food": true
    }
}')
jq -r '.items[] | "\(.code): route \(.route), review \(.review)"' <<<"$notice"

step "2. The application that follows it"
applicant=$(sign_in applicant)
application=$(api "$applicant" POST /applications "$(jq -n --argjson notice "$notice" --arg run "$RUN" '{
    notice_id: $notice.id,
    business: {
        kind: "individual_business",
        name: "准东之家宾馆\($run)",
        scope: "住宿服务、餐饮服务",
        trade_codes: ["H6121"],
        address: "五彩湾镇迎宾路\($run)号",
        county: "652325",
        area_m2: 400
    },
    operator: { name: "示例", id_number: "11010519491231002X", phone: "13800000000" }
}')")
id=$(jq -r .id <<<"$application")
jq -r '"\(.number): \(.status)"' <<<"$application"

step "3. The materials: all primary ones, and one that would otherwise be due before the decision"
for code in $(jq -r '.materials[] | select(.need == "primary") | .code' <<<"$notice") guest_registration; do
    upload "$applicant" "$id" "$code" | jq -r .code
done

step "4. The commitments; the fire check's clause 3 (facilities in place) is promised by a day"
for item in hotel_special_trade_permit lodging_hygiene_permit catering_permit; do
    api "$applicant" POST "/applications/$id/commitments" "$(letter "$notice" "$item")" \
        | jq -r --arg item "$item" '"\($item): signed \(.promises | length) clauses"'
done
api "$applicant" POST "/applications/$id/commitments" "$(letter "$notice" fire_check | jq --arg day "$(in_days 20)" '
    .promises |= map(if .clause == "3" then .kind = "by_date" | .date = $day else . end)')" \
    | jq -r '.promises[] | "fire_check, clause \(.clause): \(.kind)"'

step "5. Submit; the window accepts"
api "$applicant" POST "/applications/$id/submit" | jq -r '"\(.number): \(.status)"'
clerk=$(sign_in clerk)
api "$clerk" POST "/applications/$id/accept" '{}' \
    | jq -r '.application.status, (.notices[] | "served: \(.kind) \(.number)")'

step "6. The centre opens the joint review: one task a department, to its designated person"
lead=$(sign_in lead)
review=$(api "$lead" POST "/applications/$id/reviews" "$(jq -n --arg day "$(in_days 2)" '{ review_on: $day }')")
jq -r '.tasks[] | "\(.department): \(.items | join(", "))"' <<<"$review"
task() { jq -r --arg department "$1" '.tasks[] | select(.department == $department) | .id' <<<"$review"; }

step "7. The zone's departments give their opinions"
for department in fire_brigade public_security market_supervision_branch; do
    reviewer=$(sign_in "reviewer-${department//_/-}")
    opinions=$(jq --arg department "$department" '
        { opinions: [.tasks[] | select(.department == $department) | .items[] | { item: ., opinion: "agree" }] }' <<<"$review")
    api "$reviewer" POST "/review-tasks/$(task $department)/opinion" "$opinions" | jq -r '"\(.department): \(.status)"'
done

step "8. A county matter: the liaison hands the dossier to the county authority and brings back its opinion"
liaison=$(sign_in liaison-qitai-liaison)
api "$liaison" POST "/review-tasks/$(task qitai_health)/handover" '{
    "received_by": "奇台县卫健委 行政审批科", "receipt": "奇卫收〔2026〕1号"
}' | jq -r '"handed over, receipt \(.handover.receipt)"'
api "$liaison" POST "/review-tasks/$(task qitai_health)/opinion" '{
    "opinions": [{ "item": "lodging_hygiene_permit", "opinion": "agree" }]
}' | jq -r '"\(.department): \(.status)"'

step "9. The centre closes the review"
api "$lead" POST "/applications/$id/reviews/$(jq -r .id <<<"$review")/close" '{}' | jq -r '"the review is \(.review.status)"'

step "10. The window issues: a licence and four permits"
issued=$(api "$clerk" POST "/applications/$id/issue" '{}')
jq -r '.issued[] | "\(.item): \(.number)" + if .operative then ", may open" else ", may not open yet" end' <<<"$issued"
certificate() { jq -r --arg item "$1" '.issued[] | select(.item == $item) | .certificate_id' <<<"$issued"; }
codes=$(jq -c '{check_codes}' <<<"$issued")

step "11. What anybody sees until the promise is kept: 领证、暂不得营业"
public POST /certificate-checks "$codes" | jq -r '.results[].certificate | "\(.item_code): \(.status)"'

step "12. The business proves that the facilities are in place; the fire brigade confirms"
proof=$(upload "$applicant" "$id" floor_plan | jq -r .id)
filed=$(api "$applicant" POST "/certificates/$(certificate fire_check)/readiness" "$(jq -n --arg id "$proof" '{
    clauses: ["3"], material_ids: [$id], statement: "消防设施已按标准配置并检测合格"
}')")
brigade=$(sign_in supervisor-fire-brigade)
api "$brigade" POST "/certificates/$(certificate fire_check)/readiness/$(jq -r '.readiness[0].id' <<<"$filed")/verdict" \
    '{ "verdict": "confirmed" }' | jq -r '"fire_check: may open: \(.operative)"'

step "13. And now"
public POST /certificate-checks "$codes" | jq -r '.results[].certificate | "\(.item_code): \(.status)"'
