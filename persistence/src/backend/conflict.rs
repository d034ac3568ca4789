//! Which constraint was violated. PostgreSQL says its name; SQLite says only columns, from which the same name follows,
//! because both migrations name every constraint by one rule: `<table>_<columns>_key`, `<table>_pkey`.

use diesel::result::DatabaseErrorInformation;

/// Primary keys of other columns than `id`.
const PRIMARY_KEYS: &[(&str, &[&str])] = &[
    ("application_subjects", &["application_id", "role"]),
    ("calendar_years", &["revision"]),
    ("delegation_items", &["delegation_id", "item_code", "division"]),
    ("idempotency_keys", &["caller", "key"]),
    ("jurisdiction_revisions", &["code", "revision"]),
    ("leases", &["name"]),
    ("login_failures", &["login_key"]),
    ("refresh_tokens", &["hash"]),
    ("revoked_tokens", &["jti"]),
    ("signing_keys", &["kid"]),
];

/// The violated constraint's name.
pub(crate) fn constraint_of(violation: &dyn DatabaseErrorInformation) -> String {
    match violation.constraint_name() {
        Some(name) => name.to_owned(),
        None => name_from_text(violation.message()),
    }
}

/// From `UNIQUE constraint failed: accounts.issuer, accounts.subject`.
fn name_from_text(message: &str) -> String {
    let columns = message.rsplit(": ").next().unwrap_or_default();
    let mut table = "";
    let mut names = Vec::new();
    for column in columns.split(", ") {
        let Some((of, name)) = column.split_once('.') else { return message.to_owned() };
        table = of;
        names.push(name);
    }
    let primary = PRIMARY_KEYS.iter().find(|(of, _)| *of == table).map_or(["id"].as_slice(), |(_, columns)| columns);
    if names == primary { format!("{table}_pkey") } else { format!("{table}_{}_key", names.join("_")) }
}

#[cfg(test)]
mod tests {
    use super::name_from_text;

    #[test]
    fn sqlite_violations_get_postgresql_names() {
        let name = |columns: &str| name_from_text(&format!("UNIQUE constraint failed: {columns}"));
        assert_eq!(name("accounts.issuer, accounts.subject"), "accounts_issuer_subject_key");
        assert_eq!(name("accounts.id"), "accounts_pkey");
        assert_eq!(name("leases.name"), "leases_pkey");
        assert_eq!(name("application_subjects.application_id, application_subjects.role"), "application_subjects_pkey");
    }

    /// Every named constraint of both migrations gets its own name back from its columns.
    #[test]
    fn the_migrations_name_constraints_by_the_rule() {
        for migration in [
            include_str!("../../migrations/sqlite/2026-06-01-000000_foundation/up.sql"),
            include_str!("../../migrations/postgres/2026-06-01-000000_foundation/up.sql"),
        ] {
            let mut table = "";
            let mut seen = 0;
            for line in migration.lines().map(str::trim) {
                if let Some(name) = line.strip_prefix("CREATE TABLE ") {
                    table = name.trim_end_matches(" (");
                }
                let Some(constraint) = line.strip_prefix("CONSTRAINT ") else { continue };
                let (name, rest) = constraint.split_once(' ').expect("a name");
                let columns = rest[rest.find('(').expect("columns") + 1..].trim_end_matches(',').trim_end_matches(')');
                let qualified: Vec<_> = columns.split(", ").map(|column| format!("{table}.{column}")).collect();
                assert_eq!(name_from_text(&format!("UNIQUE constraint failed: {}", qualified.join(", "))), name);
                seen += 1;
            }
            assert!(seen > 40, "{seen}");
        }
    }
}
