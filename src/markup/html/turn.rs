//! Keeps the tokeniser within the stack.
//!
//! `html5gum` 0.9 calls itself at each attribute in double quotes that another one follows, so that a tag with some thousand of them would
//! overflow the stack. A value in single quotes brings it back to its loop: now and then it is given one for a value in double quotes.

use std::{cell::Cell, convert::Infallible};

use html5gum::{Readable as _, Reader, StringReader};

/// How many attributes of a tag lie between two such values.
const EVERY: usize = 64;

/// Where the reader is in the attribute whose quotes it turns.
#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// In no such attribute.
    #[default]
    Off,
    Name,
    /// After the equals sign.
    Equals,
    Value,
}

/// What the emitter tells the reader: that an attribute begins, or that there is none.
#[derive(Debug, Default)]
pub(super) struct Turn {
    attributes: Cell<usize>,
    state: Cell<State>,
}

impl Turn {
    /// A tag begins or ends.
    pub(super) fn reset(&self) {
        self.attributes.set(0);
        self.state.set(State::Off);
    }

    pub(super) fn begin_attribute(&self) {
        let attributes = self.attributes.get() + 1;
        self.attributes.set(attributes);
        self.state.set(if attributes.is_multiple_of(EVERY) { State::Name } else { State::Off });
    }

    fn is_off(&self) -> bool {
        matches!(self.state.get(), State::Off)
    }

    fn turned(&self, byte: u8) -> u8 {
        let (state, turned) = match (self.state.get(), byte) {
            (State::Name, b'=') => (State::Equals, byte),
            (State::Name, _) => (State::Name, byte),
            (State::Equals, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ') => (State::Equals, byte),
            (State::Equals | State::Value, b'"') => (State::Value, b'\''),
            (State::Value, b'\'') => (State::Value, b'"'),
            (State::Value, _) => (State::Value, byte),
            (State::Off | State::Equals, _) => (State::Off, byte),
        };
        self.state.set(state);
        turned
    }
}

/// A text whose quotes are turned where the emitter asks for it. Every byte keeps its place.
pub(super) struct Turning<'t> {
    text: StringReader<'t>,
    turn: &'t Turn,
}

impl<'t> Turning<'t> {
    pub(super) fn new(text: &'t str, turn: &'t Turn) -> Self {
        Self { text: text.to_reader(), turn }
    }
}

impl Reader for Turning<'_> {
    type Error = Infallible;

    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let byte = self.text.read_byte()?;
        Ok(if self.turn.is_off() { byte } else { byte.map(|byte| self.turn.turned(byte)) })
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        self.text.try_read_string(text, case_sensitive)
    }

    fn read_until<'b>(&'b mut self, needle: &[u8], one: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Infallible> {
        if self.turn.is_off() {
            return self.text.read_until(needle, one);
        }
        let Some(byte) = self.read_byte()? else { return Ok(None) };
        one[0] = byte;
        Ok(one.get(..1))
    }
}
