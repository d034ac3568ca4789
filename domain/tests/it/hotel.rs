//! A small hotel's application over the shipped jurisdiction, for the tests of what is checked and what is issued.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::{DateTime, NaiveDate, Utc};
use kaiye_domain::{
    application::{
        Acceptance, AcceptanceWay, Application, Business, BusinessKind, Channel, ChosenRoute, Handling, Intake,
        ItemRequest, ItemState, LicenceBasis, People, Person, SubjectRole, check::Facts,
    },
    catalogue::{Jurisdiction, load},
    commitment::{ClausePromise, Commitment, LetterBinding, PromiseKind, Signature, SignatureMethod, Signing},
    id::DelegationId,
    time::local_date,
};
use uuid::Uuid;

pub(crate) fn now() -> DateTime<Utc> {
    "2026-03-02T03:00:00Z".parse().expect("an instant")
}

pub(crate) fn today() -> NaiveDate {
    local_date(now())
}

/// The shipped jurisdiction.
pub(crate) fn zone() -> Jurisdiction {
    fn read(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                read(&path, root, files);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../jurisdictions/zhundong"));
    let mut files = BTreeMap::new();
    read(root, root, &mut files);
    let loaded = load(&files).expect("no mistake");
    Jurisdiction::merge(None, loaded.jurisdiction, today()).jurisdiction
}

/// The keyed hash of the operator's number.
const SIGNER: &str = "operator";
const BLANKS: &str = "blanks";

pub(crate) const ITEMS: [&str; 5] =
    ["business_licence", "fire_check", "hotel_special_trade_permit", "lodging_hygiene_permit", "catering_permit"];

/// A complete draft.
pub(crate) fn draft(zone: &Jurisdiction) -> Application {
    let requests = ITEMS
        .iter()
        .zip(1..)
        .map(|(code, id)| ItemRequest {
            id: Uuid::from_u128(id).into(),
            code: (*code).to_owned(),
            route: None,
            existing_permit: None,
        })
        .collect();
    let person = Person {
        name: "古丽".into(),
        id_number: "11010519491231002X".parse().expect("a citizen number"),
        phone: "13899000000".parse().expect("a phone"),
    };
    let mut application = Application {
        id: Uuid::from_u128(100).into(),
        number: "BJ-2026-1".into(),
        owner: Uuid::from_u128(7),
        intake: Intake {
            channel: Channel::Counter,
            sender_reference: None,
            received_at: now(),
            recorded_at: now(),
            recorded_by: Uuid::from_u128(7),
        },
        notice: None,
        bundle: Some("small_hotel".into()),
        answers: serde_json::json!({ "rooms": 12, "central_air_conditioning": false, "serves_food": true })
            .as_object()
            .cloned()
            .expect("an object"),
        business: Business {
            kind: BusinessKind::IndividualBusiness,
            name: Some("五彩湾小旅馆".into()),
            scope: Some("住宿服务；餐饮服务".into()),
            trade_codes: vec!["H6129".parse().expect("a trade"), "H6210".parse().expect("a trade")],
            capital: None,
            address: Some("五彩湾镇幸福路12号".into()),
            county: "652327".into(),
            area_centiares: Some(30_000),
        },
        licence: LicenceBasis::New,
        submitted_at: None,
        people: People { operator: Some(person), agent: None },
        items: Vec::new(),
        version: 1,
    };
    application.items =
        Application::request_items(requests, &application.licence, "652327", zone, now()).expect("items in force");
    application
}

/// The same, accepted, and cleared by the joint review where it needs one.
pub(crate) fn cleared(zone: &Jurisdiction) -> Application {
    let mut application = draft(zone);
    application.submit(now()).expect("a draft");
    for item in &mut application.items {
        let acceptance = Acceptance { at: now(), way: AcceptanceWay::InOrder, receipt: "SL-1".into() };
        item.state = match item.handling {
            Handling::Window => ItemState::Accepted { acceptance },
            Handling::JointReview | Handling::Approver => {
                ItemState::Approved { at: now(), by: Uuid::from_u128(9), acceptance }
            }
        };
    }
    application
}

/// A commitment for every item on the route, all of it met now.
pub(crate) fn commitments(zone: &Jurisdiction, application: &Application) -> Vec<Commitment> {
    application
        .items
        .iter()
        .filter(|item| item.route == ChosenRoute::Commitment)
        .map(|requested| sign(zone, requested.id.0, &requested.item_code, None).expect("signed"))
        .collect()
}

/// Signs one item's letter; one clause may be promised for a day.
pub(crate) fn sign(
    zone: &Jurisdiction,
    item_id: Uuid,
    code: &str,
    later: Option<(&str, NaiveDate)>,
) -> Result<Commitment, kaiye_domain::refusal::Refusal> {
    let item = zone.item_in_force(code, today()).expect("in force");
    let letter = zone.letter_in_force(item.letter.as_deref().expect("a letter"), today()).expect("in force");
    let promises = item
        .conditions
        .iter()
        .map(|condition| ClausePromise {
            clause: condition.clause.clone(),
            promise: match later {
                Some((clause, date)) if clause == condition.clause => PromiseKind::ByDate { date },
                _ => PromiseKind::MetNow,
            },
        })
        .collect();
    let signing = Signing {
        item: item_id.into(),
        letter: LetterBinding { code: letter.code.clone(), version: letter.version, hash: letter.hash.clone() },
        promises,
        signature: Signature {
            capacity: SubjectRole::Operator,
            method: SignatureMethod::Electronic,
            evidence: None,
            filed_by: Uuid::from_u128(7),
        },
        signer_key: SIGNER.to_owned(),
        blanks_key: BLANKS.to_owned(),
    };
    Commitment::sign(Uuid::from_u128(50).into(), signing, item, letter, now())
}

/// Facts with nothing missing: every material filed, a delegation for every item.
pub(crate) fn facts<'a>(zone: &'a Jurisdiction, commitments: &'a [Commitment]) -> Facts<'a> {
    let needed = zone.items.iter().flat_map(|item| item.materials.iter().map(|need| need.material.clone()));
    let delegation = DelegationId(Uuid::from_u128(60));
    Facts {
        jurisdiction: zone,
        today: today(),
        materials: needed.collect(),
        commitments,
        subjects: vec![(SubjectRole::Operator, SIGNER.to_owned())],
        blanks: vec![(SubjectRole::Operator, BLANKS.to_owned())],
        bars: Vec::new(),
        exclusions: Vec::new(),
        duplicates: Vec::new(),
        held: Vec::new(),
        contested: std::collections::BTreeSet::new(),
        at_place: Vec::new(),
        deferred: &[],
        delegations: ITEMS.iter().map(|code| ((*code).to_owned(), vec![delegation])).collect(),
    }
}
