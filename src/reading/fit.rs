//! The width that the lines of a block fill.
//!
//! A program that wraps lines puts as many words on each as fit: with the first word of the next line, the line would have been too long. So
//! every such break bounds the width from both sides, and if nearly all bounds agree, that is the width. Text copied from a PDF fills a width
//! that is not a whole number of characters; there each line comes close to it.

use super::line::Line;

/// The widest column in characters: beyond it a line is a paragraph.
pub(super) const WIDEST: u32 = 200;
/// The narrowest: that of a newspaper.
const NARROWEST: u32 = 24;

/// How wide the lines of a text are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    width: u32,
    /// Whether the width counts characters.
    exact: bool,
}

/// The bounds on the width from the breaks within sentences.
#[derive(Debug, Default)]
pub(super) struct Widths {
    /// The line before each break, and the same with the word that did not fit.
    found: Vec<[u32; 2]>,
}

impl Widths {
    /// Adds a break within a sentence.
    pub(super) fn push(&mut self, before: &Line, after: &Line) {
        if before.width <= WIDEST && after.width <= WIDEST {
            self.found.push([before.width, before.width + after.first]);
        }
    }

    /// How many breaks there are.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// The width that they have in common, if there is one. Linear.
    pub(super) fn fit(&self) -> Option<Fit> {
        self.exact().or_else(|| self.ragged())
    }

    /// The width in characters that all agree on.
    pub(super) fn agreed(&self) -> Option<Fit> {
        self.exact().filter(|fit| self.found.iter().all(|[low, high]| (*low..=*high).contains(&fit.width)))
    }

    /// The width in characters that nine in ten agree on.
    fn exact(&self) -> Option<Fit> {
        if self.found.len() < 2 || self.found.iter().all(|[low, _]| *low < NARROWEST) {
            return None;
        }
        // For each width, how many more breaks allow it than the next smaller one.
        let mut steps = [0i32; WIDEST as usize * 2 + 2];
        for &[low, high] in &self.found {
            steps[low as usize] += 1;
            steps[(high.min(WIDEST * 2) + 1) as usize] -= 1;
        }
        let (mut width, mut most, mut agreed) = (0, 0, 0);
        for (at, step) in (0..).zip(steps) {
            agreed += step;
            if agreed > most {
                (width, most) = (at, agreed);
            }
        }
        let all = self.found.len();
        let agree = usize::try_from(most).is_ok_and(|most| most * 10 >= all * 9);
        (agree && width >= NARROWEST).then_some(Fit { width, exact: true })
    }

    /// The width that three in four come close to.
    fn ragged(&self) -> Option<Fit> {
        const FEWEST: usize = 3;
        if self.found.len() < FEWEST || self.found.iter().all(|[low, _]| *low < NARROWEST) {
            return None;
        }
        let mut counts = [0; WIDEST as usize + 1];
        for &[low, _] in &self.found {
            counts[low as usize] += 1;
        }
        let all = self.found.len();
        let mut wider = 0;
        let (width, _) = (0..=WIDEST).rev().zip(counts.into_iter().rev()).find(|&(_, count)| {
            wider += count;
            wider * 10 > all
        })?;
        let fit = Fit { width, exact: false };
        let filled = self.found.iter().filter(|[_, high]| fit.is_filled(*high)).count();
        (filled * 4 >= all * 3 && width > NARROWEST * 3 / 2).then_some(fit)
    }
}

impl Fit {
    /// Whether a line is full that would be this wide with the next word.
    fn is_filled(&self, with_next: u32) -> bool {
        if self.exact { with_next >= self.width } else { with_next * 5 >= self.width * 4 }
    }

    /// Whether the line `before` is full: the first word of `after` did not fit.
    pub(super) fn fills(&self, before: &Line, after: &Line) -> bool {
        self.is_filled(before.width + after.first)
    }

    /// Whether `line` is within the width. A single word may exceed it, since it cannot be broken.
    pub(super) fn holds(&self, line: &Line) -> bool {
        let widest = if self.exact { self.width + self.width / 12 } else { self.width + self.width / 4 };
        line.width <= widest || line.width == line.first
    }

    /// Whether `line` is less than half full.
    pub(super) fn is_short(&self, line: &Line) -> bool {
        line.width * 2 < self.width
    }
}
