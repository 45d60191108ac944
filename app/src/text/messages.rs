//! Sentences the server answers with: what is wrong, and what to do.
use super::Lang;

macro_rules! messages {
    ($($key:ident: $vi:literal / $en:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Message { $($key),+ }

        impl Message {
            pub const fn text(self, lang: Lang) -> &'static str {
                match (lang, self) { $(
                    (Lang::Vi, Self::$key) => $vi,
                    (Lang::En, Self::$key) => $en,
                )+ }
            }
        }
    };
}

messages! {
    SignInAgain: "Phiên làm việc đã hết. Mời đăng nhập lại." / "Your session has ended. Sign in again.",
    IslandsOnly: "Địa chỉ này chỉ dành cho các trang của Tiến Độ. Mời mở trang Tìm." / "This address is for pages of Tiến Độ only. Open the search page.",
    TooMany: "Quá nhiều yêu cầu trong một lúc. Mời chờ một phút rồi thử lại." / "Too many requests at once. Wait a minute and try again.",
    Failed: "Máy chủ gặp lỗi, lỗi đã được ghi lại. Mời thử lại sau ít phút." / "The server failed and has recorded it. Try again in a few minutes.",
    NotYet: "Ngày được hỏi chưa đến nên chưa có số liệu. Mời chọn hôm nay hoặc một ngày đã qua." / "That day has not come, so there are no figures yet. Choose today or a past day.",
    BadDay: "Ngày không đọc được. Mời nhập dạng 20/11/2026 hoặc 2026-11-20." / "The day could not be read. Write it as 20/11/2026 or 2026-11-20.",
    BadForm: "Biểu mẫu gửi lên không đọc được. Mời quay lại trang trước, tải lại trang và gửi lại." / "The form could not be read. Go back, reload the page and send it again.",
    ForeignOrigin: "Yêu cầu này không đến từ trang của Tiến Độ nên không được thực hiện. Mời mở lại trang và làm lại." / "This request did not come from a page of Tiến Độ and was not carried out. Open the page again and repeat it.",
    TooLarge: "Nội dung gửi lên quá lớn. Mời rút ngắn rồi gửi lại." / "What was sent is too large. Shorten it and send it again.",
    NoCampaign: "Chưa có chiến dịch nào trong cơ sở dữ liệu. Quản trị viên chạy lệnh tiendo import hoặc tiendo demo." / "The database holds no campaign yet. An administrator runs tiendo import or tiendo demo.",
    ProducedMissing: "Chưa ghi sản phẩm. Mời gọi tên vật cụ thể, kiểm tra được, ví dụ: Tập 12.400 hồ sơ đã đối soát, kèm biên bản." / "Say what was produced: a thing that can be checked, for example: 12,400 records compared, with the minutes.",
    ProducedTooLong: "Dài quá 2.000 ký tự. Mời ghi ngắn gọn, chi tiết để trong tài liệu minh chứng." / "Longer than 2,000 characters. Be brief; details belong in the evidence.",
    NumberMissing: "Chưa có số văn bản. Ví dụ: 214/BB." / "The document number is missing. Example: 214/BB.",
    NumberTooLong: "Số văn bản dài quá 100 ký tự. Ví dụ: 214/BB." / "The document number is longer than 100 characters. Example: 214/BB.",
    DocumentDayMissing: "Chưa có ngày văn bản. Ví dụ: 20/11/2026." / "The document's date is missing. Example: 20/11/2026.",
    DocumentDayBad: "Ngày không có trong lịch hoặc sai dạng. Mời nhập lại, ví dụ 20/11/2026." / "Not a day of the calendar, or not in this form: 20/11/2026.",
    DocumentDayFuture: "Ngày văn bản chưa đến. Mời kiểm tra lại ngày trên văn bản." / "The document's date has not come. Check the date on the document.",
    LinkMissing: "Chưa có đường dẫn đến tài liệu. Ví dụ: https://luutru.example/214-BB.pdf." / "The link to the document is missing. Example: https://archive.example/214-BB.pdf.",
    LinkBad: "Đường dẫn phải bắt đầu bằng https:// hoặc http:// và không có khoảng trắng. Ví dụ: https://luutru.example/214-BB.pdf." / "A link begins with https:// or http:// and has no spaces. Example: https://archive.example/214-BB.pdf.",
    SecretMark: "Có dấu hiệu tài liệu mật. Hệ thống không nhận tài liệu mật; nội dung này không được lưu. Mời bỏ phần đó." / "This carries a mark of secrecy. The system takes no secrets and has not kept it. Remove that part.",
    NoSecretsUnticked: "Mời xác nhận tài liệu không chứa bí mật nhà nước trước khi gửi." / "Confirm that the document contains no state secret before handing over.",
    StateChanged: "Mốc này vừa đổi trạng thái nên chưa gửi được. Mời xem lại tình trạng mới bên trên; nội dung đã nhập vẫn còn đây." / "The milestone has just changed, so this was not done. See its new state above; what you typed is still here.",
    NotYours: "Việc này không thuộc quyền của ông/bà, nên không được thực hiện." / "This is not yours to do and was not done.",
    OwnWork: "Không được tự nghiệm thu việc của đơn vị mình. Mời một cán bộ thường trực khác quyết định." / "Nobody accepts the work of the own unit. Another officer decides.",
    DraftConflict: "Người khác vừa lưu bản nháp này. Mời so hai bản bên dưới, giữ nội dung đúng rồi lưu lại." / "Somebody else has just saved this draft. Compare the two below, keep what is right and save again.",
    DecisionMissing: "Chưa chọn kết luận: nghiệm thu hay trả lại." / "Choose a decision: accept or return.",
    ReasonMissing: "Trả lại hoặc hủy nghiệm thu phải có lý do, để bên kia biết cần bổ sung gì." / "Returning or revoking needs a reason, so that the other side knows what to add.",
    ReasonTooLong: "Lý do dài quá 2.000 ký tự. Mời ghi ngắn gọn." / "The reason is longer than 2,000 characters. Be brief.",
    ChecksMissing: "Mời đánh dấu đủ ba mục đối chiếu rồi mới nghiệm thu." / "Tick all three checks before accepting.",
    NotMeasured: "Mốc kết quả chỉ được nghiệm thu khi số đo đã nghiệm thu đạt giá trị đã hứa." / "An outcome is accepted only when an accepted measurement has reached the promised value.",
    NoEvidence: "Không có minh chứng thì không nghiệm thu được." / "Nothing is accepted without evidence.",
}
