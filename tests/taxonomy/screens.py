"""The addresses of the screens of a vocabulary, and what they say."""


def address(model, action="", term=None):
    parts = [model._meta.model_name, action, str(term.pk) if term else ""]
    return "/admin/taxonomy/" + "".join(f"{part}/" for part in parts if part)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])
