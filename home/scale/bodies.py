"""The content of the fiches of a large portal."""

from bases.levels import Level
from resources.models import ResourcePage

STREAM = ResourcePage._meta.get_field("body").stream_block


def body_of(words, *, documents, image):
    """Return the content of a fiche, which may give `documents` and show `image`, if any."""
    rng = words.rng
    blocks = [
        ("section_title", {"text": words.draw("fiches", "sections")}),
        ("rich_text", f"<p>{words.paragraph()}</p><p>{words.paragraph()}</p>"),
    ]
    if rng.random() < 0.3:
        blocks.append(("tutorial", _tutorial(words)))
    if rng.random() < 0.25:
        blocks.append(("callout", _callout(words)))
    if documents and rng.random() < 0.4:
        blocks.append(("files", {"files": [_file(rng.choice(documents))]}))
    if image and rng.random() < 0.3:
        blocks.append(("image", _image(words, image)))
    return STREAM.to_python(blocks)


def _tutorial(words):
    rng = words.rng
    return {
        "title": "Pas à pas",
        "material": words.draw("fiches", "materials"),
        "duration": rng.choice([30, 45, 60, None]),
        "level": rng.choice(Level.values),
        "steps": [
            {
                "title": words.draw("fiches", "steps"),
                "text": f"<p>{words.draw('fiches', 'sentences')}</p>",
                "image": None,
                "duration": rng.choice([5, 10, 15]),
            }
            for _step in range(rng.randint(2, 4))
        ],
    }


def _callout(words):
    return {
        "tone": words.rng.choice(["note", "tip", "warning"]),
        "title": words.draw("fiches", "remarks"),
        "text": f"<p>{words.draw('fiches', 'sentences')}</p>",
    }


def _file(document):
    return {"document": document, "title": "", "legend": "Le support de la séance."}


def _image(words, image):
    caption = words.draw("fiches", "captions")
    return {"image": image, "caption": caption, "alternative_text": ""}
