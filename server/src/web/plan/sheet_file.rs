//! The table of a file: which of its worksheets is read as a plan, and what is said of the others.
use app::{
    domain::{FileRefusal, clean_line, secrecy_mark_in_name},
    views::{SheetHidden, SheetLeft, TableMistake},
};

use url::form_urlencoded;

use super::typed::is_secret;
use crate::{
    import::sheet::{self, Found, Grid},
    web::{
        grid::{self, Table},
        received::{LARGEST_FORM, Sent},
        visit::Visit,
    },
};

/// The longest table: beside it a form has its answers.
const LONGEST: usize = LARGEST_FORM / 4 * 3;

/// The table of a file that is read.
pub(super) struct OfFile {
    /// As the form carries it.
    pub text: String,
    /// Worksheets that are not read.
    pub left: Vec<SheetLeft>,
    pub hidden: SheetHidden,
}

pub(super) async fn of_file(visit: &Visit, sent: &Sent) -> Result<OfFile, TableMistake> {
    let mut tables = grid::tables(&visit.app, sent).await?;
    if secrecy_mark_in_name(&clean_line(&sent.name)).is_some() {
        return Err(TableMistake::File(FileRefusal::SecretName));
    }
    // A text is one table, whichever sign parts it, and its form is looked through.
    if tables.iter().any(|it| !it.name.is_empty() && is_marked(it)) {
        return Err(TableMistake::File(FileRefusal::SecretText));
    }
    let at = chosen(&tables)?;
    tables[at].whole()?;
    let others = tables.iter().enumerate().filter(|(it, _)| *it != at);
    let left = others.filter_map(|(_, it)| left_out(it)).collect();
    let read = &mut tables[at];
    sheet::filled(&mut read.cells, &read.merged);
    let text = as_text(&read.cells)?;
    // A form that carries it could not be sent.
    let bytes = form_urlencoded::byte_serialize(text.as_bytes());
    if bytes.map(str::len).sum::<usize>() > LONGEST {
        return Err(TableMistake::TooLong);
    }
    Ok(OfFile {
        text,
        left,
        hidden: SheetHidden {
            rows: read.hidden_rows.clone(),
            columns: read.hidden_columns.iter().map(|at| letters(*at)).collect(),
        },
    })
}

/// Whether anything in a worksheet carries a mark of secrecy, read or not: its name, its cells, what stands
/// beside them.
fn is_marked(it: &Table) -> bool {
    let cells = it.cells.values().flatten();
    let all = std::iter::once(&it.name).chain(&it.beside).chain(cells);
    let mut lines = all.flat_map(|it| it.lines());
    lines.any(is_secret)
}

/// The first worksheet with tasks that is not hidden; of a text the table with most columns that are
/// known, of several the one with most tasks.
fn chosen(tables: &[Table]) -> Result<usize, TableMistake> {
    let found = tables.iter().map(|it| sheet::found_in(&it.cells));
    let found: Vec<Found> = found.collect();
    let with_tasks = |at: &usize| found[*at].tasks > 0;
    let of_book = |at: &usize| !tables[*at].name.is_empty();
    let mut all = (0..tables.len()).filter(with_tasks);
    let seen = all.clone().find(|at| of_book(at) && !tables[*at].hidden);
    let most = all
        .clone()
        .filter(|at| !of_book(at))
        .max_by_key(|at| (found[*at].columns, found[*at].tasks));
    match (seen.or(most), all.next()) {
        (Some(at), _) => Ok(at),
        (None, Some(hidden)) => Err(TableMistake::OnlyHidden(tables[hidden].name.clone())),
        // All tasks may have fallen into one cell.
        (None, None) => {
            let wide = |it: &&Table| it.cells.values().map(Vec::len).max();
            let widest = tables.iter().max_by_key(wide);
            let broken = widest.and_then(|it| it.broken.clone());
            Err(broken.unwrap_or(TableMistake::NoTasks))
        }
    }
}

/// What is to be said of a worksheet that is not read: an empty one is none.
fn left_out(it: &Table) -> Option<SheetLeft> {
    let tasks = sheet::found_in(&it.cells).tasks;
    // What is hidden and has no tasks serves the others.
    let told = tasks > 0 || (!it.hidden && !it.cells.is_empty());
    (told && !it.name.is_empty()).then(|| SheetLeft {
        name: clean_line(&it.name),
        tasks,
        hidden: it.hidden,
    })
}

/// A column by the letters over it: A, Z, AA.
fn letters(column: usize) -> String {
    let letter = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => letter.to_string(),
        before => format!("{}{letter}", letters(before - 1)),
    }
}

