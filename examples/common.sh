# What the examples share. They run against `cargo run` (evaluation mode), from the folder it was started in.

API=${KAIYE_API:-http://127.0.0.1:8080/api/v1}
PASSWORD=${KAIYE_PASSWORD:-$(sed -n 's/^password = "\(.*\)"$/\1/p' var/evaluation-secrets.toml)}
# Another run is another business at another address; the same person may own both.
RUN=${RUN:-$(jq -rn 'now | floor % 1000000')}

# step TEXT: says what comes next.
step() { printf '\n== %s\n' "$1"; }

# call PATH CURL-OPTION…: one request; a problem is shown, and is the end.
call() {
    local path=$1 answer
    shift
    answer=$(curl --silent --show-error --fail-with-body "$API$path" --header 'Accept-Language: en' "$@") \
        || { printf '%s: %s\n' "$path" "$answer" >&2; exit 1; }
    printf '%s\n' "$answer"
}

# public METHOD PATH [JSON]: a request without a token.
public() {
    call "$2" --request "$1" ${3:+--header 'Content-Type: application/json' --data "$3"}
}

# api TOKEN METHOD PATH [JSON]: a request of somebody who has signed in.
api() {
    call "$3" --request "$2" --header "Authorization: Bearer $1" \
        ${4:+--header 'Content-Type: application/json' --data "$4"}
}

# sign_in LOGIN: an access token of a demonstration account.
sign_in() {
    public POST /sessions "$(jq -n --arg login "$1" --arg password "$PASSWORD" '{$login, $password}')" \
        | jq -r .access_token
}

# upload TOKEN APPLICATION CODE: files a material; its bytes are the body, its name is in the query.
upload() {
    printf '%%PDF-1.7 %s of %s' "$3" "$2" | call "/applications/$2/materials?code=$3&file_name=$3.pdf" \
        --header "Authorization: Bearer $1" --header 'Content-Type: application/pdf' --data-binary @-
}

# letter NOTICE ITEM: what signs an item's commitment letter, with every condition met now.
letter() {
    jq --arg item "$2" '.items[] | select(.code == $item) | {
        item: $item,
        letter: (.letter | {code, version, hash}),
        promises: [.conditions[] | {clause, kind: "met_now"}],
        capacity: "operator",
        method: "electronic"
    }' <<<"$1"
}

# in_days N: that day in Xinjiang's offices, which keep Beijing time.
in_days() { jq -rn --argjson days "$1" 'now + 8 * 3600 + $days * 86400 | strftime("%Y-%m-%d")'; }
