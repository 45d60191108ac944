//! Why something was refused, and what stands beside a form that came back.
texts! {
    RefusedState: "Việc này không thực hiện được ở trạng thái hiện tại của mốc." / "This cannot be done in the milestone's present state.",
    RefusedNotYours: "Việc này không thuộc quyền của ông/bà, nên không được thực hiện." / "This is not yours to do and was not done.",
    RefusedUnitClosed: "Đơn vị này đã kết thúc hoạt động nên không nhận báo cáo; Thường trực giao lại phần việc còn lại." / "This unit is closed and takes no report; the office hands on what is left.",
    RefusedOwnWork: "Không được tự nghiệm thu việc của đơn vị mình. Mời một cán bộ thường trực khác quyết định; không còn ai khác thì ủy viên Ban Chỉ đạo quyết định." / "Nobody accepts the work of the own unit. Another officer decides; where there is none, a member of the committee.",
    RefusedNoEvidence: "Không có minh chứng thì không nghiệm thu được." / "Nothing is accepted without evidence.",
    RefusedNoDeadline: "Mốc này không có thời hạn nên không gia hạn." / "This milestone has no deadline to extend.",
    RefusedNotMeasured: "Mốc kết quả chỉ được nghiệm thu khi số đo đã nghiệm thu đạt giá trị đã hứa." / "An outcome is accepted only when an accepted measurement has reached the promised value.",
    RepromisedTitle: "Mốc đã được đổi sau khi trang này được mở" / "The milestone changed after this page was opened",
    RepromisedBody: "Mời đọc nội dung mới; loại, trọng số và bên chịu trách nhiệm hiện nay ở đầu trang." / "Read what is new; its present kind, weight and responsible party stand above.",
    PromiseRead: "Khi mở trang" / "When opened",
    PromiseNow: "Hiện nay" / "Now",
    StateChanged: "Mốc này vừa đổi trạng thái nên chưa gửi được. Mời xem lại tình trạng mới bên trên; nội dung đã nhập vẫn còn đây." / "The milestone has just changed, so this was not done. See its new state above; what you typed is still here.",
    Overtaken: "Chưa ghi gì: mốc này đã thay đổi sau khi trang được mở. Mời đọc phần mới bên dưới; nội dung đã nhập vẫn còn đây." / "Nothing was recorded: the milestone has changed since the page was opened. Read what is new below; what you typed is still here.",
    OtherAccount: "Chưa ghi gì: biểu mẫu này mở cho một tài khoản khác, còn trang này nay đăng nhập bằng tài khoản ghi ở góc trên. Mời kiểm tra: gửi lại là ghi với tên tài khoản đang đăng nhập." / "Nothing was recorded: this form was opened for another account than the one now signed in, named at the top. Check: sending again records it under the name now signed in.",
    SecretMark: "Có dấu hiệu tài liệu mật. Hệ thống không nhận tài liệu mật; nội dung này không được lưu. Mời bỏ phần đó." / "This carries a mark of secrecy. The system takes no secrets and has not kept it. Remove that part.",
}
