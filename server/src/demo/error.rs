//! Why there is no demonstration.
use crate::{db::DbError, import::Complaint};

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "cơ sở dữ liệu đã có dữ liệu; lệnh demo chỉ ghi vào cơ sở dữ liệu trống, hãy chọn DATABASE_URL khác"
    )]
    NotEmpty,
    #[error("tệp của chiến dịch có lỗi: {0}")]
    Files(Box<Complaint>),
    #[error("thiếu dòng chiến dịch trong campaign.csv")]
    NoCampaign,
    #[error("contributors.csv: {0}")]
    Contributors(String),
    #[error("dependencies.csv: {0}")]
    Dependencies(String),
    #[error(transparent)]
    Db(#[from] DbError),
}
