//! What is serialised, written as JSON text without blanks.
//!
//! Equal to what `serde_json` writes, byte for byte, and held to that by a test; faster, since names of fields are written as they are, and a string
//! is searched for what must be escaped 64 bytes at a time.

mod text;

use std::{
    fmt::{self, Display},
    io,
};

use serde::{
    Serialize,
    ser::{self, Serializer},
};

use crate::span::Cut as _;

/// How much text is held before it goes out.
const HELD: usize = 64 << 10;

/// The JSON of a value.
pub(super) fn text(value: &impl Serialize, capacity: usize) -> String {
    let mut json = Json { text: String::with_capacity(capacity), out: None };
    // Nothing that the library serialises fails: keys are strings, and there is no file.
    let _ = value.serialize(&mut json);
    json.text
}

/// Writes the JSON of a value in pieces.
pub(super) fn write(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut json = Json { text: String::new(), out: Some(out) };
    value.serialize(&mut json).map_err(|failed| failed.0)?;
    json.flush(0).map_err(|failed| failed.0)
}

/// Why writing stopped.
#[derive(Debug)]
struct Failed(io::Error);

impl Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ser::Error for Failed {
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

struct Json<'w> {
    text: String,
    out: Option<&'w mut dyn io::Write>,
}

impl<'w> Json<'w> {
    /// Hands on what is held, if it is more than `held` bytes.
    fn flush(&mut self, held: usize) -> Result<(), Failed> {
        if self.text.len() > held
            && let Some(out) = &mut self.out
        {
            out.write_all(self.text.as_bytes()).map_err(Failed)?;
            self.text.clear();
        }
        Ok(())
    }

    fn begin<'a>(&'a mut self, open: char, close: &'static str) -> Parts<'a, 'w> {
        self.text.push(open);
        Parts { json: self, begun: false, close }
    }

    /// `{"name":`, before the value of a variant.
    fn variant(&mut self, name: &'static str) {
        self.text.push('{');
        text::name(&mut self.text, name);
        self.text.push(':');
    }
}

/// A list or an object in the making.
struct Parts<'a, 'w> {
    json: &'a mut Json<'w>,
    begun: bool,
    close: &'static str,
}

impl Parts<'_, '_> {
    #[inline]
    fn part(&mut self) {
        if self.begun {
            self.json.text.push(',');
        }
        self.begun = true;
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        self.part();
        value.serialize(&mut *self.json)
    }

    /// A field with its name.
    // Where it is called, the name and whether it is the first are known, and what is pushed is a few instructions.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failed> {
        self.part();
        text::name(&mut self.json.text, name);
        self.json.text.push(':');
        value.serialize(&mut *self.json)
    }

    fn close(self) -> Result<(), Failed> {
        self.json.text.push_str(self.close);
        self.json.flush(HELD)
    }
}

/// Methods of a serializer that write a number as it is shown.
macro_rules! shown {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<(), Failed> {
            text::shown(&mut self.text, value);
            Ok(())
        })*
    };
}

/// Methods of a serializer that write a count.
macro_rules! counts {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<(), Failed> {
            text::count(&mut self.text, value.into());
            Ok(())
        })*
    };
}

impl<'a, 'w> Serializer for &'a mut Json<'w> {
    type Ok = ();
    type Error = Failed;
    type SerializeSeq = Parts<'a, 'w>;
    type SerializeTuple = Parts<'a, 'w>;
    type SerializeTupleStruct = Parts<'a, 'w>;
    type SerializeTupleVariant = Parts<'a, 'w>;
    type SerializeMap = Parts<'a, 'w>;
    type SerializeStruct = Parts<'a, 'w>;
    type SerializeStructVariant = Parts<'a, 'w>;

    shown!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    counts!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, value: f32) -> Result<(), Failed> {
        text::float(&mut self.text, value.is_finite(), value);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Failed> {
        text::float(&mut self.text, value.is_finite(), value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Failed> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Failed> {
        text::string(&mut self.text, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Failed> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Failed> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Failed> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Failed> {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Failed> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Failed> {
        text::name(&mut self.text, variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Failed> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Failed> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.text.push('}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a, 'w>, Failed> {
        Ok(self.begin('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a, 'w>, Failed> {
        Ok(self.begin('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a, 'w>, Failed> {
        Ok(self.begin('[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a, 'w>, Failed> {
        self.variant(variant);
        Ok(self.begin('[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a, 'w>, Failed> {
        Ok(self.begin('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a, 'w>, Failed> {
        Ok(self.begin('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a, 'w>, Failed> {
        self.variant(variant);
        Ok(self.begin('{', "}}"))
    }

    /// Numbers and dates.
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Failed> {
        self.text.push('"');
        let from = self.text.len();
        text::shown(&mut self.text, value);
        if self.text.cut(from..).bytes().any(text::is_escaped) {
            let shown = self.text.split_off(from);
            text::inside(&mut self.text, &shown);
        }
        self.text.push('"');
        Ok(())
    }
}

/// The traits whose items have no names.
macro_rules! lists {
    ($($which:ident: $method:ident),* $(,)?) => {
        $(impl ser::$which for Parts<'_, '_> {
            type Ok = ();
            type Error = Failed;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
                self.item(value)
            }

            fn end(self) -> Result<(), Failed> {
                self.close()
            }
        })*
    };
}

lists!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
);

/// The traits whose items have names.
macro_rules! objects {
    ($($which:ident),* $(,)?) => {
        $(impl ser::$which for Parts<'_, '_> {
            type Ok = ();
            type Error = Failed;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Failed> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Failed> {
                self.close()
            }
        })*
    };
}

objects!(SerializeStruct, SerializeStructVariant);

/// The keys of all maps that the library serialises are strings.
impl ser::SerializeMap for Parts<'_, '_> {
    type Ok = ();
    type Error = Failed;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failed> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failed> {
        self.json.text.push(':');
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Failed> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    enum Each<'t> {
        Unit,
        One(i8),
        Two(u64, char),
        Named { text: &'t str, none: Option<f64>, some: Option<f32> },
    }

    #[test]
    fn it_is_what_serde_json_writes() {
        let odd = "\"\\\u{8}\u{C}\r\n\t\u{1}\u{1F}\u{7F} Ủy ban / 🏅";
        let long = format!("{}{odd}{0}{odd}", "Ủy ban nhân dân tỉnh ".repeat(9));
        let map: BTreeMap<&str, Each<'_>> = [
            (odd, Each::Unit),
            ("", Each::One(-128)),
            ("c", Each::Two(u64::MAX, '"')),
            ("d", Each::Two(0, 'ệ')),
            ("e", Each::Named { text: &long, none: Some(f64::NAN), some: Some(0.95) }),
            ("f", Each::Named { text: odd, none: None, some: Some(1.0) }),
        ]
        .into();
        let want = serde_json::to_string(&map).unwrap();
        assert_eq!(text(&map, 0), want);
        let mut out = Vec::new();
        write(&map, &mut out).unwrap();
        assert_eq!(out, want.as_bytes());
    }

    #[test]
    fn a_shown_value_is_escaped() {
        struct Shown;
        impl Serialize for Shown {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str("a\"\nb")
            }
        }
        assert_eq!(text(&Shown, 0), serde_json::to_string(&Shown).unwrap());
    }

    #[test]
    fn a_file_that_is_full_ends_it() {
        struct Full;
        impl io::Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write(&vec!["Ủy ban nhân dân"; 9000], &mut Full).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
