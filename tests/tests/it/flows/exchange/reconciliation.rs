//! Both sides make sure that they have the same.

use kaiye_domain::{event::Tally, id::EventId, time::local_date};
use kaiye_tests::on_both;
use serde_json::{Value, json};

const HEALTH: &str = "jimsar_health";

on_both! {
    async fn a_days_events_are_counted_and_what_differs_is_named(app: TestApp) {
        app.entrust(20);
        app.issued_shop(1).await;
        app.sweep();
        let reader = app.agency(HEALTH, &["read_events", "acknowledge_events"]).await;
        let feed = reader.get("/api/v1/events?limit=100").await.expect(200).json;
        let ids: Vec<Value> =
            feed["items"].as_array().expect("events").iter().map(|event| event["id"].clone()).collect();
        let tally = |ids: &[Value]| {
            let ids = ids.iter().filter_map(|id| id.as_str()?.parse::<EventId>().ok());
            let Tally { count, digest } = Tally::of(ids);
            json!({ "count": count, "digest": digest })
        };
        assert!(ids.len() > 5, "{ids:?}");
        reader.post("/api/v1/event-receipts", json!({ "event_ids": ids[..3] })).await.expect(200);

        let day = format!("/api/v1/reconciliations/{HEALTH}/{}", local_date(app.now()));
        // What is acknowledged brings events of its own, which are to be got too.
        app.sweep();
        let owed = reader.get("/api/v1/events?limit=100").await.expect(200).json;
        let all: Vec<Value> =
            owed["items"].as_array().expect("events").iter().map(|event| event["id"].clone()).collect();
        let found = reader.get(&day).await.expect(200).json;
        assert_eq!((&found["due"], &found["pulled"]), (&tally(&all), &tally(&ids[..3])), "{found}");
        assert_eq!((&found["pushed"]["count"], &found["outstanding"]), (&json!(0), &tally(&all[3..])), "{found}");
        assert_eq!(found["outstanding_ids"], json!(all[3..]));

        let compare = format!("{day}/compare");
        let same = reader.post(&compare, json!({ "digest": tally(&all)["digest"] })).await.expect(200).json;
        assert_eq!(same["agrees"], true);
        let strange = json!("01970000-0000-7000-8000-000000000000");
        let theirs: Vec<Value> = all[1..].iter().cloned().chain([strange.clone()]).collect();
        let differs = reader.post(&compare, json!({ "event_ids": theirs })).await.expect(200).json;
        assert_eq!(differs["agrees"], false);
        assert_eq!((&differs["missing"], &differs["unexpected"]), (&json!([all[0]]), &json!([strange])));
        reader.post(&compare, json!({})).await.expect_problem(422, "content_invalid");

        // Yesterday had nothing; and nobody reconciles another department's day but who oversees it.
        let yesterday = local_date(app.now()).pred_opt().expect("a day");
        let nothing = reader.get(&format!("/api/v1/reconciliations/{HEALTH}/{yesterday}")).await.expect(200).json;
        assert_eq!(nothing["due"], tally(&[]));
        app.agency("fire_brigade", &["read_events"]).await.get(&day).await.expect_problem(404, "not_found");
        assert_eq!(app.inspector().await.get(&day).await.expect(200).json["due"], found["due"]);
        let nobody = format!("/api/v1/reconciliations/nobody/{yesterday}");
        app.inspector().await.get(&nobody).await.expect_problem(404, "not_found");
    }
}
