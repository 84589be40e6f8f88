//! Spans of years: `giai đoạn 2021 - 2024`, `2016-2021`, `năm học 2023-2024`, `mùa giải 1992-93`, `giai đoạn 2014 đến nay`.

use super::{range::CONNECTORS, *};
use crate::{lexicon::w, segment::Class};

/// The maximum number of years that a stroke parts.
const LONGEST_BY_STROKE: i32 = 10;

impl Reader<'_> {
    /// `giai đoạn 2021 - 2024`, `năm học 2023-2024`, `giai đoạn 2014 đến nay`, `mùa giải 1992-93`.
    pub(super) fn named_years(&self, index: usize) -> Option<Finding> {
        let named = self.span_name(index);
        // `năm 362 - 175 TCN`
        let year = usize::from(self.is(index, w::năm));
        if named.is_none() && !self.may_be_years(index + year) {
            return None;
        }
        if named.is_none()
            && let Some((first, last, end)) =
                self.pair_before_common_era(index + year).or_else(|| self.pair_of_common_era(index + year))
        {
            return Some(Finding {
                kind: Kind::YearRange,
                start: index,
                core: index + year,
                end,
                what: What::Range(Some(Point::of_year(first)), Some(Point::of_year(last))),
                rule: "time.years",
            });
        }
        let mut at = index + named.unwrap_or(0);
        if named.is_some() {
            // `giai đoạn từ năm 2016 đến 2020`, `giai đoạn I (2016-2020)`
            if self.then(at, w::từ) {
                at += 1;
            }
            // `giai đoạn 5 năm 2016 - 2020`
            if self.small(at, 50).is_some_and(|(_, end)| self.then(end, w::năm) && self.year_pair(end + 1).is_some()) {
                at += 1;
            }
            if self.then(at, w::năm) {
                at += 1;
            }
        }
        let (first, last, end) = self.year_pair(at)?;
        if named.is_none() {
            // A bare pair: `2016-2021`, not `1900-2000 người`.
            let tight = self.glued(at + 1) && self.glued(at + 2);
            let counts = if tight { self.counts(end) } else { !self.goes_on(end) };
            if !self.opens(at) || !(1000..=2100).contains(&first) || last.is_none() || counts {
                return None;
            }
            if !tight && !matches!(self.before(at), w::LEFT_PARENTHESIS) && self.near(at) && !self.is_span_cue(at) {
                return None;
            }
        }
        Some(Finding {
            kind: Kind::YearRange,
            start: index,
            core: at,
            end,
            what: What::Range(Some(Point::of_year(first)), last.map(Point::of_year)),
            rule: "time.years",
        })
    }

    /// Whether two years may begin at `index`: digits, and after them what leads to a second year, or an era.
    fn may_be_years(&self, index: usize) -> bool {
        let next = self.key(index + 1);
        self.class(index) == Some(Class::Digits) && (CONNECTORS.has(next) || matches!(next, w::tcn | w::trước))
    }

    /// More spans after a named one: `nhiệm kỳ 2011-2016 và 2016-2021`.
    pub(super) fn more_years(&self, finding: &Finding, mut end: usize, out: &mut Vec<Finding>) -> usize {
        while let Some(at) = self.joint(end) {
            let Some((first, Some(last), after)) = self.year_pair(at) else { break };
            end = after;
            out.push(Finding {
                start: at,
                core: at,
                end,
                what: What::Range(Some(Point::of_year(first)), Some(Point::of_year(last))),
                ..*finding
            });
        }
        end
    }

    /// Two years with a dash, a stroke or `đến` between, or `2014 đến nay`: the first, the last unless open, the token after.
    pub(super) fn year_pair(&self, index: usize) -> Option<(i32, Option<i32>, usize)> {
        if let Some((first, last, end)) = self.pair_before_common_era(index) {
            return Some((first, Some(last), end));
        }
        let (first, at) = self.year_number(index, false)?;
        let (after, dash) = self.connector(at)?;
        if let Some(end) = self.now(after).filter(|_| !dash) {
            return Some((first, None, end));
        }
        let second = after + usize::from(self.then(after, w::năm));
        let (value, width) = self.digits(second).filter(|_| self.near(second))?;
        let last = match width {
            4 => value,
            2 if self.glued(second) && self.glued(at) => first / 100 * 100 + value,
            _ => return None,
        };
        // `mùa 2016/2017`; a slash between numbers that are not consecutive years is a score: `SAT 1570/1600`.
        let fits = last > first && last <= 2200 && (!self.is(at, w::SOLIDUS) || last - first <= LONGEST_BY_STROKE);
        (fits && self.closes(second + 1)).then_some((first, Some(last), second + 1))
    }

    /// Two years of which the second, or each, comes before the Common Era: `362 - 175 TCN`. They fall, as numbers that count down.
    pub(super) fn pair_before_common_era(&self, index: usize) -> Option<(i32, i32, usize)> {
        let (first, _) = self.digits(index)?;
        let end = self.before_common_era(index + 1).unwrap_or(index + 1);
        let (after, _) = self.connector(end)?;
        let second = after + usize::from(self.then(after, w::năm));
        let (last, _) = self.digits(second).filter(|_| self.near(second))?;
        let end = self.before_common_era(second + 1)?;
        (self.opens(index) && first > last && last > 0).then_some((1 - first, 1 - last, end))
    }

    /// The words that name a span of years at `index`, as a number of tokens: `giai đoạn`, `nhiệm kỳ`, `năm học`, `mùa giải`.
    pub(super) fn span_name(&self, index: usize) -> Option<usize> {
        if !self.near(index + 1) {
            return None;
        }
        let words = match (self.key(index), self.key(index + 1)) {
            (w::niên, w::độ) if self.then(index + 2, w::tài) && self.then(index + 3, w::chính) => 4,
            (w::giai, w::đoạn)
            | (w::nhiệm, w::kỳ | w::kì)
            | (w::niên, w::độ)
            | (w::niên, w::khóa | w::vụ | w::học)
            | (w::năm, w::học)
            | (w::mùa, w::giải | w::bóng)
            | (w::mùa, w::vụ) => 2,
            (w::năm, w::tài) if self.then(index + 2, w::chính) => 3,
            (w::mùa, _) if self.class(index + 1) == Some(Class::Digits) => 1,
            (w::vụ, w::mùa) => 2,
            _ => return None,
        };
        // `vụ mùa`, `vụ đông xuân`
        Some(words)
    }

    pub(super) fn is_span_cue(&self, index: usize) -> bool {
        matches!(self.before(index), w::hoạch | w::năm | w::đoạn | w::kỳ | w::COMMA | w::COLON | w::trong)
    }
}
