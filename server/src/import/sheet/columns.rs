//! Which column of a written plan is what, by the words over it.
use std::collections::{BTreeMap, BTreeSet};

use app::{domain::clean_line, text::search_key, views::NO_VALUE};

use super::Grid;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Number,
    Code,
    Heading,
    Task,
    Lead,
    Helpers,
    Product,
    Due,
    Source,
    /// What else is said: a document's number is read of it.
    Remark,
}

/// How a plan's head calls a column, without marks: of two that fit, the first of this list.
const CALLED: &[(Column, &[&str])] = &[
    (Column::Helpers, &["phoi hop", "tham gia"]),
    (
        Column::Lead,
        &[
            "chu tri",
            "don vi thuc hien",
            "co quan thuc hien",
            "don vi chiu trach nhiem",
            "co quan chiu trach nhiem",
        ],
    ),
    (Column::Product, &["san pham", "ket qua", "dau ra"]),
    (
        Column::Due,
        &[
            "thoi han",
            "thoi gian",
            "thoi diem",
            "tien do",
            "han hoan thanh",
            "han xu li",
        ],
    ),
    (
        Column::Source,
        &["can cu", "nguon", "van ban giao", "van ban chi dao"],
    ),
    (Column::Heading, &["nhom nhiem vu", "nhom", "linh vuc"]),
    (Column::Code, &["ma nhiem vu", "ma so", "ma"]),
    (
        Column::Task,
        &[
            "noi dung",
            "nhiem vu",
            "cong viec",
            "ten nhiem vu",
            "hang muc",
            "dau viec",
        ],
    ),
    (Column::Number, &["stt", "tt", "so tt", "so thu tu"]),
    (Column::Remark, &["ghi chu"]),
];

/// Columns that a row names which is a head further down.
const SEVERAL: usize = 3;

/// Rows in which the head is looked for: titles of the document stand above it.
const HEAD_WITHIN: usize = 30;

/// Where the columns of a sheet stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The row under the head.
    pub first: usize,
    columns: Vec<(Column, usize)>,
    /// Columns with words over them that nothing is read of.
    pub unread: Vec<String>,
    /// What the column of remarks is called.
    pub remarks: Option<String>,
    /// The words over each place that has some, read or not.
    titles: BTreeMap<usize, String>,
}

impl Head {
    /// Where a column stands.
    pub fn place(&self, column: Column) -> Option<usize> {
        let found = self.columns.iter().find(|(it, _)| *it == column);
        found.map(|(_, place)| *place)
    }

    /// How many columns are read.
    pub fn known(&self) -> usize {
        self.columns.len()
    }

    /// What the columns are called that are read, each with its place.
    pub fn titled(&self) -> impl Iterator<Item = (Column, usize, &str)> {
        let columns = self.columns.iter();
        columns.map(|(column, at)| (*column, *at, self.titles.get(at).map_or("", String::as_str)))
    }

    /// Whether something stands over a place.
    pub fn names(&self, place: usize) -> bool {
        self.titles.contains_key(&place)
    }

    /// Whether a row says the head once more, as the next page of a print does.
    pub fn is_again(&self, cells: &[String]) -> bool {
        let cell = |at: &usize| cells.get(*at).filter(|it| !it.trim().is_empty());
        let said = self.columns.iter();
        let said = said.filter_map(|(column, at)| Some((*column, called(cell(at)?))));
        let said: Vec<_> = said.collect();
        said.len() > 1 && said.iter().all(|(column, it)| *it == Some(*column))
    }

    /// Whether a row names several columns and no task, as a head does that calls them otherwise.
    pub fn is_another(&self, cells: &[String]) -> bool {
        if self.numbers(cells) {
            return false;
        }
        let said = cells.iter().filter(|it| !it.trim().is_empty()).count();
        let named: BTreeSet<Column> = cells.iter().filter_map(|it| called(it)).collect();
        named.len() >= SEVERAL && named.len() * 2 > said
    }

    /// Whether a row under a head is its second one: it names columns and nothing else.
    pub fn goes_on(&self, cells: &[String]) -> bool {
        let mut said = cells.iter().filter(|it| !it.trim().is_empty());
        !self.numbers(cells) && said.all(|it| called(it).is_some())
    }

    /// Whether a row has a number where tasks have theirs.
    fn numbers(&self, cells: &[String]) -> bool {
        let number = self.place(Column::Number).and_then(|at| cells.get(at));
        number.is_some_and(|it| it.chars().any(|c| c.is_ascii_digit()))
    }

    /// The head of a row, or of it and the one below, where it names what is to be done.
    pub fn later(
        (row, cells): (usize, &Vec<String>),
        below: Option<(usize, &Vec<String>)>,
    ) -> Option<Self> {
        let one = Self::of(cells.clone(), row + 1);
        let two = below.map(|(at, below)| Self::of(joined(cells, below), at + 1));
        let all = two.into_iter().chain([one]).filter(Self::heads_tasks);
        // Of two with as many columns, the one of a single row.
        all.max_by_key(|it| it.columns.len())
    }

    fn heads_tasks(&self) -> bool {
        let says = |column| self.place(column).is_some();
        says(Column::Task) && (says(Column::Lead) || says(Column::Due))
    }

