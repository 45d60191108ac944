use crate::{
    domain::{DutyKey, UnitCode},
    views::Frame,
};

/// An address of this site that keeps the past day the reader looks at.
pub fn href(frame: &Frame, path: &str) -> String {
    match frame.as_of {
        Some(day) => {
            let sign = if path.contains('?') { '&' } else { '?' };
            format!("{path}{sign}as_of={day}")
        }
        None => path.to_owned(),
    }
}

pub fn unit_path(unit: &UnitCode) -> String {
    format!("/units/{unit}")
}

pub fn duty_path(key: &DutyKey) -> String {
    format!("/duties/{}/{}", key.unit, key.workstream)
}
