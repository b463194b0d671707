"""What faults do: before a call does its work, or to its answer afterwards."""

from mockflow.core.refusal import Refusal
from mockflow.worlds.fault_effects import WITHOUT_BODY, Effect
from mockflow.worlds.fault_matching import Match
from mockflow.worlds.faults import Fault, Faults

from .exchange import Broken, Exchange, Response
from .matched import known
from .rate_limit import rate_headers, uncount_request
from .refusals import body_with, message_of, usual, worded_as

_ERROR = 400
_TOO_MANY = 429
_MILLISECONDS = 1000


def break_call(exchange: Exchange, faults: Faults) -> bool:
    """Let a fault fire for this call, if one is for it; whether the call is still to do its work."""
    world, route, actor = known(exchange)
    request = exchange.request
    call = Match(route.operation_id, request.method, request.path, actor.name)
    fault = exchange.fault = faults.meet(call, exchange.request_id, world.clock.now())
    if fault is None:
        return True
    world.ring()
    effect = fault.wanted.effect
    if not effect.comes_after:
        _wait(exchange, faults, effect.delay)
    return effect.runs and not exchange.is_over


def _wait(exchange: Exchange, faults: Faults, seconds: float) -> None:
    """Wait as the fault has it; a caller within the process who has less patience is told when that runs out."""
    patience = exchange.request.patience
    if patience is not None and patience.seconds < seconds:
        exchange.is_over = not faults.wait(patience.seconds)
        patience.run_out()
        seconds -= patience.seconds
    if seconds > 0 and not exchange.is_over:
        exchange.is_over = not faults.wait(seconds)


def broken_answer(exchange: Exchange, fault: Fault, response: Response, refusal: Refusal | None) -> Response:
    """The answer as the fault leaves it, with what is told of that."""
    world, _, _ = known(exchange)
    effect = fault.wanted.effect
    faults = world.faults
    if effect.comes_after and faults is not None:
        _wait(exchange, faults, effect.delay)
    if exchange.is_over:
        reason = f"{fault.id}: dropped the call, whose world ended or began anew while it waited"
        return Response(0, b"", {}, Broken(reason, effect.comes_after, is_dropped=True))
    broken = Broken(_told(exchange, fault, refusal), effect.runs, effect.drop, effect.truncate)
    if effect.drop:
        return response._replace(broken=broken) if effect.runs else Response(0, b"", {}, broken)
    if effect.answers:
        response = _own_answer(exchange, effect)
    return response._replace(headers=_laid_over(response, effect), broken=broken)


def _own_answer(exchange: Exchange, effect: Effect) -> Response:
    status, body = _status_and_body(exchange, effect)
    if status == _TOO_MANY:
        uncount_request(exchange)  # as any call that a limit refuses
    headers = rate_headers(exchange, None)
    headers["X-Request-Id"] = exchange.request_id
    if effect.rate_limited and exchange.reading is not None:
        headers["X-RateLimit-Remaining"] = "0"
        headers["Retry-After"] = str(exchange.reading.retry_after)
    if body:
        headers["Content-Type"] = effect.body_type
    return Response(status, body, headers)


def _status_and_body(exchange: Exchange, effect: Effect) -> tuple[int, bytes]:
    _, route, _ = known(exchange)
    if effect.body is not None:
        status = effect.status or route.success
        return status, b"" if status in WITHOUT_BODY else effect.body
    by_code = None if effect.code is None else worded_as(effect.code)
    status = _TOO_MANY if effect.rate_limited else effect.status or (by_code.status if by_code else _ERROR)
    words = by_code or usual(status)
    return status, body_with(effect.message or words.message, effect.code or words.code, [])


def _laid_over(response: Response, effect: Effect) -> dict[str, str]:
    """The headers of the answer, with the fault's in the place of those of the same name."""
    own = dict(effect.headers)
    if effect.content_type is not None and response.body:
        own["Content-Type"] = effect.content_type
    replaced = {name.lower() for name in own}
    return {name: value for name, value in response.headers.items() if name.lower() not in replaced} | own


def _told(exchange: Exchange, fault: Fault, refusal: Refusal | None) -> str:
    """``fault-1: waited 2000 ms, answered 503 instead``."""
    effect = fault.wanted.effect
    did = []
    if effect.delay:
        did.append(f"waited {effect.delay * _MILLISECONDS:g} ms")
    if effect.drop:
        did.append("dropped the answer" if effect.runs else "dropped the call")
    if effect.answers:
        status, _ = _status_and_body(exchange, effect)
        did.append(f"answered {status} instead")
    if effect.headers or effect.content_type:
        did.append("changed headers")
    if effect.truncate is not None:
        did.append(f"cut the body after {effect.truncate} bytes")
    return f"{fault.id}: {', '.join(did)}{_of_the_call(exchange, effect, refusal)}"


def _of_the_call(exchange: Exchange, effect: Effect, refusal: Refusal | None) -> str:
    if not effect.runs:
        return ""
    if refusal is not None:
        return f"; the call was refused, at {exchange.step}: {message_of(refusal)}"
    return "; the call was carried out"
