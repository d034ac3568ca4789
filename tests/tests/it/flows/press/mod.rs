//! What people read of the zone itself: announcements and guides (S25).

mod announcements;
mod guides;
mod hostile;
mod markdown;
