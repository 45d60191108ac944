//! Statuses of duties and milestones.
texts! {
    StatusLate: "Trễ hạn" / "Late",
    StatusAtRisk: "Nguy cơ không đạt" / "At risk",
    StatusUnverified: "Chưa xác minh" / "Unverified",
    StatusOnTrack: "Dự kiến đạt" / "On track",
    StatusNotDue: "Chưa đến hạn" / "Not due",
    StatusDone: "Hoàn thành" / "Done",
    PartLateOpen: "còn mốc chưa nộp" / "with a milestone not handed over",
    PartLateWaiting: "đã nộp, chờ quyết định" / "handed over, waiting for a decision",
    PartMeasured: "chỉ do số đo" / "by what is measured alone",
    PartSoon: "có mốc sắp đến hạn" / "with a milestone due soon",
    PartWaiting: "đã nộp, chờ quyết định" / "handed over, waiting for a decision",
    PartNever: "chưa có gì được xác minh" / "nothing verified yet",
    PartStale: "xác minh đã quá cũ" / "verified too long ago",
    PartInTime: "đúng hạn" / "in time",
    OnlySupports: "Phối hợp, không có sản phẩm riêng" / "Supporting, without a product of its own",
    DoneLate: "xong muộn" / "finished late",
}
