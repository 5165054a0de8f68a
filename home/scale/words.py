"""The texts of a large portal, drawn from lists of words: the same for the same seed."""

import re
import tomllib
from pathlib import Path

SLOT = re.compile(r"{(\w+)}")
# French joins these two words in one.
CONTRACTIONS = (
    (" de les ", " des "),
    (" de le ", " du "),
    (" de des ", " de "),
    (" à les ", " aux "),
    (" à le ", " au "),
)


class Words:
    """Draws titles, sentences and names with `rng`."""

    def __init__(self, rng):
        path = Path(__file__).with_name("words.toml")
        self.lists = tomllib.loads(path.read_text(encoding="utf-8"))
        self.rng = rng

    def draw(self, part, name):
        """Return one of the texts of this name, with its slots filled."""
        text = SLOT.sub(self._fill, self.rng.choice(self.lists[part][name]))
        for apart, joined in CONTRACTIONS:
            text = text.replace(apart, joined)
        return text

    def paragraph(self):
        """Return a few sentences."""
        count = self.rng.randint(2, 5)
        return " ".join(self.draw("fiches", "sentences") for _sentence in range(count))

    def town(self):
        """Return the name of a town that does not exist."""
        start, middle, end = (
            self.rng.choice(self.lists["words"][f"town_{part}"])
            for part in ("start", "middle", "end")
        )
        return f"{start}{middle.capitalize() if start.endswith('-') else middle}{end}"

    def keywords(self):
        """Return all the keywords that fiches may carry."""
        return self.lists["words"]["keyword"]

    def _fill(self, slot):
        name = slot[1].removesuffix("_capital")
        word = self.town() if name == "town" else self.draw("words", name)
        return word[0].upper() + word[1:] if slot[1] != name else word
