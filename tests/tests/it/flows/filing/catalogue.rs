//! What can be applied for, and the letters to read (S3, S21, S28).

use kaiye_tests::on_both;

on_both! {
    async fn the_items_are_listed_and_read(app: TestApp) {
        let public = app.public();
        let all = public.get("/api/v1/items?limit=100").await.expect(200);
        let items = all.json["items"].as_array().expect("items");
        assert_eq!(items.len(), 17);
        assert!(items.iter().all(|item| item["provenance"] == "illustrative"));
        let first = public.get("/api/v1/items?limit=10").await.expect(200);
        let next = first.text("/next_cursor").to_owned();
        let second = public.get(&format!("/api/v1/items?limit=10&cursor={next}")).await.expect(200);
        assert_eq!(second.json["items"].as_array().map(Vec::len), Some(7));
        let ordinary = public.get("/api/v1/items?route=ordinary_only&kind=permit").await.expect(200);
        assert_eq!(ordinary.json["items"][0]["code"], "entertainment_venue_permit");
        let fire = public.get("/api/v1/items/fire_check").await.expect(200);
        assert_eq!(fire.json["version"], 1);
        assert!(fire.json["conditions"].as_array().is_some_and(|clauses| !clauses.is_empty()));
        public.get("/api/v1/items/fire_check?version=9").await.expect_problem(404, "not_found");
        public.get("/api/v1/items/no_such").await.expect_problem(404, "not_found");
        public.get("/api/v1/items?in_force_on=2000-01-01").await.expect(200);
        public.get("/api/v1/items?route=any").await.expect_problem(400, "query_invalid");
    }

    async fn a_bundle_draws_its_form(app: TestApp) {
        let public = app.public();
        let bundles = public.get("/api/v1/bundles").await.expect(200);
        assert_eq!(bundles.json["items"].as_array().map(Vec::len), Some(5));
        let bundle = public.get("/api/v1/bundles/small_hotel").await.expect(200);
        let schema = &bundle.json["answers_schema"];
        assert_eq!(schema["properties"]["rooms"]["type"], "integer");
        let answers = serde_json::json!({
            "county": "652325", "area_m2": 400, "rooms": 12, "central_air_conditioning": false, "serves_food": true,
        });
        assert!(jsonschema::is_valid(schema, &answers));
        assert!(!jsonschema::is_valid(schema, &serde_json::json!({ "rooms": 1.5 })));
        public.get("/api/v1/bundles/no_such").await.expect_problem(404, "not_found");
    }

    async fn a_letter_is_read_and_downloaded_as_it_is_hashed(app: TestApp) {
        let public = app.public();
        let letters = public.get("/api/v1/letter-templates?item=fire_check").await.expect(200);
        let code = letters.text("/items/0/code").to_owned();
        let letter = public.get(&format!("/api/v1/letter-templates/{code}")).await.expect(200);
        let file = public.get(&format!("/api/v1/letter-templates/{code}/text?version=1")).await.expect(200);
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment; filename="));
        assert_eq!(kaiye_domain::hash::sha256(&file.bytes), letter.text("/hash"));
        assert_eq!(String::from_utf8_lossy(&file.bytes), letter.text("/text"));
        let same = public.with_header("if-none-match", file.etag());
        same.get(&format!("/api/v1/letter-templates/{code}/text?version=1")).await.expect(304);
    }
}
