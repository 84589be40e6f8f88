//! The most frequent names, in bounded memory.

use std::collections::HashMap;

/// Number of names kept. At twice as many the rarer half is dropped, so that frequent names are counted in full.
const KEPT: usize = 1 << 14;

/// The count of each name, with its first example.
#[derive(Debug, Default)]
pub(super) struct Top {
    counts: HashMap<String, Counted>,
    /// Mentions of all names together.
    pub(super) total: u64,
    /// Whether rare names were dropped.
    pub(super) is_cut: bool,
}

/// One name's count.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) count: u64,
    pub(super) example: String,
}

impl Top {
    /// Counts a name once; `example` is called only for its first mention.
    pub(super) fn add(&mut self, name: String, example: impl FnOnce() -> String) {
        self.total += 1;
        let counted = self.counts.entry(name).or_insert_with(|| Counted { count: 0, example: example() });
        counted.count += 1;
        self.prune();
    }

    /// Adds the counts of a later batch.
    pub(super) fn merge(&mut self, later: Self) {
        self.total += later.total;
        self.is_cut |= later.is_cut;
        for (name, counted) in later.counts {
            let own = self.counts.entry(name).or_insert_with(|| Counted { count: 0, example: counted.example });
            own.count += counted.count;
        }
        self.prune();
    }

    fn prune(&mut self) {
        if self.counts.len() < 2 * KEPT {
            return;
        }
        let mut all: Vec<(u64, &String)> = self.counts.iter().map(|(name, counted)| (counted.count, name)).collect();
        // Ties are broken by name, so that the same input gives the same report.
        all.sort_unstable_by(|(a, left), (b, right)| b.cmp(a).then(left.cmp(right)));
        let rare: Vec<String> = all.into_iter().skip(KEPT).map(|(_, name)| name.clone()).collect();
        for name in &rare {
            self.counts.remove(name);
        }
        self.is_cut = true;
    }

    /// The most frequent names, in order.
    pub(super) fn first(&self, count: usize) -> Vec<(&str, &Counted)> {
        let mut all: Vec<(&str, &Counted)> = self.counts.iter().map(|(name, counted)| (&**name, counted)).collect();
        all.sort_unstable_by(|(left, a), (right, b)| b.count.cmp(&a.count).then(left.cmp(right)));
        all.truncate(count);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_is_counted_in_full() {
        let mut top = Top::default();
        for number in 0..5 * KEPT {
            top.add(format!("rare {number}"), String::new);
            top.add("common".into(), || "first".into());
        }
        assert!(top.counts.len() < 2 * KEPT && top.is_cut);
        let (name, counted) = top.first(1)[0];
        assert_eq!((name, counted.count, &*counted.example), ("common", 5 * KEPT as u64, "first"));
    }
}
