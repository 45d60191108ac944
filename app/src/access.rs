//! Roles, and what each may reach. The server asks here first; the pages only
//! hide what would be refused.
use crate::domain::words;

words! {
    /// What an account is. One role and one scope each.
    Role {
        Committee = "committee",
        /// thường trực
        Office = "office",
        Head = "head",
        Member = "member",
        Partner = "partner",
        Administrator = "administrator",
    }
}
