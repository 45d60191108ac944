//! `/sign-in`.
texts! {
    SignInTitle: "Đăng nhập" / "Sign in",
    SignInLead: "Dùng tài khoản do Thường trực Ban Chỉ đạo cấp." / "Use the account issued by the standing office.",
    Username: "Tên đăng nhập" / "User name",
    Password: "Mật khẩu" / "Password",
    SignInButton: "Đăng nhập" / "Sign in",
    SignInWrong: "Tên đăng nhập hoặc mật khẩu không đúng. Mời nhập lại." / "User name or password is wrong. Please try again.",
    SignInSlow: "Đã thử quá nhiều lần. Mời thử lại sau {0} giây." / "Too many attempts. Please try again in {0} seconds.",
    SignInNote: "Hệ thống không nhận tài liệu mật. Mọi lần đăng nhập và sửa số liệu đều được ghi lại." / "No secret documents here. Every sign-in and every change is recorded.",
    MottoA: "Không lấy *kế hoạch* làm *kết quả*," / "A *plan* is not a *result*,",
    MottoB: "không lấy *quy trình* làm *thành tích*." / "a *process* is not an *achievement*.",
    DemoAccounts: "Tài khoản dùng thử" / "Demonstration accounts",
    DemoPassword: "Mật khẩu chung được in khi khởi động máy chủ." / "The common password is printed when the server starts.",
    CampaignSince: "Phát động ngày {0}." / "Started on {0}.",
    CampaignUntil: "Phát động ngày {0}, thời hạn {1}." / "Started on {0}, deadline {1}.",
}
