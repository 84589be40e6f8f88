//! Filters that replace the text of a token and keep its position.

use tantivy_tokenizer_api::{Token, TokenFilter, TokenStream, Tokenizer};
use tinviet::{
    Normalizer,
    normalize::{Fold, variant_key},
};

macro_rules! filters {
    ($($(#[$about:meta])* $name:ident $filter:ident $stream:ident $rewrite:ident;)*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, Default)]
            pub struct $name;

            /// A tokenizer with rewritten tokens.
            #[derive(Clone, Debug)]
            pub struct $filter<T> {
                tokenizer: T,
            }

            /// Rewritten tokens.
            #[derive(Debug)]
            pub struct $stream<T> {
                tail: T,
            }

            impl TokenFilter for $name {
                type Tokenizer<T: Tokenizer> = $filter<T>;

                fn transform<T: Tokenizer>(self, tokenizer: T) -> $filter<T> {
                    $filter { tokenizer }
                }
            }

            impl<T: Tokenizer> Tokenizer for $filter<T> {
                type TokenStream<'a> = $stream<T::TokenStream<'a>>;

                fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
                    $stream { tail: self.tokenizer.token_stream(text) }
                }
            }

            impl<T: TokenStream> TokenStream for $stream<T> {
                fn advance(&mut self) -> bool {
                    let more = self.tail.advance();
                    if more {
                        let token = self.tail.token_mut();
                        token.text = $rewrite(&token.text);
                    }
                    more
                }

                fn token(&self) -> &Token {
                    self.tail.token()
                }

                fn token_mut(&mut self) -> &mut Token {
                    self.tail.token_mut()
                }
            }
        )*
    };
}

filters! {
    /// Lower-case ASCII: `Đường` becomes `duong`. Finds queries typed without diacritics; one spelling then stands for up to 18 syllables.
    Folded FoldedFilter FoldedStream fold;
    /// The key that all spellings of a word share ([`variant_key`]): `Hoà` and `hòa`, `quí` and `quý`.
    Variants VariantsFilter VariantsStream variant_key;
}

fn fold(text: &str) -> String {
    const FOLD: Normalizer = Normalizer::new().fold(Fold::Ascii);
    FOLD.normalize(text).text.to_lowercase()
}
