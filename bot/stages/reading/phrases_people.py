"""Who is there no more, and who is away."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row, words
from models.signal import SignalKind

_K = SignalKind

#: Things that leave too: money leaves an account, goods leave a warehouse, a paper is left with somebody.
_THINGS = (
    r"it|this|that|which|money|payment|payments|funds|transfer|amount|eur|euros?|usd|gbp|dollars|pounds|cheque|check|"
    r"wire|invoice|invoices|goods|shipment|"
    r"parcel|delivery|truck|lorry|order|mail|letter|nothing|much|days|weeks|anything|something|balance|only|one|was|"
    r"is|were|are|been|be|time|what|rest"
)
#: Leaving needs a person and what they left: the company, us, a day.
_LEFT = (
    # "I have left Acme.": a name behind it, and nothing more.
    rf"\b(?!(?:{_THINGS})\b)[a-z']{{1,30}} (?:has|have|'ve|had|just|recently) left "
    r"(?!(?:the|an?|it|this|that|me|you|him|them|for|with|over|out|off|some|my|your|nothing|open|blank|here)\b)"
    r"[a-z]+\b(?=\W*$|[.,;!]| and\b| (?:in|on|at|last|and)\b)",
    rf"\b(?!(?:{_THINGS})\b)[a-z']{{1,30}} (?:has |have |had |'ve )?(?:since |now |recently |already |sadly |"
    rf"unfortunately |"
    rf"just )?left "
    r"(?:the (?:company|business|firm|organi[sz]ation|team|group|practice|school)|us\b|our (?:company|firm|business|"
    r"employ\w*|team|organi[sz]ation)|"
    r"employment|in (?:january|february|march|april|may|june|december|november)|last (?:week|month|year|friday)|"
    r"at (?:the end|easter|christmas))",
    rf"\b(?!(?:{_THINGS})\b)[a-z']{{1,30}} (?:is |was |has |have |'s )?(?:\w+ )?(?:departed|resigned|retired|quit|"
    rf"retiring|"
    rf"been made redundant|passed away|moved on)\b",
    rf"\b(?!(?:{_THINGS})\b)[a-z']{{1,30}} (?:has )?finished (?:up )?(?:with us|here|working|at (?:the company|our))",
    rf"\b(?:he|she|they|(?!(?:{_THINGS}|who|i|we|you)\b)[a-z]+)(?:'s| is| has) (?:now )?gone\b(?=\W*(?:,|\.|$| it's|"
    rf" and))",
    words(
        r"no longer (?:\w+ )?(?:work\w*|with (?:us|the|our)|at (?:the company|our|\w+\b)|employed|part of|handl\w*|"
        r"responsible|in charge|the (?:right|correct)|deal\w*|"
        r"look\w* after|in (?:this|that|the) (?:role|position|team|department)|here)",
        r"(?:not|\w*n't) (?:\w+ )?(?:work (?:here|at|for|with us)|the right (?:person|contact)|handle (?:payables|"
        r"invoices|accounts|this) (?:any ?more|now))",
        r"(?:not|\w*n't) (?:\w+ )?(?:with us|here|in (?:this|the|our) (?:office|team|company)) (?:any ?more|"
        r"any longer)",
        r"(?:changed|changing) (?:jobs|roles?|departments?|position)",
        r"moved (?:to (?:an?other|a (?:new|different)|our) (?:\w+ )?(?:roles?|teams?|departments?|compan\w+|"
        r"positions?|jobs?|part|"
        r"division|offices?|branch|site|units?|area|function|side|employer|firm|country)|roles?|teams?|department)",
        r"(?:my|her|his|their) last (?:working )?day",
        r"last day (?:at|with|in|here|of work)",
        r"taken over (?:from|accounts|payables|her|his|their|the (?:ledger|accounts|role|books)|as|responsibilit\w*)",
        r"took over (?:from|accounts|payables|her|his|their)",
        r"takes? over (?:from|her|his|their)",
        r"(?:successor|replacement) (?:is|will be|as)",
        r"replaced (?:by \w+ \w+|\w+ as)",
        r"new (?:ap|accounts payable|finance|billing) (?:contact|manager|lead|person|clerk)",
        r"wrong (?:person|contact|mr|mrs|ms)",
        r"former (?:colleague|employee|contact)",
        r"ex-colleague",
        r"leaving (?:the company|my (?:role|position|job)|us)",
        r"update (?:your|the) (?:contact|address ?book|mailing list|contacts)",
        r"(?:remove|take) (?:me|her|him|them) (?:from|off) (?:your|the)",
        r"doesn't work (?:here|for us)",
    ),
    r"\bi (?:now )?(?:look after|handle|manage|run|take care of)\b.{0,50}\bnow\b|\bit(?:'s|"
    r" is) \w+(?: \w+)? (?:now )?(?:who|that) (?:has|does|handles|looks after) the (?:invoices|books|accounts|"
    r"payables)\b|"
    r"\bit's me now\b",
)
_LEFT_ABROAD = (
    r"\bnicht mehr (?:\w+ ){0,5}(?:tatig|beschaftigt|bei uns|im unternehmen|zustandig|angestellt|unternehmen|hier|"
    r"arbeite\w*|verantwortlich)|\b(?:unternehmen|firma|haus) verlassen|"
    r"\bausgeschieden|\bletzter (?:arbeits)?tag|\bnachfolger\w*|\bneue[rn]? ansprechpartner\w*|"
    r"\bi[nm] (?:den )?ruhestand|\barbeitet nicht mehr",
    r"\bne (?:travaille|fait|s'occupe|gere|suis|fais) \w*\s?plus|\bn'est plus (?:\w+ ){0,4}(?:dans|chez|parmi|"
    r"en charge|en poste|salarie|employe|le bon|la bonne)\w*|\ba quitte|\bai quitte|"
    r"\bdernier jour|\bremplace(?:e)? par (?:m|mme|monsieur|madame)\b|\bsuccesseur|\bnouvel(?:le)? (?:interlocut\w*|"
    r"contact)|\bpart\w* (?:a|en) (?:la )?retraite|\bplus partie de",
    r"\bya no (?:trabaja|esta (?:con|en)|forma|labora|es (?:la persona|el|responsable)|lleva|se encarga)\w*|"
    r"\bha dejado (?:la|nuestra|de trabajar)|\bdejo (?:la empresa|de trabajar)|\bmi ultimo dia|"
    r"\bultimo dia (?:en|de trabajo)|\bse (?:ha )?jubil\w*|\b(?:mi|su) sustitut[oa]\b|\bnuevo (?:contacto|responsable)",
    r"\bniet meer (?:werkzaam|bij ons|in dienst)\b|\bnon lavora piu\b|\bha lasciato l'azienda\b",
)

_I = r"(?:i'm|i am|i will be|i'll be|we are|we're|we will be|am|currently)"
#: Away needs somebody who is: I, we, the office. "Don't panic if you get my out of office" says nothing.
_AWAY = (
    rf"\b{_I} (?:\w+ ){{0,3}}?(?:on (?:\w+ )?(?:leave|holidays?|vacation|a business trip|pto)|travel\w*|away|"
    rf"out (?:of|until|from)|out of (?:town|the country)|absent|unavailable|not available|(?<!signing )off (?:until|"
    rf"till|from|"
    rf"sick|work|this|next|today))\b",
    rf"\b{_I} (?:\w+ )?(?:out[- ]of[- ](?:the )?office|ooo)\b|^\W*(?:out[- ]of[- ](?:the )?office|ooo)\b|"
    rf"^\W*(?:auto(?:matic|mated)?[- ]?(?:reply|response)|autoreply)\b|\bthis is an? auto\w*",
    r"\b(?:no|without|limited|intermittent|sporadic|little) access to (?:my )?(?:e-?mails?|inbox|mail)\b|"
    r"\baway from (?:my|the) (?:desk|office|e-?mail)\b",
    r"\b(?:on|upon|after) my return\b|\b(?:i|we) (?:will |shall )?(?:be back|am back|'ll be back|return (?:on|to))\b|"
    r"\bback (?:in (?:the )?office|at my desk|at work) (?:on|from)\b|"
    r"\breturning (?:to (?:the )?office|on (?:monday|tuesday|wednesday|thursday|friday|the|\d))\b|"
    r"\breturn to (?:the )?office\b",
    r"\bnot (?:in the office|at my desk|monitoring|reading (?:my )?e-?mails?)\b|\b(?:our )?offices? (?:is |are |"
    r"will be )?closed\b|\bwe (?:are|will be) closed (?:from|until|on|for|between)\b|"
    r"\bclosed for (?:the )?(?:holidays?|public|summer|easter|christmas|annual)\b|^\W*on (?:\w+ )?(?:holidays?|"
    r"vacation|leave) (?:until|till|from|this|next|and)\b|"
    r"^\W*off (?:sick |work )?(?:until|till|from|this week|next week|today)\b",
)
_AWAY_ABROAD = (
    r"\bnicht im (?:buro|hause)|\b(?:meine|meiner) abwesen\w*|^\W*abwesen\w*|\babwesenheitsnotiz|\b(?:bin|sind|"
    r"befinde mich) .{0,30}\bim urlaub|\bausser haus|\bautomatische (?:antwort|ruckmeldung)|\b(?:bin|"
    r"ich) .{0,40}\bwieder (?:erreichbar|im buro|da|zuruck)|"
    r"\bin elternzeit|\bim mutterschutz|\b(?:bin|ich) .{0,30}\bnicht (?:am platz|erreichbar)\b|"
    r"\bnicht weitergeleitet|\bzuruck am\b",
    r"\b(?:suis|sommes|serai) (?:\w+ )?(?:absente?s?|en (?:conges?|vacances|deplacement))|\babsente? (?:du|jusqu|de|"
    r"pour|actuellement)|\bconges? (?:maternite|parental|annuel)|\breponse automatique|"
    r"\bmessage d'absence|\bde retour (?:le|au|lundi|a partir)|\bhors (?:du )?bureau|\bacces limite",
    r"\bfuera de (?:la )?oficina|\b(?:estoy|estare|estamos) .{0,20}\b(?:de vacaciones|ausente)|\bausente (?:del|"
    r"hasta)|\brespuesta automatica|\bde baja (?:por|medica|maternal)|\bestare de vuelta|"
    r"\bregres(?:o|are) el|\bpermiso (?:de )?(?:maternidad|paternidad)|\bacceso limitado",
    r"\b(?:afwezig|buiten kantoor|met verlof|op vakantie) (?:tot|van|t/m)\b|\bfuori ufficio\b|\bin ferie\b",
)

PEOPLE: tuple[Row, ...] = (
    row(_K.CONTACT_LEFT, *_LEFT, *_LEFT_ABROAD),
    row(_K.OUT_OF_OFFICE, *_AWAY, *_AWAY_ABROAD),
)
