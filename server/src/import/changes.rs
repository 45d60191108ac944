//! Every change of an import as a table, where the preview names the first of each kind.
use super::preview::{Change, Difference, Preview};
use crate::web::looks_like_a_formula;

/// Without it Excel reads Vietnamese as another encoding.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Preview {
    /// All changes, notes and errors as CSV.
    pub fn changes(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.to_vec());
        writer.write_record(["tệp", "dòng", "loại", "mục", "cột", "trước", "sau"])?;
        let mut write = |cells: [&str; 7]| {
            // The apostrophe is what spreadsheet programs themselves put before it.
            writer.write_record(cells.map(|cell| match looks_like_a_formula(cell) {
                true => format!("'{cell}"),
                false => cell.to_owned(),
            }))
        };
        let place = |line: Option<u64>| line.map_or_else(String::new, |line| line.to_string());
        for file in &self.files {
            for kind in file.kinds() {
                for Change {
                    line,
                    label,
                    differences,
                    ..
                } in kind.rows
                {
                    let line = place(*line);
                    if differences.is_empty() {
                        write([file.file, &line, &kind.what, label, "", "", ""])?;
                    }
                    for Difference { column, was, now } in differences {
                        write([file.file, &line, &kind.what, label, column, was, now])?;
                    }
                }
            }
        }
        for duty in &self.led {
            write([
                "duties.csv",
                "",
                "nhiệm vụ chủ trì tạo thêm",
                duty,
                "",
                "",
                "",
            ])?;
        }
        let said = [("lưu ý", &self.report.notes), ("lỗi", &self.report.errors)];
        for (what, complaints) in said {
            for told in complaints {
                let column = told.column.as_deref().unwrap_or_default();
                let (line, text) = (place(told.line), told.problem.to_string());
                write([&told.file, &line, what, &text, column, "", ""])?;
            }
        }
        writer
            .into_inner()
            .map_err(|error| error.into_error().into())
    }
}
