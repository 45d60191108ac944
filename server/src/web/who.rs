//! Who reaches a route.
use app::access::Role;

use super::account::Wants;

/// Who reaches a route.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    /// Also without signing in.
    Anyone,
    /// The roles for which one of the questions of `app::access` says yes.
    Roles(fn(Role) -> bool),
    /// The same, and who is half signed in and waits for this.
    AlsoHalfIn(fn(Role) -> bool, Wants),
    /// Who waits for it alone; whoever is signed in is led on.
    HalfIn(Wants),
}

impl Who {
    pub fn lets_in(self, role: Role) -> bool {
        match self {
            Self::Anyone | Self::HalfIn(_) => true,
            Self::Roles(reaches) | Self::AlsoHalfIn(reaches, _) => reaches(role),
        }
    }

    /// The roles that it lets in.
    pub fn roles(self) -> Vec<Role> {
        let all = Role::ALL.iter().copied();
        all.filter(|role| self.lets_in(*role)).collect()
    }

    /// Whether it is where somebody goes who is half signed in.
    pub fn lets_half_in(self, wants: Wants) -> bool {
        matches!(self, Self::AlsoHalfIn(_, it) | Self::HalfIn(it) if it == wants)
    }
}

/// Under this prefix stand the functions that islands call, and nothing else.
const ISLANDS: &str = "/islands/";

/// Whether an address answers islands only, and not people.
pub fn for_islands(path: &str) -> bool {
    path.starts_with(ISLANDS)
}
