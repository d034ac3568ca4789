//! What it takes to issue, and many applications that are ready for it.

use std::sync::atomic::{AtomicU32, Ordering};

use kaiye_api::{
    demonstration,
    jurisdiction::embedded,
    operations::{self, Failure, Outcome, Tx, dossier::Dossier},
};
use kaiye_domain::{
    actor::Actor,
    application::{
        Acceptance, AcceptanceWay, Application, Business, BusinessKind, Channel, ChosenRoute, Intake, ItemRequest,
        LicenceBasis, Material, People, Person, SubjectRole,
    },
    catalogue::{Jurisdiction, Need, load},
    commitment::{ClausePromise, Commitment, LetterBinding, PromiseKind, Signature, SignatureMethod, Signing},
    id::ApplicationId,
    served_notice::document_number,
};
use kaiye_persistence::repo;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{Answer, Client, Draft, TestApp, draft::citizen_number};

/// The item that each of many applications asks for.
pub const MANY: &str = "small_grocery_registration";
/// A published code of a registered business.
const USCC: &str = "91350100M000100Y43";

impl TestApp {
    /// Every department has entrusted the window, with so many numbers a range.
    pub fn entrust(&self, numbers: u64) {
        told(demonstration::entrust(&self.state, numbers));
    }

    /// A zone where the hygiene permit of a shop ends after four years and can be renewed.
    pub fn let_shops_renew(&self) {
        let mut files = embedded();
        let (_, text) = files.iter_mut().find(|(name, _)| name.contains("06-food-permit-renewal")).expect("the item");
        let renews = "requires_existing = [\"shop_hygiene_permit\"]\nvalidity = { years = 4 }";
        *text = text.replace("requires_existing = [\"food_sales_permit\", \"catering_permit\"]", renews);
        let numbers = "numbering = { scheme = \"plain\", prefix = \"WSYX\", width = 6 }";
        *text = text.replace("numbering = { scheme = \"food_permit\" }", numbers);
        let loaded = load(&files).expect("a jurisdiction");
        let report = self.state.transact_here(&Actor::kaiye(), |tx| operations::jurisdiction::load(tx, &loaded));
        assert!(report.is_ok());
    }

    /// Applications of registered shops for [`MANY`], accepted at the window, each at a place of its own. They are put in
    /// place by the domain's own steps, a hundred a transaction: what they prove lies after acceptance.
    pub fn accepted(&self, count: u32) -> Vec<ApplicationId> {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let mut ids = Vec::new();
        while ids.len() < count as usize {
            let batch = (count as usize - ids.len()).min(100) as u32;
            let first = NEXT.fetch_add(batch, Ordering::Relaxed);
            let made = self.state.transact_here(&Actor::kaiye(), |tx| {
                let asked = |number| Asked { code: MANY, uscc: USCC, existing_permit: None, number };
                (first..first + batch).map(|number| accepted(tx, &asked(number))).collect::<Result<Vec<_>, Failure>>()
            });
            ids.extend(told(made));
        }
        ids
    }

    /// An accepted application of a registered business that changes or renews a permit.
    pub fn accepted_for(&self, code: &str, uscc: &str, existing_permit: &str) -> ApplicationId {
        let asked = Asked { code, uscc, existing_permit: Some(existing_permit), number: 900 };
        told(self.state.transact_here(&Actor::kaiye(), |tx| accepted(tx, &asked)))
    }

    /// A small supermarket's licence and two permits, issued: the application, and the answer to `issue`.
    pub async fn issued_shop(&self, person: u32) -> (Draft, Value) {
        let draft = Draft::supermarket(&self.applicant().await, person).await;
        draft.file().await;
        let clerk = self.clerk().await;
        draft.accept(&clerk).await;
        let issued = draft.issue(&clerk).await.expect(200).json;
        (draft, issued)
    }

    /// How many events of a type have their place in the feed.
    pub fn count_events(&self, kind: &str) -> usize {
        let feed = told(
            self.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> { Ok(repo::event::feed(tx.conn, 0, 100_000)?) }),
        );
        feed.iter().filter(|positioned| positioned.event.kind == kind).count()
    }
}

impl Draft {
    /// The window issues.
    pub async fn issue(&self, clerk: &Client) -> Answer {
        clerk.post(&self.path("/issue"), json!({})).await
    }
}

