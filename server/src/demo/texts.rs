//! The words of what is invented, in the style of the city's own papers.

/// A promised step: its title, and the thing that can be checked. `{n}` is the
/// number of records, `{k}` a part of it, `{cu}` what they are, `{db}` the
/// database.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    pub title: &'static str,
    pub product: &'static str,
}

const fn promise(title: &'static str, product: &'static str) -> Promise {
    Promise { title, product }
}

pub const PLANS: [Promise; 3] = [
    promise(
        "Ban hành kế hoạch thực hiện: {db}",
        "Kế hoạch có chữ ký của người đứng đầu đơn vị",
    ),
    promise(
        "Phân công đầu mối, lập kế hoạch chi tiết: {db}",
        "Quyết định phân công, bảng tiến độ theo tuần",
    ),
    promise(
        "Khảo sát hiện trạng, thống nhất kế hoạch với doanh nghiệp đồng hành",
        "Biên bản làm việc, kế hoạch phối hợp",
    ),
];

pub const PROCESSES: [Promise; 3] = [
    promise(
        "Tập huấn nhập liệu, đối soát {cu}",
        "Danh sách người dự, tài liệu tập huấn",
    ),
    promise(
        "Thống nhất biểu mẫu, quy trình cập nhật {cu}",
        "Quy trình đã được phê duyệt",
    ),
    promise(
        "Thành lập tổ công tác dữ liệu của đơn vị",
        "Quyết định thành lập, phân công nhiệm vụ",
    ),
];

/// Steps without a day.
pub const ROUTINES: [Promise; 2] = [
    promise(
        "Họp giao ban tiến độ với doanh nghiệp đồng hành",
        "Thông báo kết luận giao ban",
    ),
    promise(
        "Cập nhật biến động {cu} phát sinh",
        "Nhật ký cập nhật trên hệ thống",
    ),
];

/// Products of a contributor, in the order the work goes.
pub const PRODUCTS: [Promise; 8] = [
    promise(
        "Rà soát, lập danh mục {cu} cần tạo lập",
        "Danh mục {n} {cu} có xác nhận của đơn vị",
    ),
    promise(
        "Số hóa, tạo lập {n} {cu}",
        "Biên bản bàn giao {n} {cu} đã số hóa",
    ),
    promise(
        "Đối soát {n} {cu} với CSDL dân cư",
        "Báo cáo đối soát {n} {cu}, kèm danh sách sai lệch",
    ),
    promise(
        "Làm sạch dữ liệu trùng, thiếu của {n} {cu}",
        "Danh sách {k} {cu} đã xử lý trùng, thiếu",
    ),
    promise(
        "Gắn mã định danh cho {n} {cu}",
        "Tệp {n} {cu} có mã định danh, biên bản kiểm tra mẫu",
    ),
    promise(
        "Chuẩn hóa {n} {cu} theo danh mục mã dùng chung",
        "Báo cáo kiểm tra danh mục mã trên {n} {cu}",
    ),
    promise(
        "Kết nối, đồng bộ dữ liệu {cu} về Trung tâm dữ liệu quốc gia",
        "Biên bản nghiệm thu kết nối, nhật ký đồng bộ 30 ngày",
    ),
    promise(
        "Khai thác dữ liệu thay cho giấy tờ trong giải quyết thủ tục hành chính",
        "Danh sách thủ tục đã bỏ yêu cầu nộp bản sao giấy",
    ),
];

/// Products of the unit that leads a database.
pub const LEAD_PRODUCTS: [Promise; 7] = [
    promise(
        "Ban hành quy chế cập nhật, khai thác {db}",
        "Quyết định ban hành quy chế",
    ),
    promise(
        "Hoàn thành cấu trúc dữ liệu, danh mục mã dùng chung của {db}",
        "Tài liệu cấu trúc dữ liệu đã thẩm định",
    ),
    promise(
        "Số hóa, tạo lập {n} {cu}",
        "Biên bản bàn giao {n} {cu} đã số hóa",
    ),
    promise(
        "Đối soát {n} {cu} với nguồn gốc",
        "Báo cáo đối soát {n} {cu}, kèm danh sách sai lệch",
    ),
    promise(
        "Làm sạch, gắn mã định danh cho {n} {cu}",
        "Tệp {n} {cu} đã làm sạch, biên bản kiểm tra mẫu",
    ),
    promise(
        "Kết nối, đồng bộ {db} về Trung tâm dữ liệu quốc gia",
        "Biên bản nghiệm thu kết nối, nhật ký đồng bộ 30 ngày",
    ),
    promise(
        "Cung cấp dịch vụ chia sẻ {db} cho sở, ngành, phường, xã",
        "Danh sách đơn vị đã khai thác, tài liệu dịch vụ chia sẻ",
    ),
];

