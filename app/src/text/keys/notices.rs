//! What a page says after something was done.
texts! {
    NoticeDraftSaved: "Đã lưu nháp." / "The draft is saved.",
    NoticeSubmitted: "Đã gửi. Báo cáo chờ nghiệm thu." / "Sent. The report waits for acceptance.",
    NoticeWithdrawn: "Đã rút báo cáo. Mốc mở lại." / "The report is withdrawn. The milestone is open again.",
    NoticeAccepted: "Đã nghiệm thu." / "Accepted.",
    NoticeReturned: "Đã trả lại kèm lý do." / "Returned with the reason.",
    NoticeRevoked: "Đã hủy nghiệm thu. Mốc mở lại." / "The acceptance is revoked. The milestone is open again.",
    NoticeExtended: "Đã gia hạn. Hạn gốc giữ nguyên." / "Extended. The original deadline stays.",
    NoticeExtensionRequested: "Đã gửi đề nghị gia hạn." / "The extension is requested.",
    NoticeSignedOut: "Đã đăng xuất." / "Signed out.",
}
