//! Who reaches a route.
use app::access::Role;

/// Who reaches a route.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    /// Also without signing in.
    Anyone,
    /// The roles for which one of the questions of `app::access` says yes.
    Roles(fn(Role) -> bool),
    /// The same, and who has signed in and must set a password first.
    AlsoHalfIn(fn(Role) -> bool),
}

impl Who {
    pub fn lets_in(self, role: Role) -> bool {
        match self {
            Self::Anyone => true,
            Self::Roles(reaches) | Self::AlsoHalfIn(reaches) => reaches(role),
        }
    }
}

/// Under this prefix stand the functions that islands call, and nothing else.
const ISLANDS: &str = "/islands/";

/// Whether an address answers islands only, and not people.
pub fn for_islands(path: &str) -> bool {
    path.starts_with(ISLANDS)
}