/// Products of the tasks beside the databases.
pub const TASK_PRODUCTS: [Promise; 4] = [
    promise("Trình dự thảo: {db}", "Tờ trình và dự thảo"),
    promise(
        "Lấy ý kiến, hoàn thiện: {db}",
        "Bảng tổng hợp, giải trình ý kiến",
    ),
    promise(
        "Ban hành, đưa vào thực hiện: {db}",
        "Văn bản đã ban hành hoặc biên bản đưa vào vận hành",
    ),
    promise(
        "Báo cáo kết quả năm đầu: {db}",
        "Báo cáo có số liệu kèm minh chứng",
    ),
];

pub const EVERYBODYS_PRODUCTS: [Promise; 2] = [
    promise(
        "Hoàn thành tại đơn vị: {db}",
        "Báo cáo kết quả có xác nhận của người đứng đầu",
    ),
    promise(
        "Khắc phục tồn tại sau kiểm tra: {db}",
        "Biên bản kiểm tra lại",
    ),
];

pub const OUTCOME: Promise = promise(
    "{p}% {cu} đúng, đủ, sạch, sống",
    "Báo cáo số đo {p}% trên {n} {cu}, đơn vị ký xác nhận",
);

/// What the outcome of each duty is called in English.
pub const OUTCOME_EN: &str = "Records that are right, complete, clean and live";

pub const REPORTS: [&str; 4] = [
    "Đã hoàn thành theo kế hoạch, kính gửi hồ sơ nghiệm thu.",
    "Kính gửi sản phẩm và biên bản kiểm tra nội bộ.",
    "Sản phẩm đã được kiểm tra mẫu, đề nghị nghiệm thu.",
    "Đã bàn giao đủ số lượng, có biên bản kèm theo.",
];

/// The same for plans and processes.
pub const PLAN_REPORTS: [&str; 2] = [
    "Kính gửi văn bản đã ban hành.",
    "Đã thực hiện, kính gửi hồ sơ kèm theo.",
];

pub const AGAIN: [&str; 2] = [
    "Đã bổ sung theo ý kiến trả lại, đề nghị nghiệm thu.",
    "Kính gửi lại hồ sơ đã chỉnh sửa, kèm danh sách sai lệch đã xử lý.",
];

pub const RETURNS: [&str; 5] = [
    "Thiếu biên bản đối soát có chữ ký của hai bên.",
    "Số lượng trong biên bản không khớp với số đo đã báo cáo.",
    "Kiểm tra mẫu còn 7/200 bản ghi sai họ tên, đề nghị rà lại.",
    "Minh chứng chưa có ngày ban hành.",
    "Chưa có nhật ký đồng bộ đủ 30 ngày.",
];

pub const PLAN_RETURNS: [&str; 3] = [
    "Văn bản chưa có chữ ký của người đứng đầu.",
    "Chưa nêu người chịu trách nhiệm và thời hạn từng việc.",
    "Minh chứng chưa có ngày ban hành.",
];

pub const WITHDRAWALS: [&str; 2] = [
    "Rút lại để bổ sung phụ lục danh sách.",
    "Rút lại do đính kèm nhầm bản dự thảo.",
];

pub const PLAN_WITHDRAWALS: [&str; 1] = ["Rút lại để bổ sung phụ lục phân công."];

pub const REVOCATIONS: [&str; 2] = [
    "Hậu kiểm phát hiện dữ liệu trùng chưa xử lý, thu hồi nghiệm thu.",
    "Kết nối ngừng hoạt động quá 10 ngày sau nghiệm thu.",
];

pub const EXTENSIONS: [&str; 3] = [
    "Chờ danh mục mã dùng chung của bộ chủ quản.",
    "Khối lượng hồ sơ giấy sau sắp xếp đơn vị hành chính lớn hơn dự kiến.",
    "Phần mềm của bộ chủ quản đang nâng cấp, chưa tiếp nhận được dữ liệu.",
];

