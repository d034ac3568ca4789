//! Each main query finds its rows by an index, on both databases. PostgreSQL is asked for its generic plan with
//! sequential scans made dear: on tables this small it would rightly prefer them.

use kaiye_domain::{
    actor::{Bounds, Departments, PaperReach, Reach},
    announcement::{AnnouncementStatus, Audience, Readable},
    application::ChosenRoute,
    appraisal::{By, Indicator},
    draw::DrawScope,
    equal_treatment::CountedTasks,
    event::SubjectKind,
    verification::{Verdict, VerificationKind},
};
use kaiye_persistence::{
    Store, StoreError, StoreResult,
    backend::{Connection, Key},
    repo::{
        account,
        announcement::{self, AnnouncementFilter},
        application,
        application::ApplicationFilter,
        appraisal,
        appraised::{self, Asked as Appraised},
        approval::{self, Asked},
        audience::{self, FeedFilter},
        bar, certificate,
        certificate::CertificateFilter,
        credit,
        credit::CreditFilter,
        credit_receipt, credit_repair, deadline, delegation,
        delivery::{self, DeliveryFilter},
        designation, dossier, draw,
        enforcement::{self, CaseFilter},
        equal_treatment::{self, Compared},
        escalation,
        escalation::EscalationFilter,
        event, idempotency,
        inspection_read::{self, InspectionReadFilter},
        intake,
        intake::IntakeFilter,
        intake_batch, liability,
        liability::LiabilityFilter,
        login_failure, message, number, official_document,
        official_document::DocumentFilter,
        outbound,
        outbound::OutboundFilter,
        public_report,
        publication::{self, PublicationFilter},
        rectification::{self, RectificationFilter},
        register::{self, RegisterFilter, Standing},
        requested_item, review,
        review::ReviewTaskFilter,
        served_notice, session, subscription,
        supervision_notice::{self, SupervisionNoticeFilter},
        verification,
        verification::VerificationFilter,
        visit,
    },
};

use crate::{
    explain::{in_postgres, in_sqlite, statements},
    harness::{at, both, id},
    rows::june,
};

/// How the database means to run a statement.
fn plan(conn: &mut Connection, statement: &str) -> String {
    let steps = match conn {
        Connection::Sqlite(c) => in_sqlite(c, statement),
        Connection::Postgres(c) => {
            let values: Vec<String> =
                (1..).take_while(|n| statement.contains(&format!("${n}"))).map(|_| "NULL".to_owned()).collect();
            let settings = "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";
            in_postgres(c, statement, &values, settings, "EXPLAIN")
        }
    };
    steps.join("\n")
}

/// `SCAN table` walks a table; `SCAN table USING INDEX` walks an index in order and stops at the limit; `SCAN CONSTANT ROW`
/// walks nothing.
fn scans(plan: &str) -> bool {
    let walks = |step: &str| step.starts_with("SCAN ") && !step.contains("USING") && step != "SCAN CONSTANT ROW";
    plan.lines().any(|step| step.contains("Seq Scan") || walks(step))
}

fn assert_indexed<T>(store: &Store, name: &str, query: impl Fn(&mut Connection) -> StoreResult<T>) {
    store
        .write(|conn| {
            for (statement, _) in statements(conn, &query) {
                let plan = plan(conn, &statement);
                assert!(!scans(&plan), "{name} reads a whole table:\n{statement}\n{plan}");
            }
            Ok::<_, StoreError>(())
        })
        .expect("an explanation");
}

macro_rules! assert_indexed {
    ($store:expr; $($query:expr),+ $(,)?) => { $(assert_indexed($store, stringify!($query), $query);)+ };
}

fn papers(cases: &Reach) -> PaperReach {
    PaperReach { cases: cases.clone(), supervision: false }
}

