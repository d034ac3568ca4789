//! Accounts, sessions, clients, keys and failed sign-ins.

use chrono::{DateTime, Utc};
use kaiye_persistence::{
    StoreError, StoreErrorKind, StoreResult,
    backend::{Connection, Json},
    repo::{account, calendar, jurisdiction, login_failure, revoked_token, session, signing_key},
    row::{
        AccountRow, CalendarYearRow, JurisdictionRevisionRow, LoginFailureRow, RefreshTokenRow, RevokedTokenRow,
        SessionRow, SigningKeyRow,
    },
};
use serde_json::json;

use crate::harness::{at, both, id};

/// The `n`th account.
pub(crate) fn account(n: u64) -> AccountRow {
    AccountRow {
        id: id(n).into(),
        login: format!("login{n}"),
        name: "张三".to_owned(),
        password_hash: None,
        roles: Json(json!(["window_clerk"])),
        department: (n.is_multiple_of(2)).then(|| "scjg".to_owned()),
        county: None,
        status: "open".to_owned(),
        issuer: None,
        subject: None,
        created_at: at(0).into(),
        updated_at: at(0).into(),
        version: 1,
    }
}

fn ok<T>(result: StoreResult<T>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn an_account_is_as_it_was_written_and_edits_notice_each_other() {
    both(|store| {
        let mut row = account(1);
        ok(store.write(|conn| account::insert(conn, &row)));
        let read = ok(store.read(|conn| account::find_by_login(conn, "login1"))).expect("an account");
        assert_eq!(
            (read.id, &read.name, read.created_at, &read.roles),
            (row.id, &row.name, row.created_at, &row.roles)
        );
        row.version = 2;
        row.department = Some("gongan".to_owned());
        row.updated_at = at(1).into();
        ok(store.write(|conn| account::update(conn, &row, 1)));
        let stale = store.write(|conn| account::update(conn, &row, 1)).expect_err("an older version");
        assert_eq!(*stale.kind(), StoreErrorKind::Stale);
        let missing = store.read(|conn| account::find(conn, id(9))).expect_err("no account");
        assert_eq!(*missing.kind(), StoreErrorKind::NotFound);
        row.department = None;
        row.version = 3;
        ok(store.write(|conn| account::update(conn, &row, 2)));
        assert_eq!(ok(store.read(|conn| account::find(conn, row.id.into()))).department, None);
    });
}

#[test]
fn a_taken_login_is_a_conflict_by_name() {
    both(|store| {
        ok(store.write(|conn| account::insert(conn, &account(1))));
        let taken = AccountRow { id: id(2).into(), ..account(1) };
        let conflict = store.write(|conn| account::insert(conn, &taken)).expect_err("a conflict");
        assert!(conflict.is_conflict_on("accounts_login_key"), "{conflict:?}");
        let same = AccountRow { login: "other".to_owned(), ..account(1) };
        let conflict = store.write(|conn| account::insert(conn, &same)).expect_err("a conflict");
        assert!(conflict.is_conflict_on("accounts_pkey"), "{conflict:?}");
    });
}

#[test]
fn a_list_goes_on_after_its_last_row() {
    both(|store| {
        ok(store.write(|conn| (1..=5).try_for_each(|n| account::insert(conn, &account(n)))));
        let page = |status, after| {
            let rows = ok(store.read(|conn| account::list(conn, status, after, 2)));
            rows.into_iter().map(|row| row.login).collect::<Vec<_>>()
        };
        assert_eq!(page(None, None), ["login1", "login2"]);
        assert_eq!(page(None, Some(id(4))), ["login5"]);
        assert_eq!(page(Some("open"), Some(id(2))), ["login3", "login4"]);
        assert_eq!(page(Some("closed"), None), Vec::<String>::new());
    });
}

fn begin_session(conn: &mut Connection, n: u64, expires_at: DateTime<Utc>) -> StoreResult<()> {
    let (account_id, created_at) = (id(1).into(), at(0).into());
    let (revoked_at, revoked_because) = (None, None);
    let expires_at = expires_at.into();
    session::insert(
        conn,
        &SessionRow { id: id(n).into(), account_id, created_at, expires_at, revoked_at, revoked_because },
    )?;
    let hash = format!("sha256:{n}");
    let (session_id, issued_at, used_at) = (id(n).into(), at(0).into(), None);
    session::insert_token(conn, &RefreshTokenRow { hash, session_id, issued_at, expires_at, used_at })
}

#[test]
fn a_refresh_token_is_used_once_and_goes_with_its_session() {
    both(|store| {
        ok(store.write(|conn| {
            account::insert(conn, &account(1))?;
            begin_session(conn, 10, at(100))?;
            begin_session(conn, 11, at(900))
        }));
        assert!(ok(store.write(|conn| session::use_token(conn, "sha256:10", at(1)))));
        assert!(!ok(store.write(|conn| session::use_token(conn, "sha256:10", at(2)))));
        assert_eq!(ok(store.write(|conn| session::revoke(conn, id(11), at(3), "signed_out"))), 1);
        assert_eq!(ok(store.write(|conn| session::revoke(conn, id(11), at(4), "reuse"))), 0);
        assert_eq!(ok(store.read(|conn| session::find(conn, id(11)))).revoked_because.as_deref(), Some("signed_out"));
        assert_eq!(ok(store.write(|conn| session::revoke_all(conn, id(1), at(5), "closed"))), 1);
        assert_eq!(ok(store.write(|conn| session::purge(conn, at(500), 10))), 1);
        assert!(ok(store.read(|conn| session::find_token(conn, "sha256:10"))).is_none());
        assert!(ok(store.read(|conn| session::find_token(conn, "sha256:11"))).is_some());
    });
}

#[test]
fn failures_at_the_same_moment_are_each_counted() {
    both(|store| {
        let fail = || {
            ok(store.write(|conn| {
                let failures = login_failure::lock(conn, "key")?.map_or(0, |row| row.failures) + 1;
                let (login_key, at) = ("key".to_owned(), at(0).into());
                login_failure::put(conn, &LoginFailureRow { login_key, failures, blocked_until: at, updated_at: at })
            }));
        };
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..10).for_each(|_| fail()));
            }
        });
        assert_eq!(ok(store.write(|conn| login_failure::lock(conn, "key"))).expect("failures").failures, 40);
    });
}

