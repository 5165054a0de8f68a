"""The spaces of French typography, where a reader would see a sign alone on its line."""

import pytest

from bases.typography import FIXED, NARROW, typeset


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Un\u00a0: deux ; trois !", f"Un{NARROW}: deux{NARROW}; trois{NARROW}!"),
        ("dire « oui » ici", f"dire «{NARROW}oui{NARROW}» ici"),
        ("« 2 h »", f"«{NARROW}2{FIXED}h{NARROW}»"),
        ("de 2 h à 30 min", f"de 2{FIXED}h à 30{FIXED}min"),
        ("10 % de 5 €, 3 fiches", f"10{FIXED}% de 5{FIXED}€, 3{FIXED}fiches"),
        ("3 histoires, 4 moutons", "3 histoires, 4 moutons"),
        ("heure:minute", "heure:minute"),
        ('<a title="2 h : oui">2 h</a>', f'<a title="2 h : oui">2{FIXED}h</a>'),
        ("a &lt; b : <b>c</b> !", f"a &lt; b{NARROW}: <b>c</b>{NARROW}!"),
        ("", ""),
    ],
)
def test_signs_stay_with_their_word(said, printed):
    assert typeset(said) == printed