pub const DECLINED: [&str; 2] = [
    "Khối lượng còn lại làm kịp trong hạn; tăng người đối soát.",
    "Vướng mắc đã được gỡ tại cuộc họp tuần trước, giữ nguyên hạn.",
];

pub const WAITS: [&str; 2] = [
    "Bộ chủ quản: cấp tài khoản kết nối trục dữ liệu.",
    "Bộ chủ quản: ban hành danh mục mã dùng chung.",
];

pub const CANCELLED: [&str; 2] = [
    "Nội dung đã gộp vào kế hoạch chung của đơn vị.",
    "Văn bản này không còn cần sau hướng dẫn mới.",
];

/// What is added to a product that a decision redefines, and why.
pub const MORE_PRODUCT: &str = ", kèm biên bản kiểm tra mẫu";
pub const REDEFINED: &str = "Bổ sung biên bản kiểm tra mẫu để có căn cứ nghiệm thu.";

/// Who takes such decisions: no account has the name.
pub const DECIDER: &str = "Trưởng Ban Chỉ đạo";

/// What a milestone in the place of a cancelled one adds to its title, and why it is there.
pub const BY_NEW_GUIDANCE: &str = ", theo hướng dẫn mới";
pub const REPLACED: &str = "Làm theo hướng dẫn mới, thay mốc đã hủy.";

/// Who signs extensions.
pub const APPROVER: &str = "Người đứng đầu VPUB";

/// Fills the places of a text.
pub fn fill(text: &str, n: i64, percent: &str, count_unit: &str, database: &str) -> String {
    let text = text
        .replace("{n}", &number(n))
        .replace("{k}", &number((n / 14).max(1)))
        .replace("{p}", percent)
        .replace(
            "{cu}",
            if count_unit.is_empty() {
                "bản ghi"
            } else {
                count_unit
            },
        )
        .replace("{db}", database);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// How a database is named within a sentence.
pub fn database(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Cơ sở dữ liệu ") {
        return format!("CSDL {rest}");
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        let lower: String = first.to_lowercase().chain(letters).collect();
        format!("CSDL {lower}")
    })
}

/// 12400 as 12.400.
pub fn number(n: i64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// What is asked about late work.
pub const QUESTIONS: [&str; 4] = [
    "Vướng ở khâu nào, cần ai phối hợp để xong?",
    "Đề nghị đơn vị cho biết nguyên nhân chậm và ngày gửi báo cáo.",
    "Nhắc: mốc đã quá hạn, chưa có báo cáo.",
    "Phần việc nào đã xong, phần nào còn lại?",
];

/// What holds it up, in the order of the causes; the last is for any other.
pub const EXPLANATIONS: [&str; 9] = [
    "Sổ gốc giai đoạn trước chưa số hóa hết, nhiều hồ sơ phải phục chế trước khi quét.",
    "Tổ dữ liệu chỉ còn hai người sau sắp xếp; đang đề nghị điều thêm.",
    "Đường truyền và máy trạm không đáp ứng khi nhập đồng thời; đang chờ thay thiết bị.",
    "Đợt bàn giao cuối đến muộn, dữ liệu còn lỗi khi kiểm tra mẫu.",
    "Bộ chủ quản chưa mở quyền kết nối; đã có văn bản đề nghị.",
    "Chưa có quy định về trách nhiệm xác nhận dữ liệu giữa hai cơ quan.",
    "Dự toán bổ sung chưa được giao, chưa ký được gói nhập liệu.",
    "Chưa được phê duyệt cấp độ an toàn nên chưa mở hệ thống.",
    "Khối lượng phát sinh so với khảo sát ban đầu.",
];

/// What the announcement of a draw says.
pub const RECHECK_PLANS: [&str; 2] = [
    "[Mẫu] Kiểm lại sản phẩm, kết quả đã nghiệm thu trước hội nghị tháng; tổ hai người, mười ngày làm việc.",
    "[Mẫu] Các phường nhập số đo dồn dập: xem lại số đo đã nghiệm thu ngay tại kho dữ liệu.",
];

/// What was seen where something was not confirmed.
pub const RECHECK_FINDINGS: [&str; 3] = [
    "Kho dữ liệu chỉ có 3.100 hồ sơ, ít hơn số đã báo cáo.",
    "Biên bản có nhưng tập dữ liệu kèm theo không mở được.",
    "Số đếm lại lệch 412 hồ sơ so với số đã nghiệm thu.",
];
