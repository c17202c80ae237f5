"""Orders to the machine: reported, never followed."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row
from models.signal import SignalKind

_K = SignalKind

#: Whoever reads our mail and is no person.
_MACHINE = (
    r"(?:ai|a\.i\.|ki|ia|llms?|bots?|chat ?bots?|gpt|copilots?|language models?|sprachmodelle?|modeles? de langage|"
    r"modelos? de lenguaje|(?:ai|virtual|automated|digital) (?:assistants?|agents?|systems?|readers?)|"
    r"ki-\w+|(?:asistente|agente|agent|assistant) (?:virtual|automatico|virtuel|automatique|ia|de ia)|asistente|"
    r"automations?|automated (?:processing|processor|pipeline))"
)
#: What it has to do, in our own drafts and books.
_MUST = (
    r"(?:must|has to|is to be|are to be|shall|should (?:not|now|always)|reply|answer|respond|classify|treat(?:ed)?|"
    r"mark|"
    r"approve|ignore|disregard|forget|set|print|list|reveal|confirm|consider|stop|skip|do not|don't|never|always|"
    r"in (?:admin\w*|developer|debug) mode|"
    r"stufe|markier\w*|behandle\w*|setze|schreibe?|antworte|bestatige\w*|ignorier\w*|vergiss|keine mahnung\w*|losche|"
    r"ne (?:plus|pas|jamais)|considere[rz]?|classe[rz]?|traite[rz]?|marque[rz]?|reponde[sz]?|repondre|ignore[rz]?|"
    r"cambi[ea]|trate|responda|clasifique|no (?:avise|envie|reclame)|confirme)"
)

ORDERS: tuple[Row, ...] = (
    row(
        _K.INJECTION,
        # "Skip the training" and "drop a check in the post" are none: only what binds a machine counts.
        r"\b(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*|discard|drop|skip) (?:\w+ ){0,4}"
        r"(?:instructions?|rules?|prompts?|guidelines?|directions?|commands?|programming|constraints?|safeguards?|"
        r"guardrails?)\b",
        r"\b(?:you are|you're) (?:now |just |only |actually )?(?:an? |the |my |our |in )?(?:\w+ )?(?:ai|a\.i\.|bot|"
        r"chat ?bot|assistant|"
        r"language model|llm|gpt|chatgpt|copilot|unrestricted|\w+ mode)\b|\b(?:act as|behave as|pretend|roleplay|"
        r"imagine you|as an?|if you are)\b"
        r".{0,30}\b(?:ai|a\.i\.|bot|assistant|language model|llm|gpt|chatgpt|copilot|unrestricted|machine|ai system)\b",
        r"\b(?:dear|hi|hello|hey|attention|note to|to the|instruction\w* (?:for|to)|message (?:for|"
        r"to)|as an?|if you are an?) (?:the |an |our |your )?(?:ai|a\.i\.|bot|chat ?bot|"
        r"virtual assistant|ai[- ]\w+|assistant|copilot|llm|language model|automated (?:system|"
        r"agent|assistant)|system|model|robot|gpt|machine|agent)\b",
        r"[\[<#*(](?:system|assistant|developer|user|admin\w*)(?: ?(?:message|prompt|note|"
        r"override|instruction\w*|update|notice))?[\]>)*]*\s?:|\b(?:system|assistant|developer|admin\w*) "
        r"(?:message|prompt|note|override|instruction\w*|notice) ?:",
        # To whoever reads this for us, and what it has to do.
        rf"\b(?:to|for|tell|ask|an|fur|pour|aux?|a|para|al) ?(?:\w+ ){{0,2}}?(?:l')?{_MACHINE}\b.{{0,60}}?\b{_MUST}\b",
        rf"^\W*{_MACHINE}\W{{1,3}}(?:\w+\W+){{0,6}}?{_MUST}\b",
        r"\b(?:when|while|before|whenever) (?:you (?:are )?)?(?:summari[sz]\w+|draft\w*|process\w*|classify\w*|pars\w+|"
        r"index\w*|analy[sz]\w+|answer|generat\w+|triag\w+) (?:\w+ )?(?:this|the|that|our|a)?\b.{0,30}\b(?:say|state|"
        r"always|must|do not|don't|never|treat|classify|mark|set|ignore|omit|leave out|print|include|claim|pretend)\b",
        r"\b(?:display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0)\b.{0,80}\b(?:say|mark|treat|ignore|"
        r"must|do not|classify|set|approve|report)\b",
        r"\b(?:skip|avoid|bypass|no need for) (?:\w+ )?(?:human|manual) (?:approval|review|check|oversight|"
        r"confirmation|sign-?off)\b",
        r"<\|?(?:im_start|im_end|system|endoftext|/?instructions?|/?prompt)|\[/?(?:inst|system)\]|"
        r"###\s?(?:instruction|system|new)",
        # How the machine should sort them, and that nobody should look.
        r"\b(?:mark|classify|treat|set|label|categori[sz]e|flag|route|sort|score|tag|consider|report|register|"
        r"record)\b.{0,50}\b"
        r"(?:as|to) (?:\w+ ){0,2}(?:routine|low[- ](?:risk|priority)|(?:not|no) disputed?|safe|whitelisted|trusted|"
        r"no[- ]action)\b",
        r"\b(?:mark|set|flag|record|register|classify)\b (?:\w+ )?(?:all|every|this account|the account|our account|"
        r"invoices?)\b.{0,30}\b(?:as|to) "
        r"(?:paid|settled|resolved|clear|approved|verified|closed)\b",
        r"\b(?:approve|release|auto-?approve|send out|dispatch) (?:all |every |any |the |this |these |"
        r"pending )+(?:pending|queued|draft\w*|reminders?|messages?)\b|"
        r"\bapprove (?:this|it) automatically\b|\bwithout (?:human|any) (?:review|approval)\b|"
        r"\bno (?:human )?(?:review|human approval)"
        r"(?: is)? (?:needed|required|necessary)\b",
        r"\b(?:note|message|instruction\w*|attention)(?: \w+)? (?:to|for) (?:the |an? |your )?(?:ai|bot|chat ?bot|"
        r"assistant|copilot|llm|model|machine|robot)\b",
        r"\b(?:developer|maintenance|debug|god|admin|jailbreak|dan|test|safe) mode\b|\bjailbreak|"
        r"\b(?:system|your|initial|hidden) (?:prompt|instructions)\b|\bnew (?:instructions?|rules?|"
        r"system prompt)\b\s?(?::|for (?:you|the)|follow)|\bprompt injection",
        # What belongs to others; "send all open invoices to me" is a customer's right.
        r"\b(?:send|forward|e-?mail|transfer|export|leak|reveal|print|output|repeat|share|disclose|dump|post|upload|"
        r"bcc|cc)\b.{0,40}\b"
        r"(?:other customers?'?|customers'|customer (?:data|list|records)|passwords|credentials|api keys?|database|"
        r"secrets|the conversation|"
        r"your (?:prompt|instructions))\b",
        r"\b(?:change|update|replace|set) (?:\w+ ){0,3}(?:bank (?:details|account)|iban|remit\w*|"
        r"payee)\b.{0,40}\b(?:in (?:all|every|your|the) (?:e-?mail|message|draft|reply|replies|"
        r"reminder)s?|to iban)",
        r"\bignorier\w* .{0,40}(?:anweisung\w*|regeln?|vorgaben)|\bvergiss .{0,40}(?:anweisung\w*|"
        r"regeln?)|\bdu bist (?:jetzt |nun )?(?:ein |eine )?(?:ki|bot|assistent|system)|"
        r"\bals (?:routine|unkritisch|erledigt) (?:markier|einstuf|kennzeichn|behandel)\w*|"
        r"\bmarkier\w* .{0,40}als (?:routine|erledigt|unkritisch)",
        r"\bignore[zr]? .{0,40}(?:instructions?|consignes|regles)|"
        r"\boublie[zr]? .{0,40}(?:instructions?|consignes)|\b(?:tu es|vous etes) (?:maintenant |"
        r"desormais )?(?:une? )?(?:ia|bot|assistant|robot)|\bclasse[zr]? .{0,40}(?:comme|"
        r"en) (?:routine|non litigieux|sans risque)",
        r"\bignor[ae] .{0,40}(?:instrucciones|reglas|indicaciones)|\bolvida .{0,40}(?:instrucciones|"
        r"reglas)|\b(?:eres|actua como) (?:ahora )?(?:una? )?(?:ia|bot|asistente|robot)|\b(?:marca|"
        r"clasifica|marque|clasifique) .{0,40}como (?:rutina|rutinari\w|resuelt\w|sin riesgo)",
    ),
    # "System: …" opens what a machine is told; in a ticket it says which system is meant.
    row(
        _K.INJECTION,
        r"(?:^|\s)(?:system|assistant|developer|admin\w*)\s?:(?! ?(?:down|outage|id|ie\w))",
        usual_in=("ticket",),
    ),
)
