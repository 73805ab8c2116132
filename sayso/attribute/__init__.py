"""Stage 3, attribute: who says what in one Document, with exact spans.

In order: the trained tagger marks sources, cues and contents and says which belong together; the same model looks inside
contents for nested attributions; turns of interviews and signatures, which the model's news does not have, are added by
pattern; sentences that carry on a speaker's words are tied to the attribution before them; what is left and can be checked
is narration. Kind and stance come from the quotation marks and the cue. Who the speakers are is for `resolve`.
"""

from __future__ import annotations

from sayso.attribute.compose import attribute
from sayso.attribute.tagger import Tagger, load_tagger

__all__ = ["Tagger", "attribute", "load_tagger"]
