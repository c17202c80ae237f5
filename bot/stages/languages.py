"""Which languages a text may be in, told by its small words, so that only those languages' phrases are asked."""

from __future__ import annotations

import re

#: Words that hardly any text of the language does without. They overlap: asking one language more costs little.
_SMALL_WORDS = {
    "de": """der die das und ist nicht wir sie ich bitte haben hat fur mit den dem zu auf von im wurde noch bei uns
        ihre ihr rechnung eine einen ein kein keine sind guten danke sehr dass es bis zum am habe hab wird""",
    "fr": """le la les des du et est nous vous pas une un pour dans votre vos notre je ne au aux avec sur bonjour
        merci facture que qui cette ce avons ete plus en il""",
    "es": """el la los las de del y es no que una un para por con su sus nos se ya lo esta este hemos factura buenos
        dias gracias en al nuestro le les""",
    "nl": """de het een en is niet wij we jullie ik van voor met op factuur wordt graag deze hem maar dit zijn dank
        hebben er""",
    "it": """il la lo gli le di del della e che non per con una un in va fattura buongiorno grazie abbiamo siamo
        questa sono vostra""",
}
_WORDS = {language: frozenset(listed.split()) for language, listed in _SMALL_WORDS.items()}
_WORD = re.compile(r"[a-z']+")
#: So many of them in a text, but one in a short one.
_ENOUGH = 2
_SHORT = 9


def languages_of(plain: str) -> frozenset[str]:
    """The languages whose small words stand in the folded text, English apart: it is always asked."""
    said = set(_WORD.findall(plain))
    enough = _ENOUGH if len(said) > _SHORT else 1
    return frozenset(language for language, listed in _WORDS.items() if len(said & listed) >= enough)
