//! Evaluation mode (design §9): everything that makes the program ready for a first request, and nothing that would do
//! for more. Keys and the one demonstration password are made anew for each `var` folder.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use kaiye_domain::{
    account::NewAccount,
    actor::{Actor, Role},
    catalogue::{DepartmentKind, Jurisdiction},
    designation::DesignationFunction,
};
use kaiye_persistence::repo::designation;
use rand::RngExt;
use serde::{Deserialize, Serialize};

use crate::{
    auth::password,
    config::Config,
    http::Problem,
    ids,
    operations::{
        Outcome, Tx,
        accounts::{self, Proof},
        designations::{self, NewDesignation},
    },
    state::AppState,
};

/// What makes one evaluation's secrets its own; kept beside its database.
#[derive(Debug, Serialize, Deserialize)]
pub struct Secrets {
    /// The password of every demonstration account.
    pub password: String,
    /// The key that encrypts, in base64.
    key: String,
    /// The key of the lookup hashes, in base64.
    index: String,
}

/// A demonstration account.
#[derive(Debug, Clone)]
pub struct Demonstration {
    /// What to sign in with.
    pub login: String,
    role: Role,
    department: Option<String>,
    county: Option<String>,
}

impl Secrets {
    /// Of this folder; made when it has none.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let file = folder.join("evaluation-secrets.toml");
        if file.is_file() {
            return toml::from_str(&fs::read_to_string(file)?).map_err(io::Error::other);
        }
        fs::create_dir_all(folder)?;
        let secrets = Self { password: ids::secret(), key: random_key(), index: random_key() };
        write_private(&file, &toml::to_string(&secrets).map_err(io::Error::other)?)?;
        Ok(secrets)
    }

    /// Puts the keys into the configuration, unless it has its own.
    pub fn fill(&self, config: &mut Config) {
        if config.keys.secrets.is_empty() {
            config.keys.secrets.insert("evaluation".to_owned(), self.key.clone());
            config.keys.current = "evaluation".to_owned();
        }
        if config.keys.index.is_empty() {
            config.keys.index.clone_from(&self.index);
        }
    }
}

/// Where an evaluation keeps what it makes.
pub fn folder(config: &Config) -> PathBuf {
    config.materials.path.parent().map_or_else(|| PathBuf::from("var"), Path::to_owned)
}

/// The demonstration accounts: one a role, and one a department and county where a role works for one.
pub fn demonstrations(jurisdiction: &Jurisdiction) -> Vec<Demonstration> {
    let of = |login: &str, role, department: Option<&str>, county: Option<&str>| Demonstration {
        login: login.to_owned(),
        role,
        department: department.map(str::to_owned),
        county: county.map(str::to_owned),
    };
    let mut accounts = vec![
        of("applicant", Role::Applicant, None, None),
        of("applicant-2", Role::Applicant, None, None),
        of("clerk", Role::WindowClerk, Some(&jurisdiction.registrar.department), None),
        of("inspector", Role::Inspector, None, None),
        of("appraiser", Role::Appraiser, None, None),
        of("administrator", Role::Administrator, None, None),
    ];
    for department in &jurisdiction.departments {
        let code = department.code.as_str();
        let named = |role: &str| format!("{role}-{}", code.replace('_', "-"));
        match department.kind {
            DepartmentKind::CountyLiaison => {
                accounts.push(of(&named("liaison"), Role::Liaison, Some(code), Some(&department.division)));
            }
            DepartmentKind::Zone | DepartmentKind::CountyAuthority => {
                for (name, role) in
                    [("reviewer", Role::Reviewer), ("approver", Role::Approver), ("supervisor", Role::Supervisor)]
                {
                    accounts.push(of(&named(name), role, Some(code), None));
                }
            }
            DepartmentKind::Inspector | DepartmentKind::Appraiser => {}
        }
    }
    if let Some(centre) = jurisdiction.department("investment_service_centre") {
        accounts.push(of("lead", Role::ReviewLead, Some(&centre.code), None));
    }
    accounts
}

/// Opens the demonstration accounts that are not there yet.
pub fn open_demonstrations(state: &AppState, password: &str) -> Result<Vec<Demonstration>, Problem> {
    let hash = password::hash(password)?;
    state.transact_here(&Actor::kaiye(), |tx| Ok(open(tx, &hash)?))
}

fn open(tx: &mut Tx<'_>, hash: &str) -> Outcome<Vec<Demonstration>> {
    let wanted = demonstrations(&*tx.jurisdiction()?);
    for account in &wanted {
        if accounts::of_login(tx, &account.login)?.is_some() {
            continue;
        }
        let new = NewAccount {
            login: account.login.clone(),
            name: format!("演示 {}", account.login),
            roles: BTreeSet::from([account.role]),
            department: account.department.clone(),
            county: account.county.clone(),
        };
        accounts::open(tx, new, Proof::Password(hash.to_owned()))?;
    }
    Ok(wanted)
}

/// Designates the demonstration officers for joint reviews, from today on, where nobody is designated yet (S7).
pub fn designate_demonstrations(state: &AppState) -> Result<(), Problem> {
    state.transact_here(&Actor::kaiye(), |tx| Ok(designate(tx)?))
}

fn designate(tx: &mut Tx<'_>) -> Outcome<()> {
    let (jurisdiction, today) = (tx.jurisdiction()?, tx.today());
    for officer in demonstrations(&jurisdiction) {
        let function = match officer.role {
            Role::Reviewer => DesignationFunction::Reviewer,
            Role::Liaison => DesignationFunction::Liaison,
            _ => continue,
        };
        let office = officer.department.as_deref().and_then(|code| jurisdiction.department(code));
        let Some(office) = office.filter(|office| function.is_of(office)) else { continue };
        if designation::in_force(tx.conn, &office.code, function.into(), today)?.is_some() {
            continue;
        }
        let Some(kept) = accounts::of_login(tx, &officer.login)? else { continue };
        designations::set(
            tx,
            NewDesignation {
                department: office.code.clone(),
                function,
                account: kept.account.id,
                deputy: None,
                valid_from: today,
                valid_to: None,
            },
        )?;
    }
    Ok(())
}

fn random_key() -> String {
    let mut bytes = [0_u8; 32];
    rand::rng().fill(&mut bytes);
    STANDARD.encode(bytes)
}

#[cfg(unix)]
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?.write_all(text.as_bytes())
}

#[cfg(not(unix))]
fn write_private(file: &Path, text: &str) -> io::Result<()> {
    fs::write(file, text)
}
