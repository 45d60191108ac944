//! The account of the person at the browser: signing in and out, the session, the
//! password, and what slows guessing down.
mod bucket;
mod code;
mod done;
mod factor;
mod identity;
pub mod new_password;
mod officers;
pub mod one_time;
mod own;
mod own_factor;
mod own_language;
mod own_password;
mod own_sessions;
mod own_theme;
pub mod password;
mod places;
pub mod session;
mod sign_in;
mod sign_out;
pub mod throttle;

pub use code::{code, send_code};
pub use done::back;
pub use identity::{
    HalfIn, ReadInProcess, ReadWith, SessionEnds, Unidentified, Wants, identify, is_active,
    officers,
};
pub use officers::KnownOfficers;
pub use own::{account, save_account};
pub use own_factor::{factor, send_factor};
pub use own_language::save_language;
pub use own_password::{password, send_password};
pub use own_sessions::end_sessions;
pub use own_theme::save_theme;
pub use sign_in::{send_sign_in, sign_in};
pub use sign_out::sign_out;
