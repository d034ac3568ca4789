//! Who may what, as text: `docs/roles.md` is the table role × permission with the operations that each permission
//! opens. A change of either shows in the diff.

use std::fmt::Write;

use kaiye_domain::actor::{Permission, Role};
use strum::IntoEnumIterator;

use super::spec::operations;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/roles.md");

const HEAD: &str = "\
# Who may what

The one table is `domain/src/actor/permission.rs`; this page is made from it and from the operations' signatures.
`KAIYE_TEST_WRITE=1 cargo test -p kaiye-tests roles` writes it anew. What `public` may, anybody may without a token, and
whoever brings one.

A permission opens an operation, not every object: department, county and ownership are part of each query, and what lies
beyond a caller's reach is answered as if it did not exist.
";

#[test]
fn the_committed_table_is_current() {
    let page = page();
    if std::env::var_os("KAIYE_TEST_WRITE").is_some() {
        std::fs::write(FILE, &page).expect("docs/roles.md");
    }
    let committed = std::fs::read_to_string(FILE).expect("docs/roles.md");
    assert!(committed == page, "docs/roles.md is not current; run: KAIYE_TEST_WRITE=1 cargo test -p kaiye-tests roles");
}

/// Nothing is guarded by a permission that no operation asks for.
#[test]
fn every_permission_opens_something() {
    let asked: Vec<Permission> = operations().iter().map(|operation| operation.permission).collect();
    let idle: Vec<Permission> = Permission::iter().filter(|permission| !asked.contains(permission)).collect();
    assert!(idle.is_empty(), "permissions that open nothing: {idle:?}");
}

fn page() -> String {
    let mut page = String::from(HEAD);
    table(&mut page).and_then(|()| opened(&mut page)).expect("text");
    page
}

/// A row a permission, a column a role.
fn table(page: &mut String) -> std::fmt::Result {
    let roles: Vec<Role> = Role::iter().collect();
    let names: Vec<String> = roles.iter().map(|role| format!("`{role}`")).collect();
    write!(page, "\n## Role × permission\n\n| | {} |\n|---|{}\n", names.join(" | "), ":-:|".repeat(roles.len()))?;
    for permission in Permission::iter() {
        let has = |role: &Role| if permission.roles().contains(role) { "●" } else { " " };
        let cells: Vec<&str> = roles.iter().map(has).collect();
        writeln!(page, "| `{permission}` | {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// What each permission opens.
fn opened(page: &mut String) -> std::fmt::Result {
    let operations = operations();
    write!(page, "\n## What each permission opens\n\n| Permission | Operations |\n|---|---|\n")?;
    for permission in Permission::iter() {
        let mut ids: Vec<String> = operations
            .iter()
            .filter(|operation| operation.permission == permission)
            .map(|operation| format!("`{}`", operation.id))
            .collect();
        ids.sort();
        writeln!(page, "| `{permission}` | {} |", ids.join(", "))?;
    }
    Ok(())
}
