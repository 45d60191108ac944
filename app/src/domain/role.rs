use super::words;

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
        /// A screen on a wall: the overview and the matrix, nothing else.
        Display = "display",
    }
}
