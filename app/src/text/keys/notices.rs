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
    NoticeSessionEnded: "Phiên làm việc đã hết. Mời đăng nhập lại." / "Your session has ended. Sign in again.",
    NoticeUnsent: "Chưa gửi: mẫu dưới đây giữ nội dung đã nhập trước khi phiên hết. Mời xem lại rồi bấm gửi." / "Not sent yet: the form below holds what you typed before the session ended. Look it over and send it.",
    NoticeUnsentOther: "Nội dung nhập trước khi phiên hết là của một tài khoản khác, nên không hiện ở đây và chưa được gửi." / "What was typed before the session ended belongs to another account, so it is not shown here and was not sent.",
    NoticeUnsentGone: "Nội dung nhập trước khi phiên hết chỉ giữ được 60 phút, nay không còn và chưa được gửi. Mời nhập lại." / "What was typed before the session ended is kept for 60 minutes; it is gone and was not sent. Please type it again.",
}
