//! What can be wrong with the files, each as a sentence a clerk can act on.
use std::fmt;

use app::{
    domain::{AssignmentsError, CodeError, Day, Event, Kept, State, UsernameError, ValueError},
    text::{self, Lang},
    views::Mistake,
};

use crate::mail::AddressError;

/// What is wrong with a file, a row or a cell. A cell's text is echoed only
/// where it is short and cannot be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    // The file.
    #[error(
        "thư mục nhập cần ít nhất một trong hai tệp databases.csv và programme.csv: không có hạng mục nào thì không có gì để theo dõi"
    )]
    NoWorkFile,
    #[error("thiếu tệp này trong thư mục nhập")]
    NoFile,
    #[error("không đọc được tệp: {0}")]
    Unreadable(String),
    #[error("tệp lớn hơn 50 MB; hãy chia nhỏ hoặc bỏ cột không dùng")]
    FileTooLarge,
    #[error("tệp trống; cần một dòng tên cột và ít nhất một dòng dữ liệu")]
    Empty,
    #[error(
        "tệp lưu theo bảng mã {0}; trong Excel hãy chọn Lưu thành (Save as) → \"CSV UTF-8\" rồi nhập lại"
    )]
    Encoding(&'static str),
    #[error("tên tệp phải viết thường: đổi thành {0} rồi nhập lại")]
    FileNameLetters(&'static str),
    #[error("tệp này không thuộc bộ tệp nhập nên được bỏ qua")]
    UnknownFile,

    // The header.
    #[error(
        "không thấy dòng tên cột; dòng đầu của bảng phải là tên các cột như trong tệp mẫu: {0}"
    )]
    NoHeader(String),
    #[error("thiếu cột này")]
    NoColumn,
    #[error("tên cột xuất hiện hai lần; hãy bỏ một cột")]
    ColumnTwice,
    #[error("cột không dùng đến, được bỏ qua")]
    UnknownColumn,

    // What a change means.
    #[error(
        "số chung sẽ tính {now} thay cho {was}; nghiệm thu hôm nay, chưa kể các thay đổi khác của lần nhập này: {before} trước, {after} sau"
    )]
    Headline {
        was: &'static str,
        now: &'static str,
        before: String,
        after: String,
    },

    #[error(
        "sau khi nhập không còn số đo nào đạt mức của mốc “{0}” đã nghiệm thu: nghiệm thu này sẽ bị hủy với lý do ghi ở dòng này"
    )]
    AcceptanceFalls(String),
    #[error(
        "sau khi nhập không còn số đo nào đạt mức của mốc “{0}” đã nghiệm thu: cần quyết định để hủy nghiệm thu này, hãy điền cả ba cột decision, reason và approver"
    )]
    AcceptanceFallsUndecided(String),

    // The row and its cells.
    #[error(
        "dấu ngoặc kép mở ở ô này không đóng ở cuối ô, nên các dòng sau bị nuốt vào ô; hãy thêm dấu đóng hoặc bỏ cả hai dấu. Nếu ô thật có xuống dòng, hãy viết ô trên một dòng"
    )]
    Quote,
    #[error("đây là dòng ví dụ của tệp mẫu; hãy xóa dòng này hoặc thay bằng dữ liệu thật")]
    Example,
    #[error("dòng có {got} ô, dòng tên cột có {want} ô; kiểm tra dấu phẩy và dấu ngoặc kép")]
    CellCount { got: usize, want: usize },
    #[error("ô để trống; cần có giá trị")]
    NoValue,
    #[error("ô dài hơn 10.000 ký tự; hãy rút gọn")]
    TooLong,
    #[error("số điện thoại chỉ gồm số, dấu cách, dấu chấm, gạch và dấu cộng, từ 3 chữ số")]
    Telephone,
    #[error("dài quá {0} ký tự; hãy rút ngắn")]
    TooManyLetters(usize),
    #[error("ô có ký tự điều khiển hoặc ký tự hỏng (�); hãy gõ lại ô này")]
    Garbled,
    #[error(
        "ô có chữ không phải tiếng Việt Unicode, thường do gõ bằng phông .VnTime (TCVN3) hay VNI-Times, hoặc do lưu sai bảng mã; hãy chuyển sang Unicode (UniKey: Ctrl+Shift+F6) rồi nhập lại; tên riêng nước ngoài có thể viết không dấu"
    )]
    Font,
    #[error(
        "ô bắt đầu bằng =, +, -, @ hoặc dấu tab, giống công thức bảng tính; hãy bỏ ký tự đầu đó"
    )]
    Formula,
    #[error(
        "ô có dấu độ mật; không nhập tài liệu, số hiệu mang dấu MẬT, TỐI MẬT, TUYỆT MẬT vào hệ thống này"
    )]
    Secrecy,
    #[error("{0}")]
    Code(CodeError),
    #[error("giá trị {got:?} không dùng được; chọn một trong: {allowed}")]
    Word { got: String, allowed: String },
    #[error(
        "ngày {0:?} không đúng; viết 2026-01-29 hoặc 29/01/2026, chỉ có tháng, quý hay năm thì lấy ngày cuối"
    )]
    Date(String),
    #[error(
        "ngày {} cách thời gian của chiến dịch hơn một năm; kiểm tra lại năm (nếu đúng thì để nguyên)", on(.0)
    )]
    FarDay(String),
    #[error(
        "ngày này đã qua: đổi ngày làm việc là đổi số ngày đã đếm của việc đang nằm ở mỗi bên; cần quyết định, hãy điền cả ba cột decision, reason và approver"
    )]
    PastCalendar,
    #[error("bỏ dấu “tạm” ở {0} dòng: chỉ đúng khi đã có văn bản xác nhận")]
    Confirmed(usize),
    #[error("đổi căn cứ ở {0} dòng: căn cứ trước vẫn còn trong sổ, không hiện trên trang")]
    OtherGrounds(usize),
    #[error("thời hạn ghi bằng chữ: {0} này không bao giờ quá hạn")]
    NeverOverdue(&'static str),
    #[error("ngày {0:?} ngoài khoảng từ năm 1900 đến năm 2200")]
    DateRange(String),
    #[error("{0:?} không phải số nguyên; chỉ viết chữ số, không dấu chấm, dấu phẩy")]
    NotInteger(String),
    #[error("số phải từ {least} đến {most}")]
    Range { least: i64, most: i64 },
    #[error("{0}")]
    Value(ValueError),
    #[error("múi giờ {0:?} không có; viết ví dụ Asia/Ho_Chi_Minh")]
    Zone(String),
    #[error("trùng với dòng {0} của tệp này; hãy bỏ một dòng")]
    Twice(u64),

    // What it says.
    #[error("mã này chỉ khác {0} ở chữ hoa, chữ thường; hãy viết giống hệt {0} hoặc đặt mã khác")]
    CodeInOtherLetters(String),
    #[error("tên này giống tên của {0}; kiểm tra xem có phải cùng một nơi ghi hai lần")]
    SameName(String),
    #[error(
        "\"{name}\" là tên của {other}, nay hoặc trước đây: đổi như vậy là chuyển kết quả của nơi này sang tên nơi khác; hãy giữ tên cũ hoặc thêm chữ cho khác"
    )]
    NameOfAnother { name: String, other: String },
    #[error(
        "gần giống mốc đã có \"{title}\", chỉ khác cách gõ dấu, ngoặc, gạch, chữ hoa, khoảng trắng hay dấu cuối câu; hãy viết giống hệt nếu là một mốc, đặt tên khác hẳn nếu là hai mốc"
    )]
    MilestoneAlike { title: String },
    #[error(
        "các mốc mới chiếm {part} trên tổng trọng số {whole} của nhiệm vụ{}: phần của mốc đã có giảm theo, cả phần đã nghiệm thu", of_all(*.part, *.whole)
    )]
    Outweighs { part: i64, whole: i64 },
    #[error("{}", in_a_line(text::mistake(Lang::Vi, Mistake::ReachMissing)))]
    NoReach,
    #[error(
        "nhiệm vụ này chưa có chỉ tiêu kết quả nên mốc kết quả không bao giờ nghiệm thu được; hãy thêm chỉ tiêu (scope là đơn vị/hạng mục, để trống criterion) vào indicators.csv, hoặc đổi loại mốc"
    )]
    NoOutcome,
    #[error(
        "giá trị phải đạt nằm ngoài đường từ giá trị gốc đến chỉ tiêu (từ {from} đến {to}); mốc kết quả ghi một giá trị trên đường đó"
    )]
    ReachOutside { from: String, to: String },
    #[error("chỉ tiêu nhỏ hơn 1 %; nếu là 80 % thì ghi 80 (nếu đúng thì để nguyên)")]
    TargetBelowOne,
    #[error("đơn vị tính phần trăm viết là %")]
    WritePercent,
    #[error(
        "số đo là tử số trên mẫu số nên không vượt quá 1, còn chỉ tiêu hoặc giá trị gốc lớn hơn 1; hãy ghi unit_of_measure là %"
    )]
    NeedsPercent,
    #[error(
        "{company} chưa được phân công ở {unit}; mốc này không hiện trong việc của doanh nghiệp cho đến khi có phân công (assignments.csv)"
    )]
    CompanyNotAssigned { company: String, unit: String },
    #[error("không có {what} nào mang mã {code:?}{}", near(.nearest))]
    Unknown {
        what: &'static str,
        code: String,
        nearest: Option<String>,
    },
    #[error("{0}")]
    Assignments(AssignmentsError),
    #[error("thời hạn kết thúc trước ngày bắt đầu")]
    Backwards,
    #[error("chỉ tiêu bằng giá trị gốc hoặc nằm ngược chiều; không tính được tỷ lệ")]
    Target,
    #[error("ngày của giá trị gốc ở sau hôm nay ({0}); chỉ ghi ngày đã đo")]
    BaselineAhead(String),
    #[error(
        "điểm {0:?} của lộ trình không đọc được; viết ngày=giá trị, các điểm cách nhau bằng dấu chấm phẩy, ví dụ 30/06/2026=40; 31/12/2026=70"
    )]
    PathPoint(String),
    #[error("lộ trình cần chỉ tiêu và thời hạn; ghi target và deadline, hoặc bỏ các điểm")]
    PathWithoutEnd,
    #[error(
        "các điểm của lộ trình phải theo thứ tự ngày, sau ngày bắt đầu và trước thời hạn, và đi từ giá trị gốc đến chỉ tiêu mà không lùi"
    )]
    PathAside,
    #[error("ngày của giá trị gốc phải trước thời hạn ({0})")]
    BaselineAfter(String),
    #[error("nhiệm vụ này đã có chỉ tiêu kết quả {0}; mỗi nhiệm vụ chỉ có một")]
    SecondOutcome(String),
    #[error("tiêu chí {0} của nhiệm vụ này đã có chỉ tiêu {1}; mỗi tiêu chí chỉ có một")]
    SecondOfCriterion(&'static str, String),
    #[error(
        "số đếm từng cái (counts là things) đi từ 0 đến chỉ tiêu: direction là up, baseline để trống, unit_of_measure không phải %, target là số nguyên từ 1"
    )]
    NotCounted,
    #[error(
        "chỉ tiêu này đếm từng cái: ghi số đếm được là số nguyên từ 0 vào cột value, để trống tử số và mẫu số"
    )]
    NotANumberOfThings,
    #[error("ngày ở sau hôm nay ({}); chỉ ghi việc đã xảy ra", on(.0))]
    NotYet(String),
    #[error("ngày {} trước khi chiến dịch bắt đầu hơn mười năm; mời kiểm tra lại năm", on(.0))]
    LongBefore(String),
    #[error("sự kiện đã xảy ra cần số và ngày của văn bản")]
    WithoutDocument,
    #[error("sự kiện {0} chưa xảy ra nên chưa có ngày; để trống thời hạn, hoặc bỏ sự kiện")]
    BeforeItsEvent(String),
    #[error("hạn tính từ sự kiện cần cả sự kiện và số ngày")]
    TermOfBoth,
    #[error("{event}: {milestones} mốc có thời hạn từ nay{}{}", in_brackets(.told), overdue_at_once(*.overdue, .late))]
    DatesSet {
        event: String,
        milestones: usize,
        /// The first of them, each with its day.
        told: String,
        overdue: usize,
        /// The same of those that are overdue at once.
        late: String,
    },
    #[error(
        "ngày của sự kiện được sửa: {extended} mốc được gia hạn theo{}, {kept} mốc giữ hạn đang có (hạn không bao giờ rút ngắn){}{}", in_brackets(.told), past_by_it(.past), answered_by_it(*.answered)
    )]
    DatesMoved {
        extended: usize,
        /// The first of them, each with its day.
        told: String,
        /// Those whose later day is over already: they are extended by a decision of their own.
        past: Vec<String>,
        kept: usize,
        answered: usize,
    },
    #[error("kỳ theo tuần không có số tháng; hãy để trống")]
    MonthsOfWeeks,
    #[error("hạn nộp ở trước ngày chốt số liệu của kỳ")]
    DueBeforeClose,
    #[error(
        "kỳ theo tuần cần một trong mon, tue, wed, thu, fri, sat, sun; kỳ khác cần ngày trong tháng từ 1 đến 31 (tháng không có ngày ấy thì là ngày cuối tháng)"
    )]
    NoDayOfPeriod,
    #[error("mã báo cáo định kỳ dài quá {0} ký tự: mã của từng kỳ còn thêm ngày cuối kỳ")]
    RhythmCodeTooLong(usize),
    #[error("ngày kết thúc ở trước ngày bắt đầu")]
    EndsBeforeItBegins,
    #[error("kỳ đầu tiên đã qua hạn nộp ({}); hãy bắt đầu từ một kỳ còn báo cáo được", on(.0))]
    BeginsTooEarly(String),
    #[error(
        "cần đúng một trong hai: rhythm (một báo cáo định kỳ) hoặc cadence (mọi báo cáo của chu kỳ)"
    )]
    OfRhythmOrCadence,
    #[error(
        "cần đúng một trong hai: due_on (hạn nộp khác) hoặc no_slot = yes (kỳ này không phải báo cáo)"
    )]
    DueOrNoSlot,
    #[error("không kỳ nào kết thúc ngày này; kỳ chứa ngày này kết thúc ngày {}", on(.0))]
    NotAPeriodsEnd(String),
    #[error("“{0}” đã báo cáo hoặc đã đóng nên không đổi được nữa")]
    SlotIsOver(String),
    #[error("mở {slots} kỳ báo cáo “{rhythm}”{}", first_due(.first.as_deref()))]
    SlotsOpened {
        rhythm: String,
        slots: usize,
        first: Option<String>,
    },
    #[error("hạn tính từ sự kiện này là {}; để trống thời hạn hoặc ghi đúng ngày đó", on(.0))]
    NotItsEventsDay(String),
    #[error(
        "tệp này chỉ nhập được cùng lần nhập đầu tiên, vào cơ sở dữ liệu còn trống; hãy bỏ tệp khỏi thư mục. Việc xảy ra từ nay ghi bằng các trang của ứng dụng"
    )]
    OldBookLater,
    #[error("dòng này không nêu mốc nào; ghi tên mốc vào cột title, hoặc mã mốc vào cột id")]
    NoMilestoneNamed,
    #[error(
        "nhiệm vụ này không có mốc như vậy trong milestones.csv; ghi đúng tên (title) hoặc mã (id) của mốc"
    )]
    NoSuchMilestone,
    #[error("số văn bản cần ít nhất một chữ hoặc số")]
    NoDocumentNumber,
    #[error("văn bản không thay thế chính nó; hãy ghi số của văn bản trước")]
    ReplacesItself,
    #[error("liên kết bắt đầu bằng https:// hoặc http://")]
    NoLink,
    #[error("ngày này ở trước ngày bắt đầu chiến dịch ({}); sửa ngày, hoặc ghi start sớm hơn trong campaign.csv", on(.0))]
    BeforeTheStart(String),
    #[error("văn bản không thể ký sau ngày sổ cũ ghi việc ({})", on(.0))]
    DocumentAfter(String),
    #[error("ghi đủ cả số và ngày của văn bản, hoặc để trống cả hai")]
    DocumentPart,
    #[error("dòng {0} cần cột này")]
    OldBookSays(String),
    #[error("{}: việc này không thể xảy ra; kiểm tra ngày và thứ tự các dòng của mốc", stood(*.0))]
    OldBookLife(State),
    #[error(
        "nghiệm thu của sổ cũ cần số và ngày của văn bản, ở dòng này hoặc ở dòng submitted trước nó"
    )]
    OldBookDocument,
    #[error(
        "mốc kết quả được nghiệm thu theo số đo: nhập số đo ở measurements.csv, rồi báo cáo và nghiệm thu trên trang"
    )]
    OldBookOutcome,
    #[error(
        "kỳ báo cáo này chỉ nhận đến hết ngày {}: sau ngày đó là lỡ kỳ, không nộp, gia hạn hay hủy được nữa, dù văn bản ký trước; kiểm tra lại ngày, nộp đúng hạn mà nghiệm thu sau thì ghi cả dòng submitted của ngày nộp",
        on(.0)
    )]
    OldBookSlotClosed(String),
    #[error(
        "kỳ báo cáo này bắt đầu ngày {}: trước ngày đó chưa có gì để nộp; kiểm tra lại ngày của văn bản",
        on(.0)
    )]
    OldBookPeriodToCome(String),
    #[error(
        "đây là mã dành cho một kỳ của báo cáo định kỳ {0}; kỳ mở theo rhythms.csv, thời hạn của một kỳ đổi ở slot_exceptions.csv"
    )]
    SlotByHand(String),
    #[error("mốc này không có hạn nên không gia hạn được")]
    OldBookNoDeadline,
    #[error("ghi ít nhất một số của bảng cũ: status, share, total, done hoặc late")]
    NoOldFigure,
    #[error(
        "văn bản này đã có, ghi số là {0}; dùng đúng cách ghi ấy để sửa, hoặc ghi ngày khác nếu là văn bản khác"
    )]
    DocumentTwice(String),
    #[error(
        "có nhiều văn bản cùng số và ngày này ({}): ghi cơ quan ban hành để biết là văn bản nào",
        .0.iter().map(|it| shown(it)).collect::<Vec<_>>().join("; ")
    )]
    DocumentOfSeveral(Vec<String>),
    #[error("các văn bản thay thế lẫn nhau thành vòng; kiểm tra lại văn bản nào ra sau")]
    ReplacesInCircle,
    #[error("số này không thể lớn hơn tổng số nhiệm vụ ở cột total")]
    MoreThanTotal,
    #[error("trạng thái là của một hạng mục: ghi mã hạng mục, hoặc dùng cột done, late")]
    OldStatusOfWhat,
    #[error("số đo ghi ngày sau hôm nay ({0}); chỉ nhập số đo đã có")]
    Future(String),
    #[error("số đo lớn hơn 100 %; kiểm tra lại (nếu đúng thì để nguyên)")]
    AboveAll,
    #[error(
        "đúng giá trị này của ngày này {}, không nhập lại bằng tệp được; hãy ghi giá trị khác cùng số quyết định, lý do, người duyệt ở các cột decision, reason, approver, hoặc bỏ dòng này và nhập ở trang Đo", over(*.0)
    )]
    ValueOver(Event),
    #[error(
        "số đo trước của ngày này đã bị hủy nghiệm thu hoặc trả lại; giá trị mới cần quyết định: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này, hoặc bỏ dòng này và nhập ở trang Đo"
    )]
    ValueAfterOver,
    #[error("{0} dòng ghi nguồn khác cho số đo đã có: số đo và nguồn trong sổ giữ nguyên")]
    OtherSources(usize),
    #[error("mẫu số phải lớn hơn 0")]
    Denominator,
    #[error("tử số phải từ 0 đến mẫu số")]
    Numerator,
    #[error(
        "ghi cả tử số và mẫu số, hoặc chỉ ghi giá trị; không để trống cả hai, không ghi cả hai"
    )]
    FractionOrValue,
    #[error(
        "{0} đã chủ trì hạng mục này; nếu các đơn vị cùng chủ trì, hãy ghi mã của cả các đơn vị, hoặc mã nhóm, ở cột đơn vị chủ trì của hạng mục, cách nhau bằng dấu chấm phẩy"
    )]
    SecondLead(String),
    #[error("đây là mã của một đơn vị ({0}, không kể chữ hoa, chữ thường); nhóm phải có mã khác")]
    GroupNamedAsUnit(String),
    #[error(
        "đây là mã của một nhóm đơn vị ({0}, không kể chữ hoa, chữ thường); đơn vị phải có mã khác"
    )]
    UnitNamedAsGroup(String),
    #[error("đây là tên của đơn vị {0}; nhóm phải có tên khác")]
    GroupNameOfUnit(String),
    #[error("đây là tên của nhóm đơn vị {0}; đơn vị phải có tên khác")]
    UnitNameOfGroup(String),
    #[error(
        "{0} là mã của một nhóm đơn vị; ở tệp này mỗi dòng là của một đơn vị: ghi một dòng cho từng đơn vị của nhóm"
    )]
    GroupForUnit(String),
    #[error("id này là của mốc “{0}”, không phải mốc có tên ở dòng này; sửa id hoặc title")]
    TitleOfAnother(String),
    #[error("văn bản bị thay thế ({number}) ra ngày {}, sau văn bản này; kiểm tra lại văn bản nào ra sau", on(.day))]
    LaterDocumentReplaced { number: String, day: String },
    #[error("nhóm {0} hôm nay không có đơn vị nào nên dòng này chưa tạo gì")]
    GroupIsEmpty(String),
    #[error(
        "nhóm {0} hôm nay không có đơn vị nào nên không ai chủ trì: thêm đơn vị vào nhóm (groups.csv, group_members.csv) hoặc ghi đơn vị chủ trì khác"
    )]
    GroupLeadsNobody(String),
    #[error("kỳ đầu bắt đầu trước ngày đầu của chiến dịch, {0}: ghi ngày này hoặc một ngày sau đó")]
    RhythmBeforeTheStart(String),
    #[error(
        "không đơn vị nào của {group} có nhiệm vụ ở hạng mục {workstream}; thêm vào duties.csv"
    )]
    NoDutyInGroup { group: String, workstream: String },
    #[error(
        "{unit} vào nhóm {group} sẽ có {duties} nhiệm vụ ở hạng mục đã có sản phẩm, phần của các đơn vị khác giảm ngay: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    JoinsByDecision {
        unit: String,
        group: String,
        duties: usize,
    },
    #[error(
        "{unit} rời nhóm {group}, {duties} nhiệm vụ và các mốc còn mở của chúng kết thúc: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    LeavesByDecision {
        unit: String,
        group: String,
        duties: usize,
    },
    #[error(
        "{unit} có báo cáo chờ nghiệm thu từ ngày {since}, mốc “{title}”: {}",
        match ends {
            true => "nhiệm vụ kết thúc khi ghi dòng này nên báo cáo ấy không còn được nghiệm thu hay trả lại, chỉ còn đọc ở trang nhiệm vụ của ngày trước; cần quyết định về báo cáo thì làm trước khi ghi",
            false => "mốc ấy không kết thúc, báo cáo vẫn chờ quyết định như trước và mốc vẫn là việc của đơn vị",
        }
    )]
    ReportWaits {
        unit: String,
        title: String,
        since: String,
        ends: bool,
    },
    #[error(
        "{unit} rời nhóm {group}, {milestones} mốc còn mở mà đơn vị có từ nhóm này kết thúc: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    LeavesMilestones {
        unit: String,
        group: String,
        milestones: usize,
    },
    #[error(
        "{unit} rời nhóm {group}, {duties} nhiệm vụ chuyển từ chủ trì sang phối hợp: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    LeavesLead {
        unit: String,
        group: String,
        duties: usize,
    },
    #[error(
        "{unit} thuộc nhóm chủ trì nên {duties} nhiệm vụ chuyển từ phối hợp sang chủ trì: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    LeadsByGroup { unit: String, duties: usize },
    #[error(
        "{} phối hợp ở {workstream} theo dòng riêng nên không cùng nhóm chủ trì; muốn chủ trì thì ghi thêm mã đơn vị ở cột đơn vị chủ trì của hạng mục",
        units.join(", ")
    )]
    HelpsByItself {
        units: Vec<String>,
        workstream: String,
    },
    #[error(
        "{unit} rời nhóm nhưng vẫn giữ việc nhận từ đơn vị đã kết thúc ở {workstream}: nhiệm vụ ở đó tiếp tục là của riêng đơn vị, chỉ việc của nhóm kết thúc"
    )]
    KeepsInherited { unit: String, workstream: String },
    #[error(
        "{unit} đã dừng báo cáo này từ {} và dòng của nhóm không mở lại: muốn báo cáo lại thì thêm một dòng của riêng đơn vị, với begins_on mới", on(.since)
    )]
    GroupRhythmEnded { unit: String, since: String },
    #[error(
        "nhiệm vụ này đã kết thúc từ {} và vẫn kết thúc; muốn mở lại thì thêm cột ended_on, để trống ở dòng này, cùng số quyết định, lý do, người duyệt", on(.since)
    )]
    DutyStaysOver { since: String },
    #[error(
        "{unit} không còn nhiệm vụ ở {workstream}, đã kết thúc từ {}: mở lại bằng dòng của nhiệm vụ ở duties.csv có cột ended_on để trống, cùng số quyết định, lý do, người duyệt; hoặc bỏ dòng này", on(.since)
    )]
    DutyIsOver {
        unit: String,
        workstream: String,
        since: String,
    },
    #[error(
        "{unit} nhận lại nhiệm vụ đã kết thúc; mốc “{}” là của nhóm mà đơn vị không còn thuộc nên kết thúc hẳn, cả báo cáo đang chờ nghiệm thu",
        titles.join("”, “")
    )]
    StaysOver { unit: String, titles: Vec<String> },
    #[error(
        "{unit} nay đã {} nhóm {group} nhưng chưa ghi: lưu lại dòng của đơn vị trong nhóm cùng quyết định để {} {duties} nhiệm vụ", if *.joins { "vào" } else { "rời" }, if *.joins { "tạo" } else { "kết thúc" }
    )]
    NotYetRecorded {
        unit: String,
        group: String,
        duties: usize,
        joins: bool,
    },
    #[error(
        "{milestones} mốc của đơn vị vào nhóm đã quá hạn ngay khi ghi; cần thì gia hạn bằng quyết định"
    )]
    JoinsLate { milestones: usize },
    #[error(
        "báo cáo định kỳ “{}” của đơn vị này dừng khi đơn vị kết thúc: không có đơn vị kế tục nào nhận nhiệm vụ đó hôm nay",
        titles.join("”, “")
    )]
    ReportsEnd { titles: Vec<String> },
    #[error(
        "báo cáo định kỳ “{}” chuyển cho đơn vị kế tục: các kỳ đang mở, rồi mọi kỳ sau",
        titles.join("”, “")
    )]
    ReportsPass { titles: Vec<String> },
    #[error(
        "báo cáo định kỳ “{}” dừng ở đơn vị này, kể cả các kỳ đang mở: đơn vị kế tục đã có báo cáo cùng tên",
        titles.join("”, “")
    )]
    ReportsMeet { titles: Vec<String> },
    #[error(
        "báo cáo định kỳ “{0}” đã có ngày nộp riêng, hoặc đã được miễn, cho kỳ này: điều đặt riêng được giữ, dòng này không đổi kỳ đó"
    )]
    OwnException(String),
    #[error(
        "mốc {0} có mã của một kỳ mà báo cáo định kỳ này sẽ mở; dùng mã khác cho báo cáo định kỳ"
    )]
    SlotIdTaken(String),
    #[error(
        "nhóm {group} không còn đơn vị nào: {} không còn ai chủ trì, ra khỏi mọi số liệu cho đến khi giao đơn vị khác, và tỷ lệ chung đổi vì thế",
        workstreams.join(", ")
    )]
    LeadsNoMore {
        group: String,
        workstreams: Vec<String>,
    },
    #[error(
        "{unit} vào {workstream}, nơi {} báo cáo định kỳ “{}”; {}",
        if *.asked { "mọi đơn vị của nhóm có" } else { "có đơn vị có" },
        titles.join("”, “"),
        if *.asked {
            "đơn vị này cũng báo cáo, từ kỳ đầu tiên bắt đầu sau hôm nay"
        } else {
            "đơn vị này chưa có: thêm một dòng ở rhythms.csv hoặc ở Kế hoạch, mục báo cáo định kỳ"
        }
    )]
    JoinsReports {
        unit: String,
        workstream: String,
        titles: Vec<String>,
        asked: bool,
    },
    #[error("giá trị thứ hai cần cả second_indicator và second_reach")]
    SecondValueHalf,
    #[error(
        "{0} không phải chỉ tiêu thứ hai của nhiệm vụ này: cần một chỉ tiêu khác của cùng nhiệm vụ, không phải chỉ tiêu kết quả"
    )]
    SecondElsewhere(String),
    #[error("nhiệm vụ kết thúc từ hôm nay hoặc một ngày đã qua, không phải từ ngày sẽ đến")]
    EndsLater,
    #[error(
        "ghi số phần chủ trì và số phần phối hợp, cách nhau bằng dấu gạch chéo, ví dụ 2/0; để trống là một phần theo vai trò"
    )]
    NoPortions,
    #[error("chưa có nhiệm vụ của đơn vị {unit} ở hạng mục {workstream}; thêm vào duties.csv")]
    NoDuty { unit: String, workstream: String },
    #[error(
        "thời hạn gốc là {was} và không đổi; muốn gia hạn hãy ghi ngày mới cùng số quyết định, lý do, người duyệt ở các cột decision, reason, approver"
    )]
    OriginalDeadline { was: String },
    #[error(
        "đổi {} thành {} cần quyết định: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này, hoặc giữ giá trị cũ", shown(.was), shown(.now)
    )]
    NeedsDecision { was: String, now: String },
    #[error(
        "ô này để trống nên sau khi nhập số chung sẽ tính {now} thay cho {was}; hãy ghi headline là {was} để giữ như cũ, hoặc ghi {now} cùng số quyết định, lý do, người duyệt ở các cột decision, reason, approver"
    )]
    HeadlineUnsaid { was: String, now: String },
    #[error(
        "dòng ghi quyết định phải đủ ba cột decision, reason, approver, mỗi ô có ít nhất một chữ hoặc số"
    )]
    DecisionPart,
    #[error(
        "ô này đã ghi {was}, nay để trống; điều đã hứa không bỏ được bằng cách xóa ô: ghi lại giá trị cũ"
    )]
    Emptied { was: String },
    #[error("{}", in_a_line(text::kept(Lang::Vi, *.0)))]
    Kept(Kept),
    #[error(
        "mốc này đang chờ nghiệm thu hoặc đã nghiệm thu, chưa chuyển cho bên khác được; hãy trả lại (hoặc hủy nghiệm thu) trước rồi nhập lại"
    )]
    NotOpen,
    #[error(
        "mốc này đã hủy nên không chuyển cho bên khác được; nếu còn phải làm, hãy lập mốc thay thế (cột replaces) với bên chịu trách nhiệm mới"
    )]
    CancelledParty,
    #[error("{count} {what} đã quá hạn ngay khi ghi; kiểm tra lại ngày (nếu đúng thì để nguyên)")]
    BornLate { count: usize, what: &'static str },
    #[error(
        "mốc có trọng số 0: nghiệm thu mốc này không thêm gì vào tỷ lệ nào (nếu đúng thì để nguyên)"
    )]
    Weightless,
    #[error(
        "nhiệm vụ này có khối lượng {volume}, nhưng counts ghi {counts} nên số đo không được so với khối lượng ấy; nếu đếm hồ sơ thì ghi records (nếu đúng thì để nguyên)"
    )]
    VolumeUnused { volume: i64, counts: String },
    #[error(
        "{0} không phải mã một mốc đã hủy của nhiệm vụ này; cột replaces ghi mã mốc (m-…) mà mốc mới thay thế"
    )]
    ReplacesNothing(String),
    #[error("mốc này đã có rồi; mốc mà nó thay thế chỉ nêu được khi lập")]
    ReplacesLater,
    #[error(
        "mốc mới thay cho một mốc đã hủy cần quyết định: ghi số quyết định, lý do, người duyệt ở các cột decision, reason, approver của dòng này"
    )]
    ReplacesByDecision,
    #[error(
        "mốc thay thế giữ thời hạn của mốc đã hủy ({}); muốn thêm thời gian, hãy lập mốc trước rồi gia hạn", shown(.was)
    )]
    SuccessorDeadline { was: String },
    #[error("mốc này đã nghiệm thu, không gia hạn nữa")]
    Done,
    #[error("mốc này đã hủy, không gia hạn nữa")]
    Cancelled,
    #[error(
        "{unit} đổi từ {was} sang {now} ngay từ ngày bắt đầu của dòng này, cả những ngày đã qua; nếu đổi từ hôm nay, hãy ghi ngày kết thúc cho dòng này và thêm một dòng mới"
    )]
    OtherAssignmentRole {
        unit: String,
        was: String,
        now: String,
    },
    #[error(
        "vai trò {was} của những ngày đã qua chỉ đổi sang {now} bằng quyết định mới: hãy ghi số quyết định vào cột decision, hoặc ghi ngày kết thúc cho dòng này và thêm một dòng mới từ hôm nay"
    )]
    RoleBehind { was: String, now: String },
    #[error(
        "{duties} nhiệm vụ phối hợp mới của {workstream}: phần của các đơn vị phối hợp đã có giảm ngay, cả phần đã nghiệm thu; khi chưa có sản phẩm riêng, phần của nhiệm vụ mới về đơn vị chủ trì"
    )]
    NewContributors { workstream: String, duties: usize },
    #[error("hạn mới phải sau hạn đang có và không ở quá khứ: ghi ngày {} hoặc muộn hơn", on(.0))]
    NotLater(String),
    #[error(
        "trọng số {0} của nhiệm vụ mới lấy phần của các nhiệm vụ đã có; cần quyết định: ghi ba cột decision, reason, approver, hoặc để trống trọng số"
    )]
    WeightOfNewDuty(i64),
    #[error(
        "nhiệm vụ mới của {0}, nơi đã hứa sản phẩm hoặc kết quả, lấy phần của các nhiệm vụ đã có; cần quyết định: ghi ba cột decision, reason, approver"
    )]
    DutyAdded(String),
    #[error(
        "phân công kết thúc ở một ngày đã qua chỉ theo quyết định mới: ghi số quyết định ấy ở cột decision, hoặc ghi ngày từ hôm nay"
    )]
    EndedBefore,
    #[error(
        "phân công này đã kết thúc ngày {was}; kéo dài hay mở lại chỉ theo quyết định mới: ghi số quyết định ấy ở cột decision, hoặc giữ ngày cũ và thêm một dòng từ ngày được phân công lại"
    )]
    OpenedAgain { was: String },
    #[error(
        "phân công mới này đã kết thúc trước hôm nay nên cần quyết định: ghi số quyết định ở cột decision, hoặc bỏ dòng này"
    )]
    AssignedBefore,
    #[error(
        "phân công mới này tính cả những ngày đã qua nên cần quyết định: ghi số quyết định ở cột decision, hoặc ghi ngày bắt đầu từ hôm nay"
    )]
    AssignedBehind,
    #[error(
        "hạng mục không chờ chính nó được: {0}; hãy bỏ dòng này, hoặc ghi ends_on cho một dòng trên vòng này"
    )]
    Circle(String),
    #[error("mã này đã có ở {0}; mỗi mã chỉ là một hạng mục, hãy đặt mã khác hoặc bỏ một dòng")]
    InBothFiles(&'static str),
    #[error("hạn này sau ngày kết thúc chiến dịch hơn hai năm; hãy kiểm tra lại năm")]
    TooFar,
    #[error(
        "{company} hôm nay chưa được phân công ở {unit} nên chưa nhận được mốc này; hãy ghi phân công vào assignments.csv trước"
    )]
    ToStranger { company: String, unit: String },
    #[error(
        "đóng đơn vị từ {from}: {duties} nhiệm vụ với {products} sản phẩm, kết quả rời khỏi mọi số liệu, trong đó {late} đang trễ; {open} mốc còn mở và {waiting} báo cáo chờ nghiệm thu không còn nơi nhận{}; hãy giao lại cho đơn vị khác", leaderless(.leads)
    )]
    Closing {
        from: String,
        duties: usize,
        products: usize,
        late: usize,
        open: usize,
        waiting: usize,
        /// Workstreams that nobody leads any more.
        leads: Vec<String>,
    },
    #[error("đơn vị đang có nhiệm vụ không đóng từ một ngày đã qua: ghi ngày {} hoặc muộn hơn", on(.0))]
    ClosedInPast(String),
    #[error(
        "cách gõ tên của mốc {id} này đã được sửa thành \"{title}\"; ghi đúng như vậy, hoặc ghi {id} ở cột id"
    )]
    Retyped { id: String, title: String },
    #[error("mốc {id} này đã đổi tên thành \"{title}\"; ghi tên mới, hoặc ghi {id} ở cột id")]
    Renamed { id: String, title: String },
    #[error(
        "mốc mang mã này thuộc nhiệm vụ khác; mốc không chuyển sang đơn vị hay hạng mục khác được"
    )]
    OtherDuty,
    #[error(
        "tài khoản này đã có; nhập tệp không sửa tài khoản, hãy dùng lệnh tiendo user (email, password, disable, enable)"
    )]
    PersonKept,
    #[error("{0}")]
    Username(UsernameError),
    #[error("{0}")]
    Email(AddressError),
    #[error("vai trò {role} cần cột {needs}, các cột phạm vi khác để trống")]
    Scope { role: String, needs: &'static str },
    #[error("tệp chỉ được có một dòng dữ liệu")]
    OneRow,
    #[error(
        "cơ sở dữ liệu này đang giữ chiến dịch khác ({0}); mỗi chiến dịch dùng một cơ sở dữ liệu riêng"
    )]
    OtherCampaign(String),
    #[error("múi giờ của chiến dịch không đổi được sau khi đã nhập (đang là {0})")]
    ZoneKept(String),
    #[error("chiến dịch đã khép lại hết ngày {}: chỉ còn đổi được ngày khép lại, bằng một quyết định", text::day_as_typed(*.0))]
    CampaignClosed(Day),
    #[error("hết ngày {} chiến dịch khép lại: từ ngày ấy không còn dự báo, số liệu đứng lại ở đó, không ai báo cáo, duyệt, đo hay giải trình được nữa", text::day_as_typed(*.0))]
    Closes(Day),
    #[error("chiến dịch đã khép lại hết ngày {} mở lại: những gì đến hạn từ ngày ấy là trễ, và lại ghi được", text::day_as_typed(*.0))]
    GoesOn(Day),
    #[error("ngày {} đã qua, số liệu ngày ấy đã công bố; ngày khép lại sớm nhất là hôm nay", text::day_as_typed(*.0))]
    ClosesInThePast(Day),
    #[error(
        "cơ sở dữ liệu này là bản trình diễn với số liệu mẫu; nhập chiến dịch thật vào một cơ sở dữ liệu trống"
    )]
    OverDemo,
    #[error("đây là số liệu mẫu của bản trình diễn; chiến dịch thật không nhận")]
    DemoRow,
    #[error(
        "đơn vị chủ trì đổi từ {was}; nhiệm vụ cũ vẫn còn, hãy ghi vai trò mới trong duties.csv"
    )]
    OwnerChanged { was: String },
    #[error(
        "dòng này ghi {unit} chủ trì, còn duties.csv dòng {line} ghi {unit} phối hợp; hãy sửa một trong hai tệp cho giống nhau"
    )]
    OtherRole { unit: String, line: u64 },
    #[error(
        "nhiều mốc của nhiệm vụ này cùng tên như vậy; hãy ghi thêm cột id là mã của mốc cần sửa"
    )]
    TitleOfMany,
    #[error(
        "đơn vị này đang là đơn vị chủ trì của hạng mục; hãy đổi đơn vị chủ trì ở dòng của hạng mục, vai của hai đơn vị đổi theo"
    )]
    OwnerStays,
}