    /// The uppermost head, of one row or of two: "Đơn vị thực hiện" over "Chủ trì" and "Phối hợp".
    /// A head that is said again on the next page is none: what stands above it are tasks.
    pub fn find(grid: &Grid) -> Option<Self> {
        let rows: Vec<(usize, &Vec<String>)> = grid.iter().map(|(at, row)| (*at, row)).collect();
        let one = rows.iter().take(HEAD_WITHIN);
        let one = one.map(|(at, row)| Self::of((*row).clone(), at + 1));
        let two = rows.windows(2).take(HEAD_WITHIN);
        let two = two.map(|it| Self::of(joined(it[0].1, it[1].1), it[1].0 + 1));
        let all: Vec<Self> = one.chain(two).filter(Self::heads_tasks).collect();
        let upper = all.iter().map(|it| it.first).min()?;
        // Of two with as many columns, the one of a single row and the upper one.
        let here = all.into_iter().filter(|it| it.first <= upper + 1);
        here.rev().max_by_key(|it| it.columns.len())
    }

    fn of(titles: Vec<String>, first: usize) -> Self {
        let mut head = Self {
            first,
            ..Self::default()
        };
        for (place, title) in titles.iter().enumerate() {
            // A formula without a value names no column.
            if title.trim() == NO_VALUE {
                continue;
            }
            if !title.trim().is_empty() {
                head.titles.insert(place, clean_line(title));
            }
            match called(title).filter(|column| head.place(*column).is_none()) {
                Some(column) => {
                    if column == Column::Remark {
                        head.remarks = Some(title.trim().to_owned());
                    }
                    head.columns.push((column, place));
                }
                None if title.trim().is_empty() => {}
                None => head.unread.push(title.trim().to_owned()),
            }
        }
        head
    }
}

fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let long = above.len().max(below.len());
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    // What stands under nothing is told by itself alone.
    let both = |at| match (cell(above, at), cell(below, at)) {
        (above, below) if below.is_empty() => above,
        (_, below) if called(&below).is_some() => below,
        (above, below) => format!("{above} {below}"),
    };
    (0..long).map(both).collect()
}

/// The longest title of a column; a task is longer.
const LONGEST: usize = 60;

fn called(title: &str) -> Option<Column> {
    let key = search_key(title);
    if key.len() > LONGEST {
        return None;
    }
    let words: Vec<&str> = key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let key = words.join(" ");
    let fits = |names: &&[&str]| {
        names.iter().any(|name| match name.len() {
            // Two letters are a word of their own or nothing.
            0..=3 => key == *name,
            _ => key.contains(name),
        })
    };
    let found = CALLED.iter().find(|(_, names)| fits(names));
    found.map(|(column, _)| *column)
}

#[cfg(test)]
mod tests {
    use super::{super::grid_of, *};

    #[test]
    fn columns_are_told_by_the_words_over_them() {
        for (title, column) in [
            ("TT", Some(Column::Number)),
            ("Nội dung nhiệm vụ", Some(Column::Task)),
            ("Nhóm nhiệm vụ", Some(Column::Heading)),
            ("Mã nhiệm vụ", Some(Column::Code)),
            ("Cơ quan, đơn vị chủ trì", Some(Column::Lead)),
            ("Đơn vị phối hợp thực hiện", Some(Column::Helpers)),
            ("Sản phẩm/Kết quả đầu ra", Some(Column::Product)),
            ("Thời hạn hoàn thành", Some(Column::Due)),
            ("Thời gian thực hiện", Some(Column::Due)),
            ("Căn cứ giao nhiệm vụ", Some(Column::Source)),
            ("Ghi chú", Some(Column::Remark)),
            ("Trung tâm Phục vụ hành chính công", None),
            ("", None),
        ] {
            assert_eq!(called(title), column, "{title}");
        }
    }

    #[test]
    fn a_head_is_found_under_the_titles_of_the_document() {
        let grid = grid_of(&[
            &["KẾ HOẠCH TRIỂN KHAI NHIỆM VỤ NĂM 2026"],
            &["(Kèm theo Kế hoạch số …)"],
            &[
                "TT",
                "Nhiệm vụ",
                "Đơn vị thực hiện",
                "",
                "Sản phẩm",
                "Thời hạn",
                "Ghi chú",
            ],
            &["", "", "Chủ trì", "Phối hợp", "", "", ""],
            &[
                "1",
                "Số hóa hồ sơ",
                "Sở Nội vụ",
                "",
                "Kho hồ sơ",
                "30/9/2026",
                "",
            ],
        ]);
        let head = Head::find(&grid).unwrap();
        assert_eq!(head.first, 5);
        let places = [
            Column::Task,
            Column::Lead,
            Column::Helpers,
            Column::Product,
            Column::Due,
        ];
        let places = places.map(|it| head.place(it));
        assert_eq!(places, [Some(1), Some(2), Some(3), Some(4), Some(5)]);
        assert_eq!(head.unread, Vec::<String>::new());
        assert_eq!(head.remarks.as_deref(), Some("Ghi chú"));
    }

    /// Two tasks above a head that a page break repeats in one row were read by nobody.
    #[test]
    fn a_head_that_is_said_again_leaves_no_task_above_it() {
        let task: &[&str] = &["1", "Số hóa hồ sơ", "Sở Nội vụ", "", "30/9/2026", ""];
        let again: &[&str] = &[
            "TT",
            "Nhiệm vụ",
            "Chủ trì",
            "Phối hợp",
            "Thời hạn",
            "Ghi chú",
        ];
        let grid = grid_of(&[
            &["TT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"],
            &["", "", "Chủ trì", "Phối hợp", ""],
            task,
            task,
            again,
            task,
        ]);
        assert_eq!(Head::find(&grid).unwrap().first, 3);
        let one = grid_of(&[&again[..5], task, task, again, task]);
        assert_eq!(Head::find(&one).unwrap().first, 2);
    }

    #[test]
    fn a_table_without_tasks_has_no_head() {
        let grid = grid_of(&[&["Họ tên", "Chức vụ"], &["A", "B"]]);
        assert_eq!(Head::find(&grid), None);
    }
}
