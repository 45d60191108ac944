//! How figures are computed, folded under a page.
texts! {
    HowTitle: "Cách tính" / "How figures are computed",
    HowShare: "Nghiệm thu, báo cáo và kế hoạch của một nhiệm vụ là tổng trọng số các mốc sản phẩm, kết quả đã được nghiệm thu, đã báo cáo, hoặc đã đến hạn, chia cho tổng trọng số các mốc đó." / "Accepted, reported and plan of a duty are the weights of its product and outcome milestones that are accepted, reported or due, over the weight of all of them.",
    HowPlan: "Kế hoạch trong câu mở đầu, vạch đứng và biểu đồ tính theo hạn gốc; gia hạn không làm kế hoạch thấp đi." / "The plan in the headline, the upright lines and the chart goes by original deadlines; extensions do not lower it.",
    HowRollUp: "Số của nhóm là tổng có trọng số của các nhiệm vụ về cơ sở dữ liệu: mỗi CSDL quốc gia bằng bốn CSDL chuyên ngành; đơn vị chủ trì một nửa, các đơn vị phối hợp chia nhau nửa còn lại." / "A group's figure is the weighted sum of its database duties: a national database weighs as much as four sector databases; the leading unit has half, the contributors share the other half.",
    HowMeasured: "Đo được tính trên các nhiệm vụ có chỉ tiêu kết quả; chưa có số đo được nghiệm thu thì tính 0." / "Measured counts the duties with an outcome indicator; without an accepted measurement it is 0.",
    HowForecast: "Dự kiến: nhịp giữa của các tuần trong {0} ngày qua; thận trọng là tứ phân vị dưới. Dưới ba số thì không dự kiến." / "Forecast: the median weekly pace of the last {0} days; cautious is the lower quartile. Under three values there is none.",
    HowStatus: "Trạng thái do hệ thống tính, không ai chọn. Quá {0} ngày không được xác minh thì thành “Chưa xác minh”; trễ hạn và nguy cơ không tự hết." / "Statuses are computed, never chosen. What is not verified for {0} days becomes unverified; late and at risk never expire.",
}