/// The certificate issued for an item, by the answer to `issue`.
pub fn certificate_of(issued: &Value, item: &str) -> String {
    let all = issued["issued"].as_array().into_iter().flatten();
    let one = all.filter(|it| it["item"] == item).map(|it| it["certificate_id"].as_str().unwrap_or_default());
    one.map(str::to_owned).next().unwrap_or_else(|| panic!("no {item} in {issued}"))
}

/// What one of them asks for.
struct Asked<'a> {
    code: &'a str,
    uscc: &'a str,
    existing_permit: Option<&'a str>,
    number: u32,
}

pub(crate) fn told<T>(result: Outcome<T>) -> T {
    result.map_err(|failure| failure.context().to_owned()).expect("written")
}

fn accepted(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Outcome<ApplicationId> {
    let jurisdiction = tx.jurisdiction()?;
    let mut dossier = Dossier::begin(application(tx, &jurisdiction, asked)?);
    let item = jurisdiction.item_in_force(asked.code, tx.today()).expect("the item");
    for need in item.materials.iter().filter(|need| need.need == Need::Primary) {
        dossier.materials.push(Material {
            id: tx.id(),
            code: need.material.clone(),
            file_name: "a.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
            digest: "sha256:00".to_owned(),
            uploaded_by: Uuid::nil(),
            uploaded_at: tx.now,
            replaced_at: None,
        });
    }
    let letter =
        item.letter.as_deref().and_then(|code| jurisdiction.letter_in_force(code, tx.today())).expect("a letter");
    let requested = dossier.application.items[0].id;
    let of_operator = |keys: Vec<(SubjectRole, String)>| {
        keys.into_iter().find(|(role, _)| *role == SubjectRole::Operator).expect("one").1
    };
    let promise = |clause: &str| ClausePromise { clause: clause.to_owned(), promise: PromiseKind::MetNow };
    let signing = Signing {
        item: requested,
        letter: LetterBinding { code: letter.code.clone(), version: letter.version, hash: letter.hash.clone() },
        promises: item.conditions.iter().map(|condition| promise(&condition.clause)).collect(),
        signature: Signature {
            capacity: SubjectRole::Operator,
            method: SignatureMethod::Electronic,
            evidence: None,
            filed_by: Uuid::nil(),
        },
        signer_key: of_operator(dossier.subjects(tx)),
        blanks_key: of_operator(dossier.blanks(tx)),
    };
    dossier.commitments.push(Commitment::sign(tx.id(), signing, item, letter, tx.now)?);
    let now = tx.now;
    let acceptance =
        Acceptance { at: now, way: AcceptanceWay::InOrder, receipt: document_number("SL", now, tx.id::<Uuid>()) };
    dossier.application.submitted_at = Some(now);
    dossier.application.step(requested, |item| item.submit(now)?.accept(acceptance))?;
    dossier.save(tx)?;
    Ok(dossier.application.id)
}

fn application(tx: &Tx<'_>, jurisdiction: &Jurisdiction, asked: &Asked<'_>) -> Outcome<Application> {
    let (id, number): (ApplicationId, u32) = (tx.id(), asked.number);
    let licence = LicenceBasis::Existing { uscc: asked.uscc.parse().expect("a code") };
    let asked = ItemRequest {
        id: tx.id(),
        code: asked.code.to_owned(),
        route: Some(ChosenRoute::Commitment),
        existing_permit: asked.existing_permit.map(str::to_owned),
    };
    let county = "652327";
    let operator = Person {
        name: format!("示例{number}"),
        id_number: citizen_number(number).parse().expect("a citizen number"),
        phone: "13800000000".parse().expect("a phone"),
    };
    Ok(Application {
        id,
        number: document_number("BJ", tx.now, id.0),
        owner: Uuid::nil(),
        intake: Intake {
            channel: Channel::Counter,
            sender_reference: None,
            received_at: tx.now,
            recorded_at: tx.now,
            recorded_by: Uuid::nil(),
        },
        notice: None,
        bundle: None,
        answers: Map::new(),
        business: Business {
            kind: BusinessKind::Enterprise,
            name: Some(format!("好邻居超市{number}")),
            scope: Some("食品销售".to_owned()),
            trade_codes: vec!["F5212".parse().expect("a trade")],
            capital: Some(10_000),
            address: Some(format!("五彩湾镇平安路{number}号")),
            county: county.to_owned(),
            area_centiares: Some(2_500),
        },
        licence: licence.clone(),
        submitted_at: None,
        people: People { operator: Some(operator), agent: None },
        items: Application::request_items(vec![asked], &licence, county, jurisdiction, tx.now)?,
        version: 0,
    })
}
