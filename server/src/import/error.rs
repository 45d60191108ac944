//! Why an import did not happen.
use app::domain::Day;

use crate::{db::DbError, ledger::accounts::AccountError};

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("không đọc được thư mục {0}: {why}", why = crate::cause::of_system(.1))]
    Folder(String, std::io::Error),
    #[error("có {0} lỗi trong tệp; chưa nhập gì, hãy sửa theo danh sách rồi nhập lại")]
    Errors(usize),
    #[error("dữ liệu vừa có thay đổi khác; chưa nhập gì, hãy xem lại bản xem trước rồi nhập lại")]
    Moved,
    #[error("ngày đã sang: chiến dịch khép lại hết ngày {}; chưa nhập gì, hãy xem trước lại", app::text::day_as_typed(*.0))]
    Over(Day),
    #[error("không ghi được tệp: {0}")]
    Unwritten(#[from] csv::Error),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Db(#[from] DbError),
}
