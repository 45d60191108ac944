//! Which six criteria a database at a unit is measured by.
use super::words;

words! {
    /// The six, in the order they are always shown.
    Criterion {
        /// đúng: records matching their source, of those checked.
        Correct = "dung",
        /// đủ: present, of those expected.
        Complete = "du",
        /// sạch: valid and not duplicate.
        Clean = "sach",
        /// sống: updated within the time limit.
        Live = "song",
        /// thống nhất: on the shared code lists.
        Uniform = "thong_nhat",
        /// dùng chung: connected consumers, of those planned.
        Shared = "dung_chung",
    }
}