#[test]
fn failures_are_kept_until_cleared() {
    both(|store| {
        let failed = |failures| LoginFailureRow {
            login_key: "key".to_owned(),
            failures,
            blocked_until: at(60).into(),
            updated_at: at(0).into(),
        };
        ok(store.write(|conn| login_failure::put(conn, &failed(1))));
        ok(store.write(|conn| login_failure::put(conn, &failed(2))));
        assert_eq!(ok(store.read(|conn| login_failure::lock(conn, "key"))).expect("failures").failures, 2);
        ok(store.write(|conn| login_failure::clear(conn, "key")));
        assert!(ok(store.read(|conn| login_failure::lock(conn, "key"))).is_none());
        ok(store.write(|conn| login_failure::put(conn, &failed(3))));
        assert_eq!(ok(store.write(|conn| login_failure::purge(conn, at(1)))), 1);
    });
}

#[test]
fn an_ended_token_is_remembered_until_it_would_have_expired() {
    both(|store| {
        let ended = RevokedTokenRow { jti: "jti".to_owned(), expires_at: at(10).into() };
        ok(store.write(|conn| revoked_token::insert(conn, &ended)));
        ok(store.write(|conn| revoked_token::insert(conn, &ended)));
        assert!(ok(store.read(|conn| revoked_token::exists(conn, "jti"))));
        assert!(!ok(store.read(|conn| revoked_token::exists(conn, "other"))));
        assert_eq!(ok(store.write(|conn| revoked_token::purge(conn, at(11)))), 1);
        assert!(!ok(store.read(|conn| revoked_token::exists(conn, "jti"))));
    });
}

#[test]
fn keys_verify_until_they_expire() {
    both(|store| {
        let key = |kid: &str, from: i64| SigningKeyRow {
            kid: kid.to_owned(),
            algorithm: "ES256".to_owned(),
            public_jwk: Json(json!({"kty": "EC"})),
            private_key: "sealed".to_owned(),
            created_at: at(from).into(),
            active_from: at(from).into(),
            retires_at: at(from + 10).into(),
            expires_at: at(from + 20).into(),
        };
        ok(store.write(|conn| {
            signing_key::insert(conn, &key("a", 0))?;
            signing_key::insert(conn, &key("b", 10))
        }));
        let kids = |now: i64| {
            let keys = ok(store.read(|conn| signing_key::unexpired(conn, at(now))));
            keys.into_iter().map(|key| key.kid).collect::<Vec<_>>()
        };
        assert_eq!(kids(15), ["b", "a"]);
        assert_eq!(kids(20), ["b"]);
        assert_eq!(ok(store.write(|conn| signing_key::purge(conn, at(21)))), 1);
    });
}

#[test]
fn calendars_come_in_the_order_they_were_loaded() {
    both(|store| {
        let sheet = |revision, year| CalendarYearRow {
            revision,
            scope: "national".to_owned(),
            year,
            hash: format!("sha256:{revision}"),
            days: Json(json!([])),
            loaded_at: at(0).into(),
            loaded_by: id(1).into(),
        };
        assert_eq!(ok(store.read(calendar::newest_revision)), None);
        ok(store.write(|conn| {
            [sheet(1, 2025), sheet(2, 2026), sheet(3, 2025)].iter().try_for_each(|row| calendar::insert(conn, row))
        }));
        assert_eq!(ok(store.read(calendar::newest_revision)), Some(3));
        let all: Vec<_> = ok(store.read(calendar::all)).into_iter().map(|row| (row.revision, row.year)).collect();
        assert_eq!(all, [(1, 2025), (2, 2026), (3, 2025)]);
    });
}

#[test]
fn the_newest_jurisdiction_is_in_force_and_the_older_are_kept() {
    both(|store| {
        let revision = |revision| JurisdictionRevisionRow {
            code: "zhundong".to_owned(),
            revision,
            hash: format!("sha256:{revision}"),
            loaded_at: at(0).into(),
            doc: Json(json!({"revision": revision})),
        };
        ok(store.write(|conn| [1, 2].iter().try_for_each(|n| jurisdiction::insert(conn, &revision(*n)))));
        assert_eq!(ok(store.read(|conn| jurisdiction::newest_revision(conn, "zhundong"))), Some(2));
        assert_eq!(ok(store.read(|conn| jurisdiction::find(conn, "zhundong", 1))).doc.0, json!({"revision": 1}));
        let twice = store.write(|conn| jurisdiction::insert(conn, &revision(2)));
        assert!(twice.is_err_and(|error: StoreError| error.is_conflict_on("jurisdiction_revisions_pkey")));
    });
}
