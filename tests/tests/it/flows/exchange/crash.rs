//! Processes are killed and started again while many write and two follow: each reader sees every committed event, once,
//! in one and the same order.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use kaiye_api::operations::Outcome;
use kaiye_domain::actor::Actor;
use kaiye_persistence::repo::event;
use kaiye_tests::{
    Client, On, TestApp,
    program::{Program, free_port},
};
use serde_json::json;

const WRITERS: usize = 16;
/// How many events each writer brings about, whatever happens to the processes.
const EACH: usize = 15;
/// How many times a process is killed.
const KILLS: usize = 6;

#[actix_web::test]
async fn two_services_and_a_worker_on_postgres() {
    told(On::Postgres, 2).await;
}

#[actix_web::test]
async fn one_process_on_sqlite() {
    told(On::Sqlite, 1).await;
}

/// The services at their ports; with more than one, the background work has a process of its own.
struct Deployment {
    services: Vec<Option<Program>>,
    worker: Option<Program>,
    ports: Vec<u16>,
}

impl Deployment {
    async fn start(app: &TestApp, services: usize) -> Self {
        let ports: Vec<u16> = (0..services).map(|_| free_port()).collect();
        let mut this = Self { services: Vec::new(), worker: None, ports };
        for index in 0..services {
            let service = this.service(app, index).await;
            this.services.push(Some(service));
        }
        this.worker = (services > 1).then(|| Program::worker(app));
        this
    }

    async fn service(&self, app: &TestApp, index: usize) -> Program {
        Program::serve(app, self.ports[index], self.ports.len() == 1).await
    }

    /// SIGKILL for the `n`th process, and another in its place.
    async fn replace(&mut self, app: &TestApp, n: usize) {
        let index = n % (self.services.len() + usize::from(self.worker.is_some()));
        if index == self.services.len() {
            if let Some(worker) = self.worker.take() {
                worker.kill();
            }
            self.worker = Some(Program::worker(app));
            return;
        }
        if let Some(service) = self.services[index].take() {
            service.kill();
        }
        // Others go on meanwhile.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let service = self.service(app, index).await;
        self.services[index] = Some(service);
    }
}

/// Notices, one after the other, each until it is answered 201: what was answered is durable.
async fn write(clients: Vec<Client>, nth: usize, answered: Rc<RefCell<Vec<String>>>) {
    let body = json!({ "bundle": "small_supermarket", "answers": { "county": "652327", "area_m2": 25 } });
    for n in 0..EACH {
        let mut tries = 0;
        loop {
            let client = &clients[(nth + n + tries) % clients.len()];
            tries += 1;
            assert!(tries < 2_000, "nobody answers");
            match client.try_post_json("/api/v1/notices", &body).await {
                Some((201, notice)) => {
                    answered.borrow_mut().push(notice["id"].as_str().expect("an id").to_owned());
                    break;
                }
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }
}

/// Follows by cursor until it is told that everything is written and has seen the last of it.
async fn follow(clients: Vec<Client>, last: Rc<Cell<Option<i64>>>) -> Vec<(i64, String)> {
    let (mut seen, mut cursor, mut tries) = (Vec::new(), None::<String>, 0);
    loop {
        let reached = seen.last().map_or(0, |(position, _)| *position);
        if last.get().is_some_and(|last| reached >= last) {
            return seen;
        }
        let go_on = cursor.as_ref().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let path = format!("/api/v1/events?limit=50&wait=2{go_on}");
        let answer = clients[tries % clients.len()].try_get_json(&path).await;
        let Some((200, part)) = answer else {
            tries += 1;
            assert!(tries < 2_000, "nobody answers");
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        for event in part["items"].as_array().into_iter().flatten() {
            let position = event["position"].as_str().and_then(|text| text.parse().ok()).expect("a position");
            seen.push((position, event["id"].as_str().expect("an id").to_owned()));
        }
        cursor = part["next_cursor"].as_str().map(str::to_owned);
    }
}

async fn told(on: On, services: usize) {
    let app = TestApp::start(on).await;
    let mut deployment = Deployment::start(&app, services).await;
    let clients: Vec<Client> = deployment.services.iter().flatten().map(Program::client).collect();
    let inspector = deployment.services[0].as_ref().expect("a service").sign_in("inspector").await;
    let token = inspector.token().expect("a token").to_owned();
    let readers: Vec<Client> = clients.iter().map(|client| client.with_token(&token)).collect();
    let (answered, last) = (Rc::new(RefCell::new(Vec::new())), Rc::new(Cell::new(None)));
    let writing: Vec<_> =
        (0..WRITERS).map(|n| tokio::task::spawn_local(write(clients.clone(), n, answered.clone()))).collect();
    let reversed: Vec<Client> = readers.iter().rev().cloned().collect();
    let following = [readers, reversed].map(|clients| tokio::task::spawn_local(follow(clients, last.clone())));
    for n in 0..KILLS {
        tokio::time::sleep(Duration::from_millis(400)).await;
        deployment.replace(&app, n).await;
    }
    for writer in writing {
        writer.await.expect("a writer");
    }
    // The log as it stands once every event has its place.
    let mut log = placed(&app);
    for _ in 0..300 {
        if log.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        log = placed(&app);
    }
    let log = log.expect("every event gets its place");
    last.set(log.last().map(|(position, _, _)| *position));
    let whole: Vec<(i64, String)> = log.iter().map(|(position, id, _)| (*position, id.clone())).collect();
    for reader in following {
        let seen = reader.await.expect("a reader");
        // What came about since the log was read may be there too.
        assert_eq!(seen.get(..whole.len()), Some(&whole[..]), "every event, once, in the order of the log");
    }
    assert!(whole.iter().enumerate().all(|(index, (position, _))| *position == index as i64 + 1), "no holes");
    for notice in answered.borrow().iter() {
        assert!(log.iter().any(|(_, _, subject)| subject == notice), "{notice} was answered and is not in the log");
    }
    assert_eq!(answered.borrow().len(), WRITERS * EACH);
}

/// All events in order, with their subjects; none while one waits for its place.
fn placed(app: &TestApp) -> Option<Vec<(i64, String, String)>> {
    let looked = app.state.look_here(&Actor::kaiye(), |tx| -> Outcome<_> {
        let waits = event::any_waits(tx.conn)?;
        Ok((!waits).then_some(event::feed(tx.conn, 0, 100_000)?))
    });
    let log = looked.map_err(|failure| failure.context().to_owned()).expect("the log")?;
    let line = |it: event::Positioned| Some((it.position?, it.event.id.to_string(), it.event.subject_id.to_string()));
    log.into_iter().map(line).collect()
}
