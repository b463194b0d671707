"""Running the operation: reads on a version that stands still, writes as one commit."""

from functools import partial

from mockflow.core.call import Call
from mockflow.core.store import Reader, Transaction
from mockflow.worlds.authorizing import authorization_of
from mockflow.worlds.world import World

from .exchange import Exchange
from .matched import known
from .policy import check_again
from .rate_limit import check_alone


def run_operation(exchange: Exchange) -> None:
    """Run the row's function; what it writes is committed whole, or not at all."""
    world, route, _ = known(exchange)
    if not route.writes:
        exchange.value = route.run(Reader(world.state), _call(exchange, world, world.clock.now()))
        if route.alone:
            exchange.step = "endpoint limit"
            check_alone(exchange)
            exchange.step = "transaction"
        return
    with world.lock:
        check_again(exchange)
        tx = Transaction(world.state, world.write_time())
        exchange.value = route.run(tx, _call(exchange, world, tx.now))
        if route.limited:
            exchange.step = "endpoint limit"
            _check_limit(exchange, world, tx)
            exchange.step = "transaction"
        if exchange.request.silent:
            tx.events.clear()
        _commit(exchange, world, tx)


def _call(exchange: Exchange, world: World, now: int) -> Call:
    _, _, actor = known(exchange)
    request, outgoing = exchange.request, world.outgoing
    return Call(
        request.params,
        exchange.query,
        exchange.body,
        now,
        actor,
        world.quirks,
        world.base_url(request.base_url),
        outgoing.last_triggered,
        outgoing.is_listed,
        partial(authorization_of, world),
    )


def _check_limit(exchange: Exchange, world: World, tx: Transaction) -> None:
    if not exchange.request.setup and exchange.site_id is not None:
        world.check_publish_limit(exchange.site_id, tx.now)
        world.meters.note_publish(exchange.site_id, tx.now)


def _commit(exchange: Exchange, world: World, tx: Transaction) -> None:
    _, route, actor = known(exchange)
    commit = world.commit(
        tx,
        actor=actor.name,
        operation_id=route.operation_id,
        summary=route.summary,
        request_id=exchange.request_id,
        done=route.done,
    )
    if commit is not None and not exchange.request.setup:
        world.policies.note_write(actor.name)
