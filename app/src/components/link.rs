use crate::{
    domain::{DutyKey, IndicatorCode, PartnerCode, UnitCode, WorkstreamCode},
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

pub fn database_path(code: &WorkstreamCode) -> String {
    format!("/databases/{code}")
}

pub fn partner_path(code: &PartnerCode) -> String {
    format!("/partners/{code}")
}

pub fn outcome_path(code: &IndicatorCode) -> String {
    format!("/outcomes/{code}")
}
