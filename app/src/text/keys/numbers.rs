//! Numbers and days.
texts! {
    Points: "{0} điểm" / "{0} points",
    DaysLeft: "còn {0} ngày" / "{0} days left",
    DaysPast: "quá {0} ngày" / "{0} days overdue",
    DueToday: "hạn hôm nay" / "due today",
    Monday: "thứ Hai" / "Monday",
    Tuesday: "thứ Ba" / "Tuesday",
    Wednesday: "thứ Tư" / "Wednesday",
    Thursday: "thứ Năm" / "Thursday",
    Friday: "thứ Sáu" / "Friday",
    Saturday: "thứ Bảy" / "Saturday",
    Sunday: "Chủ nhật" / "Sunday",
    OneDay: "{0} ngày" / "{0} day",
    Days: "{0} ngày" / "{0} days",
    OneUnit: "{0} đơn vị" / "{0} unit",
    NUnits: "{0} đơn vị" / "{0} units",
}
