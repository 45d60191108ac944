//! The sentence a page of figures opens with.
texts! {
    HeadNone: "Chưa có nhiệm vụ nào" / "No duty yet",
    HeadDone: "*{0} nghiệm thu*: đã hoàn thành" / "*{0} accepted*: finished",
    HeadBehind: "*{0} nghiệm thu*, kế hoạch {1}: !chậm {2}!" / "*{0} accepted*, plan {1}: !{2} behind!",
    HeadAhead: "*{0} nghiệm thu*, kế hoạch {1}: *vượt {2}*" / "*{0} accepted*, plan {1}: *{2} ahead*",
    HeadOnPlan: "*{0} nghiệm thu*, đúng kế hoạch" / "*{0} accepted*, on plan",
    HeadLate: ", dự kiến xong {0}, !trễ {1}!" / ", likely finish {0}, !{1} late!",
    HeadEarly: ", dự kiến xong {0}, sớm {1}" / ", likely finish {0}, {1} early",
    HeadInTime: ", dự kiến xong {0}, đúng hạn" / ", likely finish {0}, in time",
    HeadNoDeadline: ", dự kiến xong {0}, chưa có thời hạn" / ", likely finish {0}, no deadline set",
    HeadNotEnough: ", chưa đủ dữ liệu để dự kiến ngày xong" / ", not enough data to forecast the finish",
    HeadNever: ", !không đạt với nhịp hiện nay!" / ", !not reached at the present pace!",
}
