//! Role × permission: the one table. Every operation of the API names one permission in its handler's signature.

use serde::{Deserialize, Serialize};

use super::Role::{self, *};

/// A type that stands for one permission.
pub trait Need: 'static {
    /// Which one.
    const PERMISSION: Permission;
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = [$($role:ident),+ $(,)?]),+ $(,)?) => {
        /// What an operation needs its caller to be allowed.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, strum::EnumIter,
            strum::IntoStaticStr, strum::EnumString, strum::Display,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Permission {
            $($(#[$doc])* $name),+
        }

        impl Permission {
            /// The roles that have it.
            pub const fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$name => &[$($role),+]),+
                }
            }
        }

        /// One marker type a permission, so that a handler's signature can name what it needs.
        pub mod need {
            $(
                $(#[$doc])*
                #[derive(Debug, Clone, Copy)]
                pub struct $name;

                impl super::Need for $name {
                    const PERMISSION: super::Permission = super::Permission::$name;
                }
            )+
        }
    };
}

permissions! {
    /// Ask the service about itself: its health, its keys' whereabouts, what a problem means.
    ReadService = [Public],
    /// Read items, bundles, letters, departments and calendars (S2, S21).
    ReadCatalogue = [Public],
    /// Read delegations: published ones; those that are not yet for whoever keeps the ledger, or inspects (S8).
    ReadDelegation = [Public],
    /// Read announcements in force for one's audience (S25).
    ReadAnnouncement = [Public],
    /// Ask for a one-time notice and read it again (S2).
    ServeNotice = [Public],
    /// Check a certificate by its code (S10, S12).
    CheckCertificate = [Public],
    /// Sign in, refresh, sign out; the token endpoint; the keys.
    Authenticate = [Public],
    /// Read one's own account.
    ReadSelf = [Applicant, WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor, Inspector, Appraiser, Administrator, System],
    /// Say by what one wishes to be told of one's applications, and what of.
    ManageContact = [Applicant],
    /// Draft, file and withdraw an application, its materials and commitments; a clerk does it for who comes to the window.
    FileApplication = [Applicant, WindowClerk],
    /// Record that somebody came to the window with an application (最多跑一趟, S27).
    RecordVisit = [WindowClerk],
    /// Read applications within one's reach, their notices, events and progress.
    ReadApplication = [Applicant, WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor, Inspector, System],
    /// The outcomes of 行政许可法 §32 (S6).
    AcceptApplication = [WindowClerk],
    /// Open and close a joint review (S7).
    LeadReview = [ReviewLead],
    /// Read review tasks within one's reach.
    ReadReview = [WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Inspector],
    /// Give a department's opinion in a joint review (S7).
    GiveOpinion = [Reviewer, Liaison],
    /// Record the hand-over of a dossier to a county authority (S7).
    RecordHandover = [Liaison],
    /// Decide an ordinary-route item, suspend, resume and extend its clock (行政许可法 §42, §45).
    DecideItem = [Approver],
    /// Issue licence and permits (S9).
    IssueApplication = [WindowClerk],
    /// Entrust and revoke seals and number ranges (S8).
    ManageDelegation = [Approver, Administrator],
    /// Read the number ledger and its stock report (S8).
    ReadLedger = [WindowClerk, ReviewLead, Approver, Inspector, Administrator],
    /// Void or return numbers (S8).
    KeepLedger = [WindowClerk, Approver],
    /// Read certificates within one's reach.
    ReadCertificate = [Applicant, WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor, Inspector, System],
    /// File the proof that promised conditions are met (S10).
    FileReadiness = [Applicant, WindowClerk],
    /// Confirm such a proof (S10).
    ConfirmReadiness = [Approver, Supervisor],
    /// Read approvals as agencies exchange them, of one's department or of the zone (S13).
    ReadApproval = [WindowClerk, ReviewLead, Approver, Supervisor, Inspector, System],
    /// Read verification tasks within one's reach (S14, S15).
    ReadVerification = [WindowClerk, ReviewLead, Approver, Liaison, Supervisor, Inspector, System],
    /// Read what went up the chain of responsibility (S24).
    ReadEscalation = [Approver, Inspector, Appraiser],
    /// Take note of it, as head of the body whose turn it is (S24).
    AcknowledgeEscalation = [Approver],
    /// Read the supervision notices to one's department; inspection and appraisal read all of them (S26).
    ReadSupervisionNotice = [Approver, Supervisor, Inspector, Appraiser],
    /// Issue and close supervision notices (督办, S26).
    ManageSupervisionNotice = [Inspector],
    /// Answer them as head of the department that is asked (S26).
    AnswerSupervisionNotice = [Approver],
    /// Read what inspection read: an inspector its own (S26).
    ReadInspectionLog = [Inspector, Administrator],
    /// Read who answers for what (S20).
    ReadLiability = [Supervisor, Approver, Inspector, Appraiser],
    /// Say that one's department has received what it is to verify (S13, S14).
    AcknowledgeVerification = [Approver, Supervisor, System],
    /// Work one's department's verification tasks: assign, find out, suspend, conclude.
    WorkVerification = [Approver, Supervisor],
    /// Search and read the public register and its log (S12).
    ReadRegister = [Public],
    /// Report against a published commitment, and ask how far that has come (社会监督, S12).
    FilePublicReport = [Public],
    /// Read what was reported to one's own department, and by whom.
    HandlePublicReport = [Approver, Supervisor],
    /// Take back what was published of a certificate that one's department granted, and publish it anew (S12).
    ManagePublication = [Approver],
    /// Read credit records: what is published of them, and the whole of those within one's reach (S19).
    ReadCredit = [Public],
    /// Ask for the repair of a record of one's own; a clerk does it for who comes to the window (S19).
    ApplyCreditRepair = [Applicant, WindowClerk],
    /// Decide on the repair of a record of one's department (S19).
    DecideCreditRepair = [Approver],
    /// Carry the changes of credit records to a credit platform, and its receipts back (S19).
    ExportCredit = [Appraiser, System],
    /// Read what shows the findings of verification tasks within one's reach.
    ReadEvidence = [Approver, Supervisor, Inspector],
    /// Read the documents within one's reach; those of supervision only with `read_enforcement` too (S5, S6, S9).
    ReadDocument = [Applicant, WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor, Inspector, System],
    /// Read rectification orders, enforcement cases and the documents of supervision within one's reach (S16–S18).
    ReadEnforcement = [Applicant, WindowClerk, ReviewLead, Approver, Liaison, Supervisor, Inspector, System],
    /// Order what was found to be mended, give it more time, look at it again (S16).
    OrderRectification = [Supervisor, Approver],
    /// Answer as the holder: say what was mended, ask for a hearing, object (S16–S18); the window does it for who comes.
    AnswerEnforcement = [Applicant, WindowClerk],
    /// Lead an enforcement case: open, stop, lift, offer and record the hearing, send the letter, close (S17, S18).
    Enforce = [Supervisor, Approver],
    /// Decide on penalties and revocation as head of the supervising department (行政处罚法 §57; S17).
    Penalise = [Approver],
    /// Take the department's own grant back: acknowledge the letter, annul, deregister (S18).
    TakeBackGrant = [Approver],
    /// Decide on objections as head of the review body.
    DecideObjection = [Approver],
    /// Read the feed of one's department's events, and reconcile it; who oversees the departments reads all of it (S13).
    ReadEvents = [Approver, Supervisor, Inspector, Appraiser, Administrator, System],
    /// Say that one's department has received events (S13, S14).
    AcknowledgeEvents = [Approver, Supervisor, System],
    /// Draw whom to inspect at random, and by whom (双随机).
    DrawInspection = [Approver, Supervisor],
    /// Read a draw, once it is open to one.
    ReadDraw = [Public],
    /// Compare how holders by commitment and others are treated (S11).
    ReadEqualTreatment = [ReviewLead, Approver, Inspector, Appraiser],
    /// Read the figures by which the departments are appraised, and the cases that they count (S26).
    ReadAppraisal = [Approver, Supervisor, Inspector, Appraiser],
    /// Read one's own work list.
    ReadWorklist = [WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor],
    /// Record what came in on paper (S22).
    RecordIntake = [WindowClerk],
    /// Read what came in: the window and inspection all of it, a system what it handed over itself.
    ReadIntake = [WindowClerk, Inspector, System],
    /// Hand over an e-mail, as a mail server does (S22).
    IntakeEmail = [System],
    /// Hand over a batch of applications (电子数据交换, S22).
    IntakeBatch = [System],
    /// Read what has to be sent on paper (S21).
    ReadOutboundNotice = [WindowClerk, Inspector],
    /// Send it, and say so.
    SendOutboundNotice = [WindowClerk],
    /// Name a department's or county's person and deputy (S7).
    ManageDesignation = [ReviewLead, Approver, Administrator],
    /// Read the designations.
    ReadDesignation = [WindowClerk, ReviewLead, Reviewer, Approver, Liaison, Supervisor, Inspector, Administrator],
    /// Import a holiday calendar.
    ManageCalendar = [Administrator],
    /// Draw up, schedule, change and take back announcements (S25).
    ManageAnnouncement = [Administrator],
    /// Open, change and close accounts.
    ManageAccount = [Administrator],
    /// Register, change and close agencies' systems.
    ManageClient = [Administrator],
    /// Subscribe a department's system to the log, test it, send again; a system does it for its own department (S13).
    ManageSubscription = [Administrator, System],
    /// Read such subscriptions and what was delivered.
    ReadSubscription = [Inspector, Administrator, System],
}
