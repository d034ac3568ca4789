//! A jurisdiction as data (S2, S3, S5, S21, S23, S28): what can be asked for, on which conditions, with which materials,
//! of whom. Another zone is another folder of files, never other code.
//!
//! What the data means for one business, the one-time notice, is not here.

mod answers;
mod bundle;
mod department;
mod division;
mod edition;
mod expression;
mod guide;
mod item;
mod jurisdiction;
mod letter;
mod load;
mod material;
mod merge;
mod question;
mod schema;
mod text;

#[cfg(test)]
pub(crate) mod tests;

pub use answers::checked_answers;
pub use bundle::{Bundle, Rule};
pub use department::{Chain, Department, DepartmentKind, PlanTask, Registrar, Responsibility, Window};
pub use division::{Division, DivisionKind};
pub use edition::Edition;
pub use expression::{Expression, Literal, Test};
pub use guide::{Authority, Guide, GuideText};
pub(crate) use item::none_one_or_many;
pub use item::{
    Condition, DecisionPeriod, Fee, Item, ItemKind, ItemRisk, Numbering, Provenance, ReviewMode, Route, SiteCheck,
    SitePeriod, SiteStart, Sphere,
};
pub use jurisdiction::Jurisdiction;
pub use letter::{Declarations, Hand, LetterMaterial, LetterPart, LetterTemplate, NoticePart};
pub use load::{Loaded, Mistake, Place, load};
pub use material::{Due, Material, MaterialNeed, Need, OnFailure};
pub use merge::{Change, ChangeKind, Merge};
pub use question::{Choice, Question, QuestionKind};
pub use text::Text;
