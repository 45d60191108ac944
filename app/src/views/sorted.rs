//! The order of a list, by the head of a column that was clicked, and its pages.
use crate::domain::words;

/// A column by which a list may be sorted.
pub trait Column: Copy + PartialEq + 'static {
    /// The one it is sorted by where nothing is asked.
    const FIRST: Self;

    fn code(self) -> &'static str;
    fn from_code(code: &str) -> Option<Self>;

    /// Whether the largest comes first where it is clicked once.
    fn largest_first(self) -> bool;
}

/// The columns of a list, each with whether its largest comes first; the list is sorted by the
/// first of them.
macro_rules! columns {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_code:literal $first_down:literal, $($column:ident = $code:literal $down:literal),+ $(,)? }) => {
        words! {
            $(#[$doc])*
            $name { $first = $first_code, $($column = $code),+ }
        }

        impl Column for $name {
            const FIRST: Self = Self::$first;

            fn code(self) -> &'static str {
                self.code()
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }

            fn largest_first(self) -> bool {
                match self { Self::$first => $first_down, $(Self::$column => $down),+ }
            }
        }
    };
}

columns! {
    /// The columns of `/duties`.
    DutyColumn {
        Status = "status" false,
        Unit = "unit" false,
        Workstream = "database" false,
        Late = "late" true,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Plan = "plan" true,
        Measured = "measured" false,
    }
}

columns! {
    /// The columns of `/milestones`.
    MilestoneColumn {
        Late = "late" true,
        Title = "title" false,
        Unit = "unit" false,
        Workstream = "database" false,
        Party = "party" false,
        Deadline = "deadline" false,
        State = "state" false,
    }
}

columns! {
    /// The columns of `/actions`.
    ActionColumn {
        Gain = "gain" true,
        Who = "who" false,
        What = "what" false,
        Thing = "thing" false,
        Days = "days" true,
    }
}

columns! {
    /// The columns of `/units`.
    UnitColumn {
        Gap = "gap" false,
        Name = "name" false,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Measured = "measured" false,
        Late = "late" true,
        Contact = "contact" false,
        Company = "company" false,
    }
}

columns! {
    /// The columns of `/databases`.
    DatabaseColumn {
        Gap = "gap" false,
        Name = "name" false,
        Claimed = "claimed" true,
        Accepted = "accepted" false,
        Measured = "measured" false,
        Late = "late" true,
    }
}

columns! {
    /// The columns of `/programme` and `/agreements`, sorted under each heading of their document.
    TaskColumn {
        Document = "document" false,
        Name = "name" false,
        Who = "who" false,
        Deadline = "deadline" false,
        Accepted = "accepted" false,
        Status = "worst" false,
    }
}

columns! {
    /// The columns of `/explanations`.
    ExplainedColumn {
        On = "on" true,
        Cause = "cause" false,
        Thing = "thing" false,
        Unit = "unit" false,
        By = "by" false,
        Until = "until" false,
        Commitment = "kept" false,
    }
}

columns! {
    /// The columns of `/documents`.
    DocumentColumn {
        Day = "day" true,
        Number = "number" false,
        Title = "title" false,
        Issuer = "issuer" false,
        That = "valid" false,
        Workstreams = "workstreams" true,
        Changes = "changes" true,
    }
}

columns! {
    /// The columns of `/review`.
    ReviewColumn {
        Waiting = "longest" true,
        Title = "title" false,
        Unit = "unit" false,
        Party = "party" false,
        Deadline = "deadline" false,
        Sent = "newest" true,
        Points = "points" true,
    }
}

/// The column that a list is sorted by, and which end comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted<C> {
    pub by: C,
    /// The largest first.
    pub down: bool,
}

impl<C: Column> Default for Sorted<C> {
    fn default() -> Self {
        Self::once(C::FIRST)
    }
}

impl<C: Column> Sorted<C> {
    /// By a column that was clicked once.
    pub fn once(by: C) -> Self {
        Self {
            by,
            down: by.largest_first(),
        }
    }

    /// From an address: `late`, turned round `-late`.
    pub fn read(typed: &str) -> Self {
        let (code, turned) = match typed.strip_prefix('-') {
            Some(code) => (code, true),
            None => (typed, false),
        };
        let Some(by) = C::from_code(code) else {
            return Self::default();
        };
        let once = Self::once(by);
        Self {
            down: once.down != turned,
            ..once
        }
    }

    /// As an address has it; nothing where it is the order of the list itself.
    pub fn code(self) -> String {
        match (self == Self::default(), self == Self::once(self.by)) {
            (true, _) => String::new(),
            (false, true) => self.by.code().to_owned(),
            (false, false) => format!("-{}", self.by.code()),
        }
    }

    /// What a click on the head of a column leads to: by it, or turned round.
    pub fn clicked(self, by: C) -> Self {
        match self.by == by {
            true => Self {
                down: !self.down,
                ..self
            },
            false => Self::once(by),
        }
    }

    /// Puts two rows in its order, each by its value in the column.
    pub fn order<T: Ord>(self, a: T, b: T) -> std::cmp::Ordering {
        match self.down {
            true => b.cmp(&a),
            false => a.cmp(&b),
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Paged<T> {
    /// The rows of the page; all of them for a file.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub all: usize,
    pub page: usize,
    pub pages: usize,
}

/// Rows on one page of a list.
pub const PAGE: usize = 50;

impl<T> Paged<T> {
    /// The rows of a page, counted from 1; without one all.
    pub fn of(mut all: Vec<T>, page: Option<usize>) -> Self {
        let number = all.len();
        let pages = number.div_ceil(PAGE).max(1);
        let Some(page) = page.map(|page| page.clamp(1, pages)) else {
            return Self {
                rows: all,
                all: number,
                page: 1,
                pages: 1,
            };
        };
        let rows = all.drain((page - 1) * PAGE..(page * PAGE).min(number));
        Self {
            rows: rows.collect(),
            all: number,
            page,
            pages,
        }
    }

    /// The same rows told in another way.
    pub fn map<U>(self, told: impl FnMut(T) -> U) -> Paged<U> {
        Paged {
            rows: self.rows.into_iter().map(told).collect(),
            all: self.all,
            page: self.page,
            pages: self.pages,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_clicked_twice_is_turned_round() {
        let first = Sorted::<DutyColumn>::default();
        assert_eq!(first.code(), "");
        let late = first.clicked(DutyColumn::Late);
        assert_eq!((late.code().as_str(), late.down), ("late", true));
        let turned = late.clicked(DutyColumn::Late);
        assert_eq!((turned.code().as_str(), turned.down), ("-late", false));
        assert_eq!(Sorted::<DutyColumn>::read("-late"), turned);
        assert_eq!(turned.clicked(DutyColumn::Late), late);
        assert_eq!(turned.clicked(DutyColumn::Status), first);
        assert_eq!(Sorted::<DutyColumn>::read("nothing"), first);
    }

    #[test]
    fn a_page_has_its_rows_and_knows_of_all() {
        let all: Vec<usize> = (0..120).collect();
        let page = Paged::of(all.clone(), Some(3));
        assert_eq!((page.rows.len(), page.all, page.pages), (20, 120, 3));
        assert_eq!(Paged::of(all.clone(), Some(9)).page, 3);
        assert_eq!(Paged::of(all, None).rows.len(), 120);
        assert_eq!(Paged::<usize>::of(Vec::new(), Some(1)).pages, 1);
    }
}
