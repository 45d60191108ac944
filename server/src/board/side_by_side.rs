//! Work on many duties, shared among the cores.
use std::{
    num::NonZero,
    panic::resume_unwind,
    thread::{self, available_parallelism},
};

/// What one thread does sooner than another begins.
const FEW: usize = 500;

/// What `each` makes of all, in their order.
pub(super) fn side_by_side<T: Sync, R: Send>(all: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = available_parallelism().map_or(1, NonZero::get);
    let part = all.len().div_ceil(cores).max(FEW);
    if all.len() <= part {
        return all.iter().map(each).collect();
    }
    let each = &each;
    thread::scope(|scope| {
        let parts: Vec<_> = all
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<R>>()))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_comes_back_in_its_order() {
        for many in [0, 1, FEW, FEW + 1, 10 * FEW + 3] {
            let all: Vec<usize> = (0..many).collect();
            assert_eq!(side_by_side(&all, |number| *number), all, "{many}");
        }
    }
}
