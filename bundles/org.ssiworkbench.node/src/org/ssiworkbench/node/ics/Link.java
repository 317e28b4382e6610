package org.ssiworkbench.node.ics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.Datagram;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/** One channel to one peer: opens it when there is something to send, again when it broke, and throttles it. */
final class Link {
	private enum State {
		CLOSED, OPENING, OPEN
	}

	/** A frame to send, with the call that it makes or the request that it answers, if any. */
	record Outgoing(IcsFrame frame, Call call, IcsRequest answered) {
	}

	private static final long FIRST_RETRY = 10_000_000;
	private static final long LAST_RETRY = 200_000_000;
	private static final long THROTTLE_HIGH = 256 << 10;
	private static final long THROTTLE_LOW = 64 << 10;
	private static final long THROTTLE_POLL = 2_000_000;

	final IcsCounters counters = new IcsCounters();
	private final Peer peer;
	private final int channel;
	private final Wire wire;
	/** Frames that wait for the channel to open or for the throttle to end. */
	private final ArrayDeque<Outgoing> held = new ArrayDeque<>();
	private final List<Runnable> throttleWaiters = new ArrayList<>();
	private State state = State.CLOSED;
	private long retryDelay = FIRST_RETRY;
	/** Timer that opens the channel again, or 0. */
	private long retryTimer;
	/** When the throttle began, or -1. */
	private long throttledSince = -1;
	private long throttleTimer;

	Link(Peer peer, int channel, Wire wire) {
		this.peer = peer;
		this.channel = channel;
		this.wire = wire;
	}

	/** Opens the channel if it is closed: the lower number connects, the higher one asks it to. */
	void open() {
		if (state != State.CLOSED)
			return;
		if (wire.context().number() < peer.number) {
			state = State.OPENING;
			wire.context().host.openChannel(peer.number, channel);
		} else if (retryTimer == 0) {
			wire.datagrams().send(peer.number, Datagram.Type.OPEN, peer.incarnation, new WireWriter().u8(channel).toBytes());
			openLater();
		}
	}

	private void openLater() {
		wire.context().cancel(retryTimer);
		retryTimer = wire.context().after(retryDelay, () -> {
			retryTimer = 0;
			if (!peer.gone)
				open();
		});
		retryDelay = Math.min(2 * retryDelay, LAST_RETRY);
	}

	/** A frame came over it. */
	void inUse() {
		state = State.OPEN;
	}

	/** The host opened it. */
	void opened() {
		state = State.OPEN;
		retryDelay = FIRST_RETRY;
		wire.context().cancel(retryTimer);
		retryTimer = 0;
		sendAgain();
		drain();
	}

	/** The host lost it or could not open it. */
	void broke() {
		if (state == State.OPEN)
			wire.context().log("warning", "channel " + channel + " to node " + peer.number + " broke");
		state = State.CLOSED;
		openLater();
	}

	/** The peer is down. */
	void close() {
		wire.context().cancel(retryTimer);
		wire.context().cancel(throttleTimer);
		if (state != State.CLOSED)
			wire.context().host.closeChannel(peer.number, channel);
		state = State.CLOSED;
		for (Runnable waiter : throttleWaiters)
			wire.context().defer(waiter);
	}

	/** Sends now, or when the channel is open and not throttled. */
	void submit(Outgoing outgoing) {
		held.add(outgoing);
		if (state == State.OPEN)
			drain();
		else
			open();
	}

	private void drain() {
		while (state == State.OPEN && !held.isEmpty() && !throttled()) {
			if (overloaded()) {
				throttle();
				return;
			}
			sendFirst(held.poll());
		}
	}

	private void sendFirst(Outgoing outgoing) {
		IcsFrame frame = outgoing.frame();
		if (outgoing.call() != null) {
			// Made only now: by now other requests may have been answered, and the peer's incarnation is known.
			frame = outgoing.call().frame(peer, wire.incarnation());
			outgoing.call().sent = true;
			counters.calls++;
		}
		if (outgoing.answered() != null)
			outgoing.answered().replySent = true;
		counters.inlineBytes += frame.data().inline().length;
		counters.outOfLineBytes += frame.data().outOfLineBytes();
		wire.trace(EventKind.ICS_SEND, peer.number, channel, frame);
		transmit(frame);
	}

	/** Sends what was sent before, if the channel is open; whoever reopens it sends it again anyway. */
	void transmit(IcsFrame frame) {
		if (state != State.OPEN)
			return;
		counters.sent++;
		wire.context().host.send(peer.number, channel, frame.encode());
	}

	/** After the channel broke: whatever the peer may not have got. It knows requests and replies it has by their ids. */
	private void sendAgain() {
		if (IcsChannel.isReply(channel)) {
			for (IcsRequest request : peer.serving.values())
				if (request.replySent && IcsChannel.replyTo(request.priority()) == channel)
					transmit(request.reply);
			return;
		}
		for (Call call : peer.pending.values())
			if (call.sent && call.channel == channel)
				transmit(call.frame(peer, wire.incarnation()));
	}

	/** Whether what is submitted now would have to wait for the throttle. */
	boolean wouldThrottle() {
		return throttled() || overloaded();
	}

	/** Begins to throttle, if it does not yet, and runs {@code ready} at the end of that or when the peer is down. */
	void waitForThrottle(Runnable ready) {
		throttleWaiters.add(ready);
		if (!throttled())
			throttle();
	}

	private boolean throttled() {
		return throttledSince >= 0;
	}

	private boolean overloaded() {
		return channel == IcsChannel.NORMAL && queued() >= THROTTLE_HIGH;
	}

	private long queued() {
		return wire.context().host.queued(peer.number, channel);
	}

	private void throttle() {
		throttledSince = wire.context().now();
		counters.throttles++;
		traceThrottle(1);
		throttleTimer = wire.context().after(THROTTLE_POLL, this::pollThrottle);
	}

	private void pollThrottle() {
		if (peer.gone)
			return;
		if (state == State.OPEN && queued() > THROTTLE_LOW) {
			throttleTimer = wire.context().after(THROTTLE_POLL, this::pollThrottle);
			return;
		}
		counters.throttleTime += wire.context().now() - throttledSince;
		throttledSince = -1;
		traceThrottle(0);
		drain();
		List<Runnable> waiters = new ArrayList<>(throttleWaiters);
		throttleWaiters.clear();
		for (Runnable waiter : waiters)
			waiter.run();
	}

	private void traceThrottle(long on) {
		wire.context().trace(EventKind.ICS_THROTTLE, (long) peer.number, (long) channel, queued(), on);
	}
}
