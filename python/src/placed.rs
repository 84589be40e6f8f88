//! An analysis with its offsets in the requested unit.

use std::{ops::Deref, sync::OnceLock};

use tinviet::{OffsetIndex, OffsetUnit, Span};

use crate::owned::Owned;

/// An analysis whose offsets count `unit`. Shared by the Python objects that read it.
pub(crate) struct Placed {
    found: Owned,
    pub(crate) unit: OffsetUnit,
    /// Start, end, and the core's start and end of each fact, made when the first is asked for.
    facts: OnceLock<Box<[[u32; 4]]>>,
}

impl Placed {
    pub(crate) const fn new(found: Owned, unit: OffsetUnit) -> Self {
        Self { found, unit, facts: OnceLock::new() }
    }

    /// Start, end, and the core's start and end of a fact.
    pub(crate) fn fact(&self, index: usize) -> [usize; 4] {
        let places = self.facts.get_or_init(|| {
            let offsets = OffsetIndex::new(self.found.text(), self.unit);
            let of = |span: Span| [offsets.get(span.start) as u32, offsets.get(span.end) as u32];
            let both = |[a, b]: [u32; 2], [c, d]: [u32; 2]| [a, b, c, d];
            self.found.facts().map(|fact| both(of(fact.span()), of(fact.core()))).collect()
        });
        places.get(index).map_or([0; 4], |place| place.map(|offset| offset as usize))
    }

    /// Turns spans into pairs of offsets.
    pub(crate) fn pairs(&self) -> impl Fn(Span) -> (usize, usize) {
        let offsets = OffsetIndex::new(self.found.text(), self.unit);
        move |span| (offsets.get(span.start), offsets.get(span.end))
    }
}

impl Deref for Placed {
    type Target = Owned;

    fn deref(&self) -> &Owned {
        &self.found
    }
}
