"""Attributions: who says a thing in a sentence (CLAIMS.md, "speakers")."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from tollbook.claims.readers.rules_en import lexicon, who
from tollbook.claims.readers.rules_en.grammar import SUBJECT, kids, of_objects
from tollbook.claims.readers.rules_en.parse import Word
from tollbook.claims.readers.rules_en.speaker import Speech, keeper, pronoun_of, speaker_span
from tollbook.claims.readers.rules_en.trail import trailing


@functools.cache
def say_verbs() -> frozenset[str]:
    """All forms of the verbs of saying."""
    return lexicon.words("speech", "say", "verbs")


def find_speech(words: Sequence[Word]) -> tuple[Speech, ...]:
    """The attributions of a sentence, in the order of their verbs."""
    begins = _attributing()
    found = (_attribution(words, word) for word in words if word.lower in begins)
    return tuple(speech for speech in found if speech is not None)


@functools.cache
def _attributing() -> frozenset[str]:
    """The words one of which every attribution begins with."""
    listed = ("reject", "react", "with_of", "cite", "verbs", "tally")
    say = frozenset[str]().union(*(lexicon.words("speech", "say", key) for key in listed))
    say |= lexicon.words("grammar", "have", "verbs") | lexicon.words("speech", "outlet", "sees")
    return say | {"according", "per", "by"}


def _attribution(words: Sequence[Word], word: Word) -> Speech | None:
    if any(told(words, word) for told in (_has_reports, _watches, _rejects, _speaks_of, _tallies)):
        return _verb(words, word)
    if word.lower == "according":
        return _according(words, word)
    if word.lower in ("per", "by"):
        return _per(words, word)
    if word.lower in lexicon.words("speech", "say", "cite") and word.tag == "VBG":
        return _cited(words, word)
    if word.lower in say_verbs() and word.tag.startswith("VB") and not _is_unsaid(words, word):
        return trailing(words, word) or _verb(words, word)
    return None


def _verb(words: Sequence[Word], word: Word) -> Speech | None:
    """The attribution of a verb by its subject, or by its doer where it is passive."""
    if kids(words, word.i, "nsubjpass", "auxpass"):
        by = [o for p in kids(words, word.i, "agent") for o in kids(words, p, "pobj")]
        subject = by[0] if by else None
        if subject is None and word.lower in ("quoted", "informed", "told"):
            own = kids(words, word.i, "nsubjpass")
            subject = own[0] if own else None
    else:
        subject = _subject(words, word)
    if subject is None or _is_event(words, subject):
        return None
    named = _behind_mark(words, word, subject)
    if named is not None:
        return named
    subject = keeper(words, subject)
    if words[subject].lower in lexicon.words("speech", "say", "mute") or _claims_lives(words, word):
        return None
    if words[subject].lower in ("who", "which", "that"):
        if word.dep != "relcl" or words[word.head].lower in ("report", "video", "update", "footage"):
            return None
        start, end = speaker_span(words, word.head, bare=True)
        return Speech(word.i, start, end, word.head)
    start, end = speaker_span(words, subject)
    return Speech(word.i, start, end, subject, pronoun_of(words[subject]), _told(words, word))


def _claims_lives(words: Sequence[Word], word: Word) -> bool:
    """ "The shelling claimed another life": nobody says so."""
    taken = ("life", "lives", "victim", "victims")
    return word.lower.startswith("claim") and any(w.lower in taken for w in words[word.i + 1 : word.i + 6])


def _told(words: Sequence[Word], word: Word) -> tuple[int, int] | None:
    """Offsets of who was told: "residents told Rudaw"."""
    told = None
    if word.lower in lexicon.words("speech", "say", "tell"):
        for o in kids(words, word.i, "dobj", "dative"):
            if words[o].tag.startswith("NNP") or words[o].lower in lexicon.words("speech", "outlet", "names"):
                told = speaker_span(words, o)
    return told


def _behind_mark(words: Sequence[Word], word: Word, subject: int) -> Speech | None:
    """ "Tarfa: prosecutor says ...", "TARFA (March 3) - The army says ...": the parse takes what stands before the
    mark for the subject."""
    mark = next((k for k in range(word.i - 1, subject, -1) if words[k].lower in (":", "-", "--")), None)
    dateline = mark is not None and (words[mark - 1].lower == ")" or words[0].text.isupper())
    if mark is None or not (words[mark].lower == ":" or dateline):
        return None
    run = words[mark + 1 : word.i]
    if not run or not run[-1].tag.startswith("NN"):
        return None
    return Speech(word.i, run[0].start, run[-1].end, run[-1].i)


def _is_unsaid(words: Sequence[Word], word: Word) -> bool:
    """Whether a verb of saying is not said: "could not confirm", "declined to say", "as reported"."""
    if kids(words, word.i, "neg") or _of_the_harmed(words, word):
        return True
    if word.i and words[word.i - 1].lower == "as" and not kids(words, word.i, "agent", *SUBJECT):
        return word.tag == "VBN"
    return word.dep == "xcomp" and words[word.head].lower in lexicon.words("speech", "say", "unsaid")


def _of_the_harmed(words: Sequence[Word], word: Word) -> bool:
    """ "Farmers reported dead: 3", "two feared dead": a participle of those harmed, said by nobody."""
    after = words[word.i + 1].lower if word.i + 1 < len(words) else ""
    before = words[word.i - 1] if word.i else word
    harmed = after in lexicon.noun_harm("adjective") and after not in lexicon.noun_harm("noun_count")
    told = after in ("dead", "missing") or harmed
    return word.tag in ("VBN", "VBD") and told and (before.tag == "CD" or before.lower in who.people())


def _has_reports(words: Sequence[Word], word: Word) -> bool:
    """ "The observatory has reports of 12 deaths"."""
    reports = lexicon.words("grammar", "have", "nouns")
    have = word.lower in lexicon.words("grammar", "have", "verbs")
    return have and any(words[o].lower in reports for o in kids(words, word.i, "dobj"))


def _watches(words: Sequence[Word], word: Word) -> bool:
    """ "A reporter saw six bodies": one who is there to tell is the speaker of what was seen."""
    seers = lexicon.words("speech", "outlet", "seers")
    sees = lexicon.words("speech", "outlet", "sees")
    return word.lower in sees and any(words[s].lower in seers for s in kids(words, word.i, "nsubj"))


def _rejects(words: Sequence[Word], word: Word) -> bool:
    """ "Rejected the claim that", "disputes the figure", "condemned the killing": of what is told, or of harm."""
    told = lexicon.words("speech", "statement", "hearsay") | lexicon.words("speech", "statement", "figures")
    objects = [words[o].lower for o in kids(words, word.i, "dobj")]
    if word.lower in lexicon.words("speech", "say", "reject"):
        return bool(kids(words, word.i, "ccomp")) or any(o in told for o in objects)
    harm = lexicon.noun_harm("noun_event").keys() | lexicon.noun_harm("noun_count").keys()
    return word.lower in lexicon.words("speech", "say", "react") and any(o in harm for o in objects)


def _speaks_of(words: Sequence[Word], word: Word) -> bool:
    """ "Spoke of 12 dead": verbs that say a thing only with "of"."""
    verbs = lexicon.words("speech", "say", "with_of")
    return word.lower in verbs and word.tag.startswith("VB") and bool(of_objects(words, word.i))


def _tallies(words: Sequence[Word], word: Word) -> bool:
    """ "The ministry put the toll at 12", "a group lists 17 dead", "it named nine victims": who counts says so."""
    if word.lower not in lexicon.words("speech", "say", "tally") or not word.tag.startswith("VB"):
        return False
    spoken = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "body", "nouns")
    spoken |= lexicon.words("speech", "outlet", "names") | lexicon.words("speech", "statement", "records")
    counting = any(
        words[s].tag.startswith("NNP") or words[s].lower in spoken or words[s].lower in ("he", "she", "it", "they")
        for s in kids(words, word.i, "nsubj")
    )
    figures = lexicon.words("speech", "statement", "figures")
    names = word.lower in lexicon.words("speech", "say", "names")
    return counting and any(
        words[o].lower in figures or (names and any(words[k].tag == "CD" for k in (o, *words[o].children)))
        for o in kids(words, word.i, "dobj")
    )


def _is_event(words: Sequence[Word], subject: int) -> bool:
    """Whether what would say it is an event: "the raid took place, adding that", "violence has claimed lives"."""
    word = words[subject]
    return word.lower in lexicon.words("causes", "event", "nouns") and not word.tag.startswith("NNP")


def _subject(words: Sequence[Word], word: Word) -> int | None:
    i, seen = word.i, set()
    while i not in seen:
        seen.add(i)
        if i != word.i and words[i].dep == "ccomp" and words[words[i].head].lower in say_verbs():
            i = words[i].head  # ", adding that": it goes on with who says, not with whom it befell
            continue
        own = [k for k in words[i].children if words[k].dep in SUBJECT]
        if own:
            return own[0]
        above = words[i].head
        if words[i].dep in ("conj", "xcomp", "advcl", "acomp") and above != i:
            i = above
            continue
        if words[i].dep == "acl" and words[i].tag == "VBG":
            return above
        if words[i].dep == "pcomp" and words[above].lower == "as":
            return _quoted(words, words[above].head)
        return None
    return None


def _quoted(words: Sequence[Word], verb: int) -> int | None:
    """Who speaks in "was quoted as saying", "quoted the mayor as saying"."""
    if words[verb].lower not in lexicon.words("speech", "say", "quote"):
        return None
    own = kids(words, verb, "nsubjpass") or kids(words, verb, "dobj")
    return own[0] if own else None


def _according(words: Sequence[Word], word: Word) -> Speech | None:
    for k in range(word.i + 1, min(word.i + 3, len(words))):
        if words[k].lower == "to":
            objects = kids(words, k, "pobj") or [c for c in words[k].children if c > k]
            return _source(words, word, objects)
    return None


def _source(words: Sequence[Word], word: Word, objects: Sequence[int]) -> Speech | None:
    if not objects:
        return None
    head = keeper(words, objects[0])
    start, end = speaker_span(words, head, bare=True)
    return Speech(word.i, start, end, head, pronoun_of(words[head]), according=True)


def _per(words: Sequence[Word], word: Word) -> Speech | None:
    """ "As per X", "Per X," at the head of a clause, and "as reported by X"."""
    before = words[word.i - 1].lower if word.i else ","
    if word.lower == "by":
        said = before in ("reported", "stated", "confirmed", "announced") and words[word.i - 2].lower == "as"
        return _source(words, word, kids(words, word.i, "pobj")) if said else None
    objects = kids(words, word.i, "pobj")
    if before not in ("as", ",", "(") or not objects or word.i + 1 >= len(words):
        return None
    names = words[objects[0]].tag.startswith("NNP") or words[word.i + 1].tag in ("DT", "NNP", "JJ")
    return _source(words, word, objects) if names else None


def _cited(words: Sequence[Word], word: Word) -> Speech | None:
    """ "Citing hospital officials", "quoting a resident": the speaker behind the speaker."""
    objects = kids(words, word.i, "dobj")
    if not objects:
        return None
    head = keeper(words, objects[0])
    speak = lexicon.words("speech", "person", "nouns") | lexicon.words("speech", "body", "nouns")
    speak |= (
        who.people() | lexicon.words("speech", "outlet", "names") | lexicon.words("speech", "statement", "records")
    )
    if words[head].lower not in speak and not words[head].tag.startswith("NNP"):
        return None
    start, end = speaker_span(words, head, bare=True)
    return Speech(word.i, start, end, head, pronoun_of(words[head]), cited=True)
