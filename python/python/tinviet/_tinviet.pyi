from typing import Any

__version__: str

class Analyzer:
    def __new__(
        cls,
        kinds: list[str] | None,
        tone_style: str,
        reference_date: str | None,
        dictionary: list[tuple[str, str]] | None,
        markup: str,
    ) -> Analyzer: ...
    def analyze_json(self, text: str, reference_date: str | None, offsets: str, markup: str | None) -> str: ...
    def expand(self, text: str, policy: str, markup: str | None) -> str: ...
    def analyze_arrow(
        self, data: Any, text: str, id: str | None, date: str | None, shape: str, offsets: str
    ) -> Any: ...

def normalize(text: str, tone_style: str, form: str, markup: str) -> str: ...