/// " (95,7%)"
fn of_all(part: i64, whole: i64) -> String {
    let share = app::domain::Share::new(part.into(), whole.into());
    format!(" ({})", text::maybe_percent(Lang::Vi, share))
}

/// What became of a value that stands no more.
const fn over(event: Event) -> &'static str {
    match event {
        Event::Returned => "đã bị trả lại",
        _ => "đã bị hủy nghiệm thu",
    }
}

/// A sentence of a page after the place in a file.
fn in_a_line(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// A cell in a sentence.
pub fn shown(value: &str) -> String {
    if value.is_empty() {
        "(trống)".to_owned()
    } else {
        short(value)
    }
}

/// The beginning of a text, to show it in a sentence.
pub fn short(text: &str) -> String {
    let mut start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

fn leaderless(workstreams: &[String]) -> String {
    if workstreams.is_empty() {
        String::new()
    } else {
        format!("; không còn đơn vị chủ trì: {}", workstreams.join(", "))
    }
}

/// What answers requests for more time, where there are any.
fn answered_by_it(requests: usize) -> String {
    match requests {
        0 => String::new(),
        some => format!("; {some} đề nghị gia hạn được trả lời bằng hạn này"),
    }
}

/// A day of a file as people write it.
/// "; 2 mốc lẽ ra được gia hạn nhưng ngày mới đã qua: …"
fn past_by_it(past: &[String]) -> String {
    if past.is_empty() {
        return String::new();
    }
    let (number, named) = (past.len(), past.iter().take(5));
    let named: Vec<&str> = named.map(String::as_str).collect();
    let more = if number > named.len() { "; …" } else { "" };
    format!(
        "; {number} mốc có ngày mới muộn hơn nhưng đã qua nên không tự gia hạn, cần thì gia hạn riêng: {}{more}",
        named.join("; ")
    )
}

fn on(day: &str) -> String {
    app::domain::parse_day(day).map_or_else(|| day.to_owned(), app::text::day_as_typed)
}

/// Where a milestone stands by the rows before, as it stands before a reason.
const fn stood(state: State) -> &'static str {
    match state {
        State::Open => "theo các dòng trước, mốc này đang mở",
        State::Submitted => "theo các dòng trước, mốc này đang chờ nghiệm thu",
        State::Accepted => "theo các dòng trước, mốc này đã nghiệm thu",
        State::Cancelled => "theo các dòng trước, mốc này đã hủy",
    }
}

/// " (SYT – Báo cáo: 20/11/2026)" where there is something to say.
fn in_brackets(told: &str) -> String {
    match told {
        "" => String::new(),
        told => format!(" ({told})"),
    }
}

/// ", 3 mốc quá hạn ngay" where some are.
fn first_due(first: Option<&str>) -> String {
    let due = first.map(|day| format!(", hạn đầu tiên {}", on(day)));
    due.unwrap_or_default()
}

fn overdue_at_once(milestones: usize, which: &str) -> String {
    match milestones {
        0 => String::new(),
        some => format!(", {some} mốc quá hạn ngay{}", in_brackets(which)),
    }
}

fn near(nearest: &Option<String>) -> String {
    nearest
        .as_ref()
        .map_or_else(String::new, |n| format!("; có phải {n}?"))
}

/// A problem at its place. The line is as a person sees it: the header is 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub file: String,
    pub line: Option<u64>,
    pub column: Option<String>,
    pub problem: Problem,
}

