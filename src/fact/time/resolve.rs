//! Reads times against a reference date.

use crate::fact::time::{
    Calendar, Reference, Time,
    compose::{Finding, What},
    edtf::{Edge, Edtf, Form},
    point::Point,
    read::Reader,
};

pub(super) struct Context<'a> {
    _reader: &'a Reader<'a>,
    _reference: Option<Reference>,
}

impl<'a> Context<'a> {
    pub(super) fn new(reader: &'a Reader<'a>, reference: Option<Reference>) -> Self {
        Self { _reader: reader, _reference: reference }
    }

    pub(super) fn value(&self, finding: &Finding) -> Time {
        let (edtf, grain, lunar) = match finding.what {
            What::Point(point) => (point.edtf(), point.grain(), point.lunar),
            What::Range(first, last) => {
                let grain = first.or(last).map_or(super::Grain::Day, |point| point.grain());
                (range(first, last), grain, first.or(last).is_some_and(|point| point.lunar))
            }
        };
        Time { edtf, grain, calendar: lunar.then_some(Calendar::Lunar), unresolved: None }
    }
}

/// The interval between two points, where both can be told.
fn range(first: Option<Point>, last: Option<Point>) -> Option<Edtf> {
    let edge = |point: Option<Point>| match point {
        None => Some(Edge::Open),
        Some(point) => match point.edtf()?.form {
            Form::Moment(moment) => Some(Edge::At(moment)),
            Form::Interval(..) => None,
        },
    };
    Some(Edtf::interval(edge(first)?, edge(last)?))
}