#[test]
fn every_main_query_uses_an_index() {
    let reaches = [
        Reach::All,
        Reach::Within(Bounds { owner: Some(id(1)), ..Bounds::default() }),
        Reach::Within(Bounds { department: Some("scjg".into()), ..Bounds::default() }),
        Reach::Within(Bounds { county: Some("652325".into()), ..Bounds::default() }),
    ];
    both(|store| {
        for reach in &reaches {
            let after = Some(id(5));
            assert_indexed!(store;
                |c| application::find(c, reach, id(1).into()),
                |c| application::list(c, reach, &ApplicationFilter::default(), after, 20),
                |c| application::list(c, reach, &ApplicationFilter { statuses: vec!["submitted".into()], ..Default::default() }, after, 20),
                |c| certificate::find(c, reach, id(1).into()),
                |c| certificate::list(c, reach, &CertificateFilter::default(), after, 20),
                |c| verification::list(c, reach, &VerificationFilter::default(), Some((50, id(5))), 20),
                |c| escalation::find(c, reach, "zone", id(1).into()),
                |c| escalation::list(c, reach, "scjg", &EscalationFilter::default(), after, 20),
                |c| liability::list(c, reach, &LiabilityFilter::default(), after, 20),
                |c| rectification::find(c, reach, id(1).into()),
                |c| rectification::list(c, reach, &RectificationFilter::default(), after, 20),
                |c| enforcement::find(c, reach, id(1).into()),
                |c| enforcement::list(c, reach, &CaseFilter::default(), after, 20),
                |c| official_document::find(c, &papers(reach), id(1).into()),
                |c| official_document::list(c, &papers(reach), &DocumentFilter::default(), after, 20),
                |c| credit::find(c, reach, june(1), id(1).into()),
                |c| credit::list(c, reach, june(1), &CreditFilter::default(), after, 20),
                |c| credit::list(c, reach, june(1), &CreditFilter { holder_key: Some("a".into()), ..Default::default() }, after, 20),
                |c| review::list_tasks(c, reach, &ReviewTaskFilter::default(), after, 20),
            );
        }
        let by =
            |filter: ApplicationFilter| move |c: &mut Connection| application::list(c, &Reach::All, &filter, None, 20);
        let none = ApplicationFilter::default;
        let everything = RegisterFilter::default;
        let register =
            |filter: RegisterFilter| move |c: &mut Connection| register::search(c, &filter, june(1), Some(id(1)), 20);
        let compared = Compared {
            from: june(1),
            to: june(30),
            route: Some(ChosenRoute::Commitment),
            item_code: None,
            division: None,
            department: None,
            overseen: Departments::One("weijian".into()),
        };
        let appraised = Appraised {
            from: june(1),
            to: june(30),
            within: None,
            department: None,
            item: None,
            division: None,
            overseen: Departments::All,
        };
        let part_of_months = Appraised { from: june(2) - chrono::Days::new(60), to: june(29), ..appraised.clone() };
        let of_item = Appraised { item: Some("item0".into()), ..appraised.clone() };
        let of_division = Appraised { division: Some("652325".into()), ..appraised.clone() };
        let own = Appraised { overseen: Departments::One("weijian".into()), ..appraised.clone() };
        let inspections = CountedTasks { kinds: vec![VerificationKind::Inspection], verdict: Some(Verdict::Mismatch) };
        let feed = |whose: Departments, filter: FeedFilter| {
            move |c: &mut Connection| audience::feed(c, &whose, &filter, 5, 20)
        };
        let of_types = || FeedFilter { kinds: vec!["item.filed".into()], subject: None };
        let about = || FeedFilter { kinds: Vec::new(), subject: Some((SubjectKind::Application, id(1))) };
        let read_by = |audiences: Vec<Audience>| Readable::InForce { audiences, at: at(0) };
        let expired = Some((AnnouncementStatus::Expired, at(0)));
        let expired_of_staff = AnnouncementFilter { audience: Some(Audience::Staff), status: expired };
        let standing = |word: &str, over| Standing { word: word.into(), over };
        assert_indexed!(store;
            by(ApplicationFilter { number: Some("1".into()), ..none() }),
            by(ApplicationFilter { name_prefix: Some("准".into()), ..none() }),
            by(ApplicationFilter { department: Some("scjg".into()), ..none() }),
            |c| application::duplicates(c, "key", id(1).into(), &["submitted"], 10),
            |c| requested_item::by_issuer(c, "scjg", "approver", &["accepted"], None, 20),
            |c| dossier::items(c, id(1).into()),
            |c| dossier::materials(c, id(1).into()),
            |c| dossier::commitments(c, id(1).into()),
            |c| dossier::deferred(c, id(1).into()),
            |c| dossier::deadlines(c, id(1).into()),
            |c| served_notice::of_application(c, id(1).into(), None, 20),
            |c| message::of_application(c, id(1).into(), Some(id(5)), 20),
            |c| message::due(c, at(0), 1),
            |c| approval::changes(c, &Departments::All, 0, 20),
            |c| approval::changes(c, &Departments::One("scjg".into()), 0, 20),
            |c| approval::items(c, &Departments::One("scjg".into()), Asked::Of(&[id(1)])),
            |c| approval::items(c, &Departments::All, Asked::Items(&[id(1)])),
            |c| approval::certificates_of(c, &[Key(id(1))]),
            |c| approval::named(c, &["1".into()]),
            |c| approval::served(c, &[Key(id(1))], &["grant"]),
            |c| approval::deferred(c, &[Key(id(1))]),
            |c| event::find(c, id(1).into()),
            |c| review::tasks(c, id(1).into()),
            |c| designation::in_force(c, "scjg", "reviewer", june(1)),
            |c| delegation::in_force(c, &["a".into(), "b".into()], "652325", june(1)),
            |c| delegation::ranges(c, &[id(1).into()]),
            |c| number::take(c, id(1).into(), id(2).into(), id(3), at(0)),
            |c| number::stock(c, &[id(1).into()]),
            |c| number::list(c, id(1).into(), None, None, 20),
            |c| number::find_by_number(c, "item0", "1"),
            |c| certificate::by_check_codes(c, &["a".into(), "b".into()]),
            |c| certificate::by_number(c, "item0", "1"),
            |c| official_document::by_check_code(c, "K"),
            |c| certificate::held(c, "holder", &["a".into()], 20),
            |c| certificate::at_place(c, "place", &["a".into()], 20),
            |c| certificate::expiring(c, "valid", june(1), Some((june(1), id(1))), 20),
            |c| verification::of_holder(c, "holder", 20),
            |c| verification::of_application(c, id(1).into(), 20),
            |c| verification::applications_of(c, &Reach::All, &[id(1).into(), id(2).into()]),
            |c| verification::set_officers(c, id(1).into(), &[]),
            |c| deadline::due_before(c, "running", "verify", june(1), Some((june(1), id(1))), 20),
            |c| deadline::in_status(c, "running", Some(id(1)), 20),
            register(RegisterFilter { name: Some("好邻居".into()), ..everything() }),
            register(RegisterFilter { item_code: Some("item0".into()), ..everything() }),
            register(RegisterFilter { division: Some("652325".into()), ..everything() }),
            register(RegisterFilter { standings: vec![standing("valid", Some(false))], ..everything() }),
            register(RegisterFilter { standings: vec![standing("expired", None), standing("valid", Some(true))], ..everything() }),
            register(everything()),
            |c| register::find(c, id(1).into()),
            |c| publication::list(c, &PublicationFilter::default(), Some(id(1)), 20),
            |c| publication::list(c, &PublicationFilter { division: Some("652325".into()), ..Default::default() }, Some(id(1)), 20),
            |c| publication::list(c, &PublicationFilter { withdrawn: Some(true), ..Default::default() }, None, 20),
            |c| publication::standing_of(c, &[id(1).into(), id(2).into()], "commitment"),
            |c| announcement::find(c, &read_by(vec![Audience::Public]), id(1).into()),
            |c| announcement::list(c, &read_by(vec![Audience::Public]), &AnnouncementFilter::default(), Some((at(0), id(1))), 20),
            |c| announcement::list(c, &read_by(vec![Audience::Public, Audience::Staff]), &AnnouncementFilter::default(), None, 20),
            |c| announcement::list(c, &Readable::Everything, &AnnouncementFilter::default(), Some((at(0), id(1))), 20),
            |c| announcement::list(c, &Readable::Everything, &expired_of_staff, None, 20),
            |c| draw::find(c, id(1).into()),
            |c| draw::list(c, Some("weijian"), Some(id(1)), 20),
            |c| draw::list(c, None, Some(id(1)), 20),
            |c| draw::subjects(c, "weijian", &DrawScope::default(), june(1), 20),
            |c| account::of_department(c, "weijian"),
            |c| equal_treatment::count_certificates(c, &compared),
            |c| equal_treatment::certificates(c, &compared, Some(id(1)), 20),
            |c| equal_treatment::count_records(c, &compared),
            |c| equal_treatment::records(c, &compared, Some(id(1)), 20),
            |c| equal_treatment::count_tasks(c, &compared, &inspections),
            |c| equal_treatment::tasks(c, &compared, &inspections, Some(id(1)), 20),
            |c| appraised::sums(c, &appraised, By::Department),
            |c| appraised::cases(c, &appraised, Indicator::Received, Some((june(1), id(1))), 20),
            |c| appraised::cases(c, &own, Indicator::OverdueOpen, Some((june(1), id(1))), 20),
            |c| appraised::sums(c, &part_of_months, By::Month),
            |c| appraised::cases(c, &of_item, Indicator::Decided, Some((june(1), id(1))), 20),
            |c| appraised::cases(c, &of_division, Indicator::Decided, Some((june(1), id(1))), 20),
            |c| appraisal::of_cases(c, &[id(1).into(), id(2).into()]),
            |c| appraisal::places(c, &[id(1).into(), id(2).into()]),
            |c| appraisal::extent(c, Indicator::Received),
            |c| appraisal::behind_calendar(c, 3, 20),
            |c| event::chains(c, SubjectKind::Application, &[id(1), id(2)]),
            |c| appraisal::applications(c, Some(id(1)), 20),
            |c| appraisal::instant_at(c, 1),
            |c| public_report::by_code(c, "key"),
            |c| public_report::of_task(c, id(1).into(), Some(id(1)), 20),
            |c| verification::of_certificates(c, &[id(1).into(), id(2).into()]),
            |c| bar::in_force(c, &["a".into(), "b".into()], june(1), 20),
            |c| bar::of_record(c, id(1).into(), 20),
            |c| credit::of_case(c, id(1).into(), 20),
            |c| escalation::due(c, june(1), Some((june(1), id(1))), 20),
            |c| liability::of_deadline(c, id(1).into()),
            |c| rectification::of_task(c, id(1).into()),
            |c| rectification::of_certificates(c, &[id(1).into(), id(2).into()]),
            |c| liability::of_certificate(c, id(1).into(), 20),
            |c| deadline::behind_calendar(c, 5, Some((1, id(1))), 20),
            |c| rectification::list(c, &Reach::All, &RectificationFilter { certificate: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| enforcement::list(c, &Reach::All, &CaseFilter { certificate: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| official_document::content(c, "sha256:00"),
            |c| official_document::by_number(c, "准市监责停〔2026〕1号"),
            |c| official_document::list(c, &papers(&Reach::All), &DocumentFilter { application: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| credit::these(c, &[id(1).into(), id(2).into()]),
            |c| credit::over(c, "published", june(1), Some((june(1), id(1))), 20),
            |c| credit_repair::of_record(c, id(1).into(), 20),
            |c| credit_receipt::of_record(c, id(1).into(), 20),
            |c| intake::find(c, Some(id(1)), id(1).into()),
            |c| intake::of_message(c, "key"),
            |c| intake::came_from(c, id(1).into(), "key"),
            |c| application::by_number(c, "BJ-1"),
            |c| intake::list(c, &IntakeFilter::default(), Some(id(1)), 20),
            |c| intake::list(c, &IntakeFilter { recorded_by: Some(id(1)), ..Default::default() }, Some(id(1)), 20),
            |c| intake::list(c, &IntakeFilter { status: Some("recorded".into()), ..Default::default() }, Some(id(1)), 20),
            |c| intake::list(c, &IntakeFilter { channel: Some("fax".into()), ..Default::default() }, Some(id(1)), 20),
            |c| intake::list(c, &IntakeFilter { overdue: Some(true), ..Default::default() }, Some(id(1)), 20),
            |c| intake::list(c, &IntakeFilter { overdue: Some(false), ..Default::default() }, Some(id(1)), 20),
            |c| verification::of_applications(c, &[id(1).into()], "weijian", 20),
            |c| intake::due_before(c, june(1), Some((june(1), id(1).into())), 20),
            |c| intake::list(c, &IntakeFilter { application: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| outbound::find(c, &Departments::All, id(1).into()),
            |c| outbound::these(c, &[id(1), id(2)]),
            |c| outbound::list(c, &Departments::All, &OutboundFilter::default(), Some(id(1)), 20),
            |c| outbound::list(c, &Departments::One("scjg".into()), &OutboundFilter::default(), Some(id(1)), 20),
            |c| outbound::list(c, &Departments::All, &OutboundFilter { status: Some("open".into()), ..Default::default() }, None, 20),
            |c| outbound::list(c, &Departments::All, &OutboundFilter { application: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| supervision_notice::find(c, &Departments::All, id(1).into()),
            |c| supervision_notice::list(c, &Departments::All, &SupervisionNoticeFilter::default(), Some(id(1)), 20),
            |c| supervision_notice::list(c, &Departments::One("scjg".into()), &SupervisionNoticeFilter::default(), Some(id(1)), 20),
            |c| supervision_notice::list(c, &Departments::All, &SupervisionNoticeFilter { status: Some("open".into()), ..Default::default() }, None, 20),
            |c| supervision_notice::list(c, &Departments::All, &SupervisionNoticeFilter { application: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| supervision_notice::list(c, &Departments::All, &SupervisionNoticeFilter { about: Some(id(1)), ..Default::default() }, None, 20),
            |c| supervision_notice::list(c, &Departments::All, &SupervisionNoticeFilter { overdue: Some((true, june(1))), ..Default::default() }, None, 20),
            |c| supervision_notice::due(c, june(1), Some((june(1), id(1))), 20),
            |c| inspection_read::list(c, &InspectionReadFilter::default(), Some(id(1)), 20),
            |c| inspection_read::list(c, &InspectionReadFilter { account: Some(id(1)), ..Default::default() }, Some(id(1)), 20),
            |c| inspection_read::list(c, &InspectionReadFilter { object: Some(id(1)), ..Default::default() }, None, 20),
            |c| visit::of_application(c, id(1).into(), Some(id(1)), 20),
            |c| visit::count(c, id(1).into()),
            |c| intake_batch::find(c, Some(id(1)), id(1).into()),
            |c| intake_batch::in_status(c, "running", Some(id(1)), 20),
            |c| intake_batch::accepted(c, id(1), "ref"),
            |c| intake_batch::entries(c, id(1).into(), None, Some(5), 20),
            |c| intake_batch::entries(c, id(1).into(), Some("rejected"), Some(5), 20),
            |c| event::credit_changes(c, 5, 20),
            |c| event::of_subject(c, (SubjectKind::Application, id(1)), 0, 20),
            |c| event::feed(c, 5, 20),
            event::head,
            event::any_waits,
            |c| event::find(c, id(1).into()),
            feed(Departments::All, FeedFilter::default()),
            feed(Departments::All, of_types()),
            feed(Departments::All, about()),
            feed(Departments::One("weijian".into()), FeedFilter::default()),
            feed(Departments::One("weijian".into()), of_types()),
            feed(Departments::One("weijian".into()), about()),
            |c| audience::gets(c, "weijian", 5),
            |c| audience::among(c, "weijian", &[id(1).into(), id(2).into()]),
            |c| audience::owed(c, "weijian", (at(0), at(9)), Some((at(1), 5)), 20),
            |c| idempotency::claim(c, "caller", "key", "f", at(0)),
            |c| idempotency::purge(c, at(0), 10),
            |c| session::purge(c, at(0), 10),
            |c| login_failure::purge(c, at(0)),
            |c| subscription::find(c, &Departments::One("scjg".into()), id(1).into()),
            |c| subscription::list(c, &Departments::All, Some(id(1)), 20),
            |c| subscription::list(c, &Departments::One("scjg".into()), Some(id(1)), 20),
            |c| subscription::count(c, "scjg"),
            |c| subscription::behind(c, Some(id(1)), 1_000, 20),
            |c| subscription::due(c, at(0)),
            |c| subscription::secrets(c, &[id(1).into()]),
            |c| audience::between(c, "scjg", (5, 50), 20),
            |c| delivery::waiting(c, id(1).into()),
            |c| delivery::held(c, id(1).into(), at(0)),
            |c| delivery::next(c, id(1).into(), at(0)),
            |c| delivery::first(c, id(1).into()),
            |c| delivery::find(c, &Departments::All, id(1).into()),
            |c| delivery::hasten(c, id(1).into(), at(0)),
            |c| delivery::attempts(c, id(1).into()),
            |c| delivery::purge(c, at(0), 10),
            |c| delivery::list(c, id(1).into(), &DeliveryFilter::default(), Some(5), 20),
            |c| delivery::list(c, id(1).into(), &DeliveryFilter { status: Some("dead".into()), ..Default::default() }, Some(5), 20),
            |c| delivery::list(c, id(1).into(), &DeliveryFilter { event: Some(id(1).into()), ..Default::default() }, None, 20),
            |c| account::find_by_login(c, "login"),
            |c| account::list(c, None, None, 20),
        );
    });
}

/// A list of a hundred thousand tasks is walked along its index to the limit, never sorted first.
#[test]
fn tasks_by_priority_are_never_sorted() {
    let within = |bounds| Reach::Within(bounds);
    let of_department = within(Bounds { department: Some("scjg".into()), ..Bounds::default() });
    let of_county = within(Bounds { county: Some("652325".into()), ..Bounds::default() });
    let none = VerificationFilter::default;
    let open = || VerificationFilter { status: Some("open".into()), ..none() };
    let lists = [
        (Reach::All, none()),
        (Reach::All, open()),
        (Reach::All, VerificationFilter { kind: Some("public_report".into()), ..none() }),
        (Reach::All, VerificationFilter { department: Some("scjg".into()), ..none() }),
        (of_department.clone(), none()),
        (of_department, open()),
        (of_county, none()),
    ];
    both(|store| {
        for (reach, filter) in &lists {
            let listed = |conn: &mut Connection| verification::list(conn, reach, filter, Some((50, id(5))), 20);
            store
                .write(|conn| {
                    for (statement, _) in statements(conn, listed) {
                        let plan = plan(conn, &statement);
                        let sorts = plan.lines().any(|step| step.contains("TEMP B-TREE") || step.contains("Sort Key"));
                        assert!(!scans(&plan) && !sorts, "{reach:?} {filter:?}:\n{statement}\n{plan}");
                    }
                    Ok::<_, StoreError>(())
                })
                .expect("an explanation");
        }
    });
}
