//! CSV for machines and for Excel: a byte-order mark, days as 2026-11-22,
//! shares as fractions with six digits.
use app::sheets::{Cell, Sheet};

use super::{Marks, looks_like_a_formula, plain};
use crate::web::error::WebError;

/// Without it Excel reads Vietnamese as another encoding.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

pub fn write(marks: &Marks, sheet: &Sheet) -> Result<Vec<u8>, WebError> {
    let failed = |error: csv::Error| WebError::Internal(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let heads = sheet.columns.iter().map(|column| column.head.clone());
    let marked = [
        &marks.as_of_head,
        &marks.note_head,
        &marks.campaign_head,
        &marks.part_head,
    ];
    let marked = marked.map(String::clone);
    writer.write_record(heads.chain(marked)).map_err(failed)?;
    for row in &sheet.rows {
        let marked = [
            marks.as_of.to_string(),
            marks.badge.clone(),
            marks.campaign.clone(),
            marks.part.clone(),
        ];
        writer
            .write_record(row.iter().map(text).chain(marked))
            .map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| WebError::Internal(error.to_string()))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        // The apostrophe is what spreadsheet programs themselves put before it.
        Cell::Text(text) if looks_like_a_formula(text) => format!("'{text}"),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Share(share) => share.six(),
        Cell::Value(value) => decimal(*value),
        Cell::Day(day) => day.to_string(),
    }
}

/// Up to six digits after the point, cut.
fn decimal(value: app::domain::Value) -> String {
    let text = format!("{:.6}", plain(value));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::{Share, Value, parse_day};

    #[test]
    fn a_value_is_0_or_100_only_where_it_is_exactly_that() {
        for (part, of, told) in [
            (100 * 999_999_999_999, 1_000_000_000_000, "99.999999"),
            (1, 100_000_000, "0.000001"),
            (-1, 100_000_000, "-0.000001"),
            (100, 1, "100"),
            (0, 1, "0"),
            (191, 2, "95.5"),
        ] {
            assert_eq!(decimal(Value::new(part, of)), told);
        }
    }

    #[test]
    fn a_file_begins_with_its_mark_and_no_cell_is_a_formula() {
        let mut sheet = Sheet::new(
            app::views::Table::Units,
            String::new(),
            vec![("Đơn vị", 20), ("Nghiệm thu", 9)],
        );
        sheet
            .rows
            .push(vec!["=HYPERLINK(1)".into(), Share::new(1, 3).into()]);
        sheet.rows.push(vec!["Xã \"A\", B".into(), Cell::Empty]);
        let marks = Marks {
            as_of_head: "Ngày".into(),
            note_head: "Ghi chú".into(),
            as_of: parse_day("2026-11-22").unwrap(),
            badge: "Số liệu mẫu".into(),
            campaign_head: "Chiến dịch".into(),
            campaign: "Một chiến dịch".into(),
            part_head: "Phạm vi".into(),
            part: "Đơn vị (tier=city)".into(),
        };
        let bytes = write(&marks, &sheet).unwrap();
        assert_eq!(&bytes[..3], BYTE_ORDER_MARK);
        assert_eq!(
            std::str::from_utf8(&bytes[3..]).unwrap(),
            "Đơn vị,Nghiệm thu,Ngày,Ghi chú,Chiến dịch,Phạm vi\r\n\
             '=HYPERLINK(1),0.333333,2026-11-22,Số liệu mẫu,Một chiến dịch,Đơn vị (tier=city)\r\n\
             \"Xã \"\"A\"\", B\",,2026-11-22,Số liệu mẫu,Một chiến dịch,Đơn vị (tier=city)\r\n"
        );
    }
}