/// A table with each row in its line, empty ones too: their numbers are those of the file.
fn as_text(grid: &Grid) -> Result<String, TableMistake> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .from_writer(Vec::new());
    let last = grid.keys().next_back().copied().unwrap_or_default();
    let empty = vec![String::new()];
    for row in 1..=last {
        let cells = grid.get(&row).unwrap_or(&empty);
        writer.write_record(cells).map_err(|_| TableMistake::Kind)?;
    }
    let bytes = writer.into_inner().map_err(|_| TableMistake::Kind)?;
    String::from_utf8(bytes).map_err(|_| TableMistake::Kind)
}

#[cfg(test)]
mod tests {
    use app::text::{self, Lang};

    use super::*;

    /// A worksheet with so many tasks.
    fn table(name: &str, hidden: bool, tasks: usize) -> Table {
        let line = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let head = [(1, line(["TT", "Nhiệm vụ", "Chủ trì"]))];
        let rows = (2..tasks + 2).map(|row| (row, line(["1", "Việc", "Sở Y tế"])));
        let cells = if tasks > 0 {
            head.into_iter().chain(rows).collect()
        } else {
            [(1, line(["a", "b", "c"]))].into()
        };
        Table {
            name: name.to_owned(),
            hidden,
            cells,
            ..Table::default()
        }
    }

    #[test]
    fn the_first_worksheet_that_is_seen_is_read_and_no_other_is_left_out_in_silence() {
        let book = [
            table("Bìa", false, 0),
            table("Cũ", true, 4),
            table("Phụ lục I", false, 1),
            table("Phụ lục II", false, 2),
            table("Danh mục", true, 0),
            Table {
                name: "Trang3".to_owned(),
                ..Table::default()
            },
        ];
        assert_eq!(chosen(&book), Ok(2));
        let told: Vec<String> = [0, 1, 3, 4, 5]
            .iter()
            .filter_map(|at| left_out(&book[*at]))
            .map(|it| text::sheet_left(Lang::Vi, &it))
            .collect();
        assert_eq!(
            told,
            [
                "Trang “Bìa” của tệp không đọc: không thấy dòng tên cột của nhiệm vụ.",
                "Tệp còn trang ẩn “Cũ” (4 nhiệm vụ) không đọc.",
                "Tệp còn trang “Phụ lục II” (2 nhiệm vụ) chưa đọc: lưu trang đó thành tệp riêng rồi đọc tiếp sau bảng này.",
            ]
        );
        let one = left_out(&book[2]).map(|it| text::sheet_left(Lang::En, &it));
        let one = one.unwrap_or_default();
        assert!(one.contains("“Phụ lục I” (1 task)"), "{one}");
        let hidden = TableMistake::OnlyHidden("Cũ".to_owned());
        assert_eq!(chosen(&book[..2]), Err(hidden));
        assert_eq!(chosen(&book[..1]), Err(TableMistake::NoTasks));
        // A text is read by the sign under which most columns are found, then most tasks.
        let text = [
            table("", false, 0),
            table("", false, 3),
            table("", false, 1),
        ];
        assert_eq!(chosen(&text), Ok(1));
        let mut wide = table("", false, 1);
        let head = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp"].map(str::to_owned);
        wide.cells.insert(1, head.to_vec());
        assert_eq!(chosen(&[wide, table("", false, 3)]), Ok(0));
        let open = TableMistake::Quote { line: 1 };
        let swallowed = Table {
            broken: Some(open.clone()),
            ..table("", false, 0)
        };
        assert_eq!(chosen(&[table("", false, 0), swallowed]), Err(open));
    }

    #[test]
    fn a_form_carries_the_worksheets_that_are_not_read() {
        for left in
            [("Phụ lục II", 2, false), ("Cũ 1 2", 0, true)].map(|(name, tasks, hidden)| SheetLeft {
                name: name.to_owned(),
                tasks,
                hidden,
            })
        {
            assert_eq!(SheetLeft::of_field(&left.field()), Some(left));
        }
        let hidden = SheetHidden {
            rows: vec![3, 12],
            columns: [5, 25, 26, 99].map(letters).to_vec(),
        };
        assert_eq!(hidden.columns, ["F", "Z", "AA", "CV"]);
        assert_eq!(SheetHidden::of_field(&hidden.field()), hidden);
        assert_eq!(SheetHidden::of_field("x <b>"), SheetHidden::default());
        assert_eq!(SheetLeft::of_field("x"), None);
    }
}
