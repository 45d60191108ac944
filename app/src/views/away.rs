/// Why the database does not take what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// It does not answer, is locked, or has no room.
    Busy,
    /// It is only read: the campaign is on its way to another one.
    Moved,
    /// It is only read: another server, of a newer version, has brought it to a newer form.
    Upgraded,
}