/// What a sentence says of the columns of a decision, and what of the fields of a form.
const IN_A_FORM: [(&str, &str); 6] = [
    (
        " ở các cột decision, reason, approver của dòng này",
        " ở phần Căn cứ",
    ),
    (" ở các cột decision, reason, approver", " ở phần Căn cứ"),
    (
        "điền cả ba cột decision, reason và approver",
        "điền cả ba ô của phần Căn cứ",
    ),
    (
        "ghi ba cột decision, reason, approver",
        "điền ba ô của phần Căn cứ",
    ),
    (
        "dòng ghi quyết định phải đủ ba cột decision, reason, approver",
        "phần Căn cứ phải đủ ba ô",
    ),
    ("nhập lại", "xem trước lại"),
];

impl Problem {
    /// The sentence where the row was typed into a form, which has fields and no columns.
    pub fn in_a_form(&self) -> String {
        let mut words = self.to_string();
        for (columns, fields) in IN_A_FORM {
            words = words.replace(columns, fields);
        }
        let mut letters = words.chars();
        let first = letters.next().map(|it| it.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ", dòng {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", cột {column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// Everything found while reading: errors stop the import, notes do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub errors: Vec<Complaint>,
    pub notes: Vec<Complaint>,
    /// Errors beyond the first thousand: counted, not kept.
    pub more: usize,
}

/// Nobody reads more, and a broken file has millions.
const MOST: usize = 1000;

impl Report {
    pub fn error(&mut self, file: &str, line: Option<u64>, column: Option<&str>, problem: Problem) {
        let told = complaint(file, line, column, problem);
        // One row of a group is wrong for each of its units, and told once.
        if self.errors.last() == Some(&told) {
        } else if self.errors.len() < MOST {
            self.errors.push(told);
        } else {
            self.more += 1;
        }
    }

    /// Takes in what another report tells.
    pub fn take(&mut self, other: Self) {
        self.errors.extend(other.errors);
        self.notes.extend(other.notes);
        self.more += other.more;
    }

    pub fn note(&mut self, file: &str, line: Option<u64>, column: Option<&str>, problem: Problem) {
        if self.notes.len() < MOST {
            self.notes.push(complaint(file, line, column, problem));
        }
    }
}

fn complaint(file: &str, line: Option<u64>, column: Option<&str>, problem: Problem) -> Complaint {
    Complaint {
        file: file.to_owned(),
        line,
        column: column.map(str::to_owned),
        problem,
    }
}
