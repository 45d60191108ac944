//! The heads of a table one under another: a second one may call the columns otherwise, or have them in
//! another order.
use std::collections::BTreeSet;

use super::{Grid, columns::Head};

/// The heads of a table, and the rows that they stand in.
#[derive(Debug, Clone)]
pub(super) struct Heads {
    all: Vec<Head>,
    rows: BTreeSet<usize>,
    /// Rows that name columns as a head does, but none of tasks: what stands under them is not to be read.
    pub unlike: Vec<usize>,
}

impl Heads {
    pub fn find(grid: &Grid) -> Option<Self> {
        let mut heads = Self {
            all: vec![Head::find(grid)?],
            rows: BTreeSet::new(),
            unlike: Vec::new(),
        };
        let rows: Vec<(usize, &Vec<String>)> = grid
            .range(heads.first()..)
            .map(|(row, cells)| (*row, cells))
            .collect();
        for (at, (row, cells)) in rows.iter().enumerate() {
            if !heads.rows.contains(row) {
                heads.take((*row, cells), rows.get(at + 1).copied());
            }
        }
        Some(heads)
    }

    fn take(&mut self, (row, cells): (usize, &Vec<String>), next: Option<(usize, &Vec<String>)>) {
        let now = self.at(row);
        if now.is_again(cells) {
            self.rows.insert(row);
            return;
        }
        if !now.is_another(cells) {
            return;
        }
        let below = next.filter(|(_, below)| now.goes_on(below));
        match Head::later((row, cells), below) {
            Some(head) => {
                self.rows.extend(row..head.first);
                self.all.push(head);
            }
            None => self.unlike.push(row),
        }
    }

    /// The row under the first head.
    pub fn first(&self) -> usize {
        self.all.first().map_or(0, |it| it.first)
    }

    /// Whether a row is one of a head, or only looks like one.
    pub fn is_head(&self, row: usize) -> bool {
        self.rows.contains(&row) || self.unlike.contains(&row)
    }

    /// The head that a row stands under.
    pub fn at(&self, row: usize) -> &Head {
        let above = self.all.partition_point(|it| it.first <= row);
        &self.all[above.saturating_sub(1)]
    }

    pub fn all(&self) -> &[Head] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{columns::Column, grid_of},
        *,
    };

    #[test]
    fn a_second_head_is_known_by_several_names_of_columns() {
        let task: &[&str] = &["1", "Số hóa hồ sơ", "Sở Nội vụ", "", "Báo cáo", "30/9/2026"];
        let grid = grid_of(&[
            &[
                "TT",
                "Nhiệm vụ",
                "Chủ trì",
                "Phối hợp",
                "Sản phẩm",
                "Thời hạn",
            ],
            task,
            &[
                "STT",
                "Cơ quan chủ trì",
                "Nội dung",
                "Kết quả",
                "Thời gian",
                "Đơn vị phối hợp",
            ],
            task,
            &["STT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn", ""],
            &["", "", "Chủ trì", "Phối hợp", "", ""],
            task,
            &[
                "STT",
                "Mục tiêu",
                "Chủ trì",
                "Phối hợp",
                "Kết quả",
                "Thời hạn",
            ],
            &[
                "2",
                "Kết quả nhiệm vụ",
                "Đơn vị chủ trì",
                "Tham gia",
                "",
                "",
            ],
        ]);
        let heads = Heads::find(&grid).unwrap();
        let places = |row: usize| {
            let all = [Column::Task, Column::Lead, Column::Helpers, Column::Due];
            all.map(|it| heads.at(row).place(it))
        };
        assert_eq!(places(2), [Some(1), Some(2), Some(3), Some(5)]);
        assert_eq!(places(4), [Some(2), Some(1), Some(5), Some(4)]);
        assert_eq!(places(7), [Some(1), Some(2), Some(3), Some(4)]);
        let rows = (1..=9).filter(|row| heads.rows.contains(row));
        assert_eq!(rows.collect::<Vec<_>>(), [3, 5, 6]);
        assert_eq!(heads.unlike, [8]);
    }
}
