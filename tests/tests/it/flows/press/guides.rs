//! Guides to items: what they say is what the catalogue says.

use kaiye_tests::on_both;

on_both! {
    async fn every_item_has_its_guide(app: TestApp) {
        let public = app.public();
        let items = public.get("/api/v1/items?limit=100").await.expect(200);
        let guides = public.get("/api/v1/guides?limit=100").await.expect(200);
        let of = |list: &serde_json::Value, field: &str| -> Vec<String> {
            let entries = list["items"].as_array().expect("items").iter();
            entries.map(|it| it[field].as_str().expect("a code").to_owned()).collect()
        };
        assert_eq!(of(&items.json, "code"), of(&guides.json, "item"));
        for item in of(&items.json, "code") {
            let guide = public.get(&format!("/api/v1/guides/{item}")).await.expect(200);
            let details = public.get(&format!("/api/v1/items/{item}")).await.expect(200);
            assert_eq!(guide.json["details"], details.json, "{item}");
            assert_eq!(guide.json["version"], details.json["version"], "{item}");
            assert!(guide.text("/title/zh").ends_with("办事指南") && guide.text("/title/en").starts_with("Guide: "));
            assert!(!guide.json["authorities"].as_array().expect("authorities").is_empty(), "{item}");
            assert!(guide.text("/text/html").contains("<h2>适合谁办</h2>"), "{item}");
            assert_eq!(guide.json["window"]["provenance"], "illustrative");
        }
        let first = public.get("/api/v1/guides?limit=10").await.expect(200);
        let next = first.text("/next_cursor").to_owned();
        let second = public.get(&format!("/api/v1/guides?limit=10&cursor={next}")).await.expect(200);
        assert_eq!(second.json["items"].as_array().map(Vec::len), Some(7));
        public.get("/api/v1/guides/no_such").await.expect_problem(404, "not_found");
    }

    async fn a_guide_tells_what_is_promised_from_what_is_law(app: TestApp) {
        let public = app.public();
        let shop = public.get("/api/v1/guides/small_restaurant_registration").await.expect(200);
        assert_eq!(shop.text("/title/zh"), "小餐饮店登记办事指南");
        assert_eq!(shop.json["promised"][0]["within"]["count"], 0);
        assert_eq!(shop.json["legal"][0]["within"]["count"], 20);
        assert_eq!(shop.text("/letter/code"), "small_restaurant_registration_letter");
        assert_eq!(shop.text("/details/certificate_title"), "小餐饮店登记证");
        assert!(shop.text("/text/html").contains("<h2>"), "{}", shop.json["text"]);
        let fire = public.get("/api/v1/guides/fire_check").await.expect(200);
        assert_eq!(fire.json["promised"], serde_json::json!([]));
        let rules = fire.json["legal"].as_array().expect("limits").iter().map(|it| it["rule"].as_str().expect("a rule"));
        assert_eq!(rules.collect::<Vec<_>>(), ["joint_decision", "ordinary_decision"]);
        assert_eq!(fire.text("/afterwards/0/rule"), "site_check");
        let hygiene = public.get("/api/v1/guides/shop_hygiene_permit").await.expect(200);
        let counties = hygiene.json["authorities"].as_array().expect("authorities").iter();
        let granted = counties.map(|it| (it["county"].as_str(), it["department"].as_str())).collect::<Vec<_>>();
        assert!(granted.contains(&(Some("652327"), Some("jimsar_health"))), "{granted:?}");
        let licence = public.get("/api/v1/guides/business_licence").await.expect(200);
        assert!(licence.json["letter"].is_null());
        assert_eq!(licence.text("/legal/0/rule"), "licence_decision");
    }
}
