"""How customers challenge an invoice in Spanish; accents are already gone."""

from __future__ import annotations

from bot.stages.reading.phrases import Row, row
from models.dispute import DisputeReason
from models.signal import SignalKind

_D = SignalKind.DISPUTE
_R = DisputeReason

_NOT = r"no|nunca|nadie|ningun\w*|jamas|sin|tampoco"
_GOODS = (
    r"entrega\w*|mercancia\w*|pedido|envio\w*|material(?:es)?|servicio\w*|formacion|producto\w*|modulo\w*|sistema|"
    r"programa|instalacion|"
    r"software|equipos?|maquina\w*|cajas?|palets?|licencias?|aplicacion|proyecto|curso"
)
_PRICE = r"precio\w*|importe|tarifa|monto|costes?|cantidad|cuota"
_PAID = r"pagad\w*|abonad\w*|transferid\w*|liquidad\w*|realizad\w*"

_ALREADY_PAID = (
    rf"\bya (?:esta|fue|ha sido|hemos|se|lo|la|realiza|hicimos|pagamos)\w* .{{0,30}}\b(?:{_PAID}|pago|"
    rf"transferencia)\b|\bya (?:pagamos|hicimos|abonamos|transferimos)\b|"
    r"\b(?:pagamos|pague|abonamos|transferimos|liquidamos) (?:el|la|esta|este|ayer|ya)\b|\b(?:la|lo|las|los|"
    r"factura) (?:pagamos|abonamos|liquidamos|transferimos)\b(?!.{0,20}\b(?:manana|proxim\w+|hoy|la semana que viene|"
    r"el dia)\b)|"
    rf"\b(?:fue|ha sido|hemos|esta) (?:ya )?(?:{_PAID})\b(?! para)|\bse (?:hizo|realizo|efectuo|"
    rf"ordeno) (?:\w+ ){{0,3}}(?:transferencia|pago|ingreso)\b",
    r"\b(?:hicimos|hice|hemos hecho|realizamos|realice|efectuamos|enviamos|ordenamos) (?:\w+ ){0,3}(?:transferencia|"
    r"pago|ingreso)\b",
    r"\b(?:pago|transferencia|dinero|importe)\b.{0,20}\b(?:salio|se envio|consta como|figura como|se cargo)\b",
)
_MISBILLED = (
    r"\bfactura\w* .{0,50}\b(?:error\w*|incorrect\w*|duplicad\w*|dos veces|equivocad\w*|mal)\b|\berror(?:es)? en\b|"
    r"\b(?:cobrad|facturad|cargad)\w* .{0,20}\bdos veces\b|"
    r"\bno (?:coincide|corresponde|cuadra)\w*|\bequivocad\w*|\bduplicad\w*|\bfactura no es (?:nuestra|para nosotros)\b",
    r"\b(?:cobrad|facturad|cobran|facturan|cobra|factura)\w* .{0,10}\d+ .{0,40}\b(?:tenemos|somos|solo|hay|usamos|"
    r"pedimos)\b",
)
_CORRECT_IT = (r"\brectific\w*|\bcorregi\w*|\bcorrij\w*|\banular (?:la|esta) factura\b",)
_PRICING = (
    rf"\b(?:{_PRICE})\b .{{0,60}}\b(?:alto|superior|mayor|acordad\w*|no (?:es|coincide|corresponde)|diferente|"
    rf"distint\w*|incorrect\w*|inferior|pactad\w*|subid\w*|mas (?:caro|alto))\b|"
    r"\bdescuento\b.{0,40}\b(?:no|falta|sin|acordad\w*|pactad\w*)\b|\bdemasiado (?:caro|alto)\b|\bgratis\b|"
    r"\bgratuit\w*|\bno (?:es )?lo (?:que )?(?:acordad|pactad|hablad|acordamos|hablamos)\w*|"
    r"\bno estamos de acuerdo con (?:el|la) (?:importe|precio|tarifa)\b",
)
_CONTRACT = (
    r"\b(?:contrato|acuerdo|clausula|convenio)\b .{0,60}\b(?:no|cancel\w*|rescind\w*|terminad\w*|establece|estipula|"
    r"dice|venci\w*|limit\w*|incumpl\w*)\b|"
    r"\bsegun (?:el|la|su|nuestr[oa]) (?:contrato|acuerdo|oferta|presupuesto|pedido)\b|\bdimos de baja\b|"
    r"\bdado de baja\b|\bcancelamos\b|\bincumpl\w*|\bincluid[oa]s? en\b",
)
_SCOPE = (
    rf"\b(?:{_NOT}) (?:\w+ ){{0,5}}(?:pedi|pedimos|pidio|solicit\w*|contrat(?:o|amos|ado)|encarg\w*|autoriz\w*|"
    rf"aprob\w*)\b|\bno reconoc\w+\b|\bfuera del? (?:alcance|presupuesto|contrato|acuerdo)\b|"
    r"\bno (?:estaba|esta|estan) (?:incluid|previst|contemplad|en el presupuesto)\w*",
)
_DELIVERY = (
    rf"\b(?:{_GOODS})\b .{{0,60}}\b(?:no|incomplet\w*|falta\w*|retras\w*|nunca|parcial\w*|tarde|sin entregar)\b|"
    rf"\bfalta(?:n)? .{{0,30}}\b(?:{_GOODS})\b|\bfalta(?:n)? (?:\w+ )?(?:dos|tres|\d+)\b|"
    rf"\b(?:no|nunca|aun no|todavia no) (?:\w+ ){{0,3}}(?:recibid\w*|recibimos|llegad\w*|llego|entregad\w*|"
    rf"entregaron|instal\w*) (?:\w+ ){{0,3}}(?:{_GOODS})\b|\bsin entregar\b|\bentrega incompleta\b",
)
_QUALITY = (
    r"\b(?:defectuos\w*|defectos?|danad\w*|averia\w*|insatisfech\w*|descontent\w*|mala calidad|inaceptable|quejas?|"
    r"reclamacion\w*|deficien\w*|fallos?|fallan?|pesim\w*|decepcion\w*|mal hech\w*)\b|"
    r"\bno (?:ha |han |esta |nos )?(?:funciona\w*|sirve\w*)\b|\bsin funcionar\b",
)
_STANCE = (
    r"\bdisput\w*|\bno (?:estamos|estoy) (?:de acuerdo|conformes?)\b|\bdesacuerdo\b|\bno acept\w*|\bdisconform\w*|"
    r"\bdiscrepanc\w*|"
    r"\bimpugn\w*|\bobjecion\w*|\baclar(?:ar|en|e)\b|\b(?:necesit\w+|pedi\w+|solicit\w+) .{0,20}\baclaracion\w*|"
    r"\bexpli(?:car|que|quen|cacion)\w*|"
    r"\bno entend\w*|\bpor que (?:nos|se|hay|me|estan|aparece)\b|\bsorprend\w*|\bnos han cobrado\b",
)
_REFUSED = (
    r"\brechaz\w*|\bno (?:vamos a|pensamos|podemos) (?:pagar|aceptar|aprobar)\b|\bno pagaremos\b|\bretenid\w*|"
    r"\bretener\b|\bbloquead\w*|\brevis(?:ar|en|e) (?:la|el|esta) (?:factura|importe|cargo)\b|"
    r"\bhasta que .{0,40}\b(?:no )?(?:resuelv|aclar|entreg|funcion|correg|arregl)\w*",
)

CHALLENGE_SPANISH: tuple[Row, ...] = (
    row(_D, *_ALREADY_PAID, reason=_R.ALREADY_PAID),
    row(_D, *_PRICING, reason=_R.PRICING),
    row(_D, *_MISBILLED, reason=_R.BILLING_ERROR),
    row(_D, *_CONTRACT, reason=_R.CONTRACT, usual_in=("note",)),
    row(_D, *_SCOPE, reason=_R.SCOPE),
    row(_D, *_DELIVERY, reason=_R.DELIVERY),
    row(_D, *_QUALITY, reason=_R.QUALITY),
    row(_D, *_CORRECT_IT, reason=_R.BILLING_ERROR, yields_to_paper=True),
    row(_D, *_STANCE, reason=_R.OTHER),
    row(_D, *_REFUSED, reason=_R.OTHER, yields_to_paper=True),
)
