//! `/account`: one's own account.
texts! {
    AccountTitle: "Tài khoản" / "Account",
    AccountName: "Tên" / "Name",
    AccountRole: "Vai" / "Role",
    AccountOrganisation: "Đơn vị, doanh nghiệp" / "Unit or company",
    AccountMail: "Thư buổi sáng" / "The morning's mail",
    AccountMailTo: "Thư được gửi tới *{0}* vào sáng ngày làm việc, khi có việc phải báo cáo, trả lời hoặc nghiệm thu." / "Mail goes to *{0}* on the morning of a working day when something is to be reported, answered or reviewed.",
    AccountMailUnwanted: "Đã thôi nhận: không có thư nào được gửi." / "Not wanted: no mail is sent.",
    AccountMailNoAddress: "Chưa có địa chỉ: không có thư nào được gửi." / "There is no address: no mail is sent.",
    AccountMailNoServer: "Máy chủ này chưa được đặt để gửi thư: không có thư nào được gửi." / "This server is not set up to send mail: none is sent.",
    Email: "Địa chỉ thư" / "E-mail address",
    EmailHint: "Chỉ dùng để gửi thư này, không hiện cho ai khác. Để trống nếu không muốn lưu." / "Used for this mail only and shown to nobody else. Leave it empty to keep none.",
    WantsMail: "Nhận thư mỗi sáng" / "Send me the morning's mail",
    AccountSave: "Lưu" / "Save",
    EmailBad: "Địa chỉ thư không đọc được. Mời viết một địa chỉ, không dấu, dạng ten@coquan.vn." / "This is not an e-mail address. Write one, such as name@office.vn.",
    OvertakenAccount: "Chưa lưu: địa chỉ hoặc lựa chọn đã được sửa ở nơi khác sau khi mở trang này, dòng trên là điều đang có. Bấm Lưu lần nữa để thay bằng nội dung dưới đây." / "Not saved: it was changed elsewhere since this page was opened; the line above says what holds now. Press Save again to put what stands below in its place.",
}
