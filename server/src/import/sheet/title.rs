//! What a product of a plan is called as a milestone.
use app::text::accented_key;

/// The most words of a product that says too little by itself; the longest title that is made.
const SHORT: usize = 5;
const LONGEST_TITLE: usize = 120;

/// What a milestone is called: "Quyết định" with the words of its task behind it.
pub(super) fn title(product: &str, task: &str) -> String {
    if product.split_whitespace().count() > SHORT || accented_key(product) == accented_key(task) {
        return product.to_owned();
    }
    let mut title = format!("{product} –");
    for word in task.split_whitespace() {
        if title.chars().count() + word.chars().count() + 2 > LONGEST_TITLE {
            title.push('…');
            break;
        }
        title.push(' ');
        title.push_str(word);
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_product_is_called_by_its_task_too() {
        let task = "Quy định chia sẻ dữ liệu đất đai";
        for (product, called) in [
            (
                "Quyết định",
                "Quyết định – Quy định chia sẻ dữ liệu đất đai",
            ),
            (
                "Danh sách thẻ sai lệch đã xử lý",
                "Danh sách thẻ sai lệch đã xử lý",
            ),
            (task, task),
        ] {
            assert_eq!(title(product, task), called);
        }
        let long = title("Báo cáo", &"dữ liệu ".repeat(40));
        assert!(
            long.ends_with('…') && long.chars().count() <= LONGEST_TITLE,
            "{long}"
        );
    }
}
