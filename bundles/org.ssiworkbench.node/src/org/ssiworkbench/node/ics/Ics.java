package org.ssiworkbench.node.ics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.internal.Datagram;
import org.ssiworkbench.node.internal.Datagrams;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/**
 * The Internode Communication Subsystem of one node: RPCs and one-way messages between node numbers. All calls are made
 * on the node's one thread; callbacks come from the node's handlers. See {@code docs/ics.md}.
 */
public final class Ics {
	/** Longest frame in bytes; a host may take a longer one for a broken connection. */
	public static final int MAX_FRAME = 16 << 20;
	static final long FIRST_RETRY = 10_000_000;
	private static final long LAST_RETRY = 200_000_000;
	private static final long THROTTLE_HIGH = 256 << 10;
	private static final long THROTTLE_LOW = 64 << 10;
	private static final long THROTTLE_POLL = 2_000_000;
	private static final int NOT_SERVING = -1;

	/** What ICS tells the membership service. */
	public interface Listener {
		/** A frame of this incarnation of a peer arrived. */
		void heard(int peer, int incarnation);
	}

	private final NodeContext context;
	private final TreeMap<Integer, Peer> peers = new TreeMap<>();
	private final IcsService[] services = new IcsService[256];
	private final IcsServer[] servers = new IcsServer[256];
	private Datagrams datagrams;
	private Listener listener;
	/** Priority of the request that is being served, or {@link #NOT_SERVING}. */
	private int ambient = NOT_SERVING;

	/** Made by the node. */
	public Ics(NodeContext context) {
		this.context = context;
	}

	/** Called by the node before anything else. */
	public void connect(Datagrams datagramsOfNode, Listener membership) {
		datagrams = datagramsOfNode;
		listener = membership;
	}

	/** Registers a service; must be done before the node starts, and alike on all nodes. */
	public void register(IcsService service, IcsServer server) {
		if (services[service.id()] != null)
			throw new IllegalStateException("service id " + service.id() + " is taken by " + services[service.id()].name());
		services[service.id()] = service;
		servers[service.id()] = server;
	}

	/** Calls an operation on a node, the own one included. {@code client} is told the end, whatever happens. */
	public void call(int peer, IcsService service, int operation, IcsData data, IcsClient client) {
		int channel = channel(service);
		Call call = new Call(context.nextMessage(), peer, service, operation, channel, data, client, ambient, context.now());
		if (peer == context.number()) {
			loopBack(call);
			return;
		}
		Peer to = peers.get(peer);
		if (to == null || !(to.member || service.early())) {
			context.defer(() -> finish(call, IcsStatus.EREMOTE, 0, IcsData.EMPTY));
			return;
		}
		to.pending.put(call.id, call);
		submit(to, channel, new Link.Outgoing(null, call, null));
		open(to, link(to, IcsChannel.replyTo(channel)));
	}

	/** Sends a one-way message. It is lost when the peer is not a member or the channel breaks. */
	public void send(int peer, IcsService service, int operation, IcsData data) {
		Peer to = peers.get(peer);
		if (to == null || !(to.member || service.early()))
			return;
		int channel = channel(service);
		submit(to, channel, new Link.Outgoing(new IcsFrame(IcsFrame.Form.MESSAGE, channel, service.id(), operation,
				context.nextMessage(), 0, context.config.incarnation(), to.incarnation, IcsStatus.OK, 0, data), null, null));
	}

	/** Whether a call of this service to this peer would now have to wait for the throttle. */
	public boolean wouldThrottle(int peer, IcsService service) {
		Peer to = peers.get(peer);
		Link link = to == null ? null : to.links[channel(service)];
		return link != null && (link.throttled() || overloaded(to, link));
	}

	/** Runs {@code ready} once calls of this service to this peer go out at once, or the peer is down. */
	public void waitForThrottle(int peer, IcsService service, Runnable ready) {
		if (!wouldThrottle(peer, service)) {
			context.defer(ready);
			return;
		}
		Peer to = peers.get(peer);
		Link link = to.links[channel(service)];
		link.throttleWaiters.add(ready);
		throttle(to, link);
	}

	/** Counters of a channel to a peer; null while it was never used or the peer is down. */
	public IcsCounters counters(int peer, int channel) {
		Peer of = peers.get(peer);
		Link link = of == null ? null : of.links[channel];
		return link == null ? null : link.counters;
	}

	/** Own calls to a peer that have not ended. */
	public int pending(int peer) {
		Peer of = peers.get(peer);
		return of == null ? 0 : of.pending.size();
	}

	/** Membership: the peer may be talked to by early services only. */
	public void admit(int peer, int incarnation) {
		Peer known = peers.get(peer);
		if (known != null && (known.incarnation == incarnation || known.incarnation == 0))
			known.incarnation = incarnation;
		else {
			nodeDown(peer);
			peers.put(peer, new Peer(peer, incarnation));
		}
	}

	/** Membership: the peer is a member. */
	public void nodeUp(int peer, int incarnation) {
		admit(peer, incarnation);
		Peer member = peers.get(peer);
		member.member = true;
		for (IcsRequest request : member.tooEarly)
			context.defer(() -> serve(request));
		member.tooEarly.clear();
	}

	/** Membership: opens now what CLMS talks over, as it will be needed at once. */
	public void openFor(int peer, IcsService service) {
		Peer to = peers.get(peer);
		open(to, link(to, service.channel()));
		open(to, link(to, IcsChannel.replyTo(service.channel())));
	}

	/** Membership: the peer is down. Its channels close and every pending call to it ends with EREMOTE. */
	public void nodeDown(int peer) {
		Peer down = peers.remove(peer);
		if (down == null)
			return;
		for (Link link : down.links)
			if (link != null)
				close(down, link);
		context.trace(EventKind.ICS_REMOTE_DOWN, (long) peer, (long) down.pending.size());
		for (Call call : new ArrayList<>(down.pending.values()))
			finish(call, IcsStatus.EREMOTE, 0, IcsData.EMPTY);
	}

	/** Membership: whether ICS holds anything for the peer. */
	public boolean knows(int peer) {
		return peers.containsKey(peer);
	}

	/** From the host. */
	public void channelOpened(int number, int channel) {
		if (channel < 0 || channel >= IcsChannel.COUNT)
			return;
		Peer peer = peers.get(number);
		if (peer == null) {
			peer = new Peer(number, 0);
			peers.put(number, peer);
		}
		Link link = link(peer, channel);
		link.state = Link.State.OPEN;
		link.retryDelay = FIRST_RETRY;
		context.cancel(link.retryTimer);
		link.retryTimer = 0;
		sendAgain(peer, link);
		drain(peer, link);
	}

	/** From the host. */
	public void channelClosed(int number, int channel) {
		Peer peer = peers.get(number);
		if (peer == null || channel < 0 || channel >= IcsChannel.COUNT || peer.links[channel] == null)
			return;
		Link link = peer.links[channel];
		if (link.state == Link.State.OPEN)
			context.log("warning", "channel " + channel + " to node " + number + " broke");
		link.state = Link.State.CLOSED;
		retryLater(peer, link);
	}

	/** From the host: a peer with a higher number asks for a channel. */
	public void openAsked(int number, int incarnation, byte[] body) throws MalformedException {
		int channel = new WireReader(body).u8();
		Peer peer = peers.get(number);
		if (peer != null && peer.incarnation == incarnation && channel < IcsChannel.COUNT && context.number() < number)
			open(peer, link(peer, channel));
	}

	/** From the host. */
	public void received(int number, int channel, byte[] bytes) {
		try {
			IcsFrame frame = IcsFrame.decode(bytes);
			Peer peer = sender(number, channel, frame);
			if (peer == null)
				return;
			context.setCause(frame.id());
			listener.heard(number, frame.from());
			link(peer, channel).counters.received++;
			dispatch(peer, channel, frame);
		} catch (MalformedException e) {
			context.log("warning", "dropped a malformed frame on channel " + channel + " from node " + number + ": " + e.getMessage());
		}
	}

	/** The peer if the frame is from and to present incarnations, else null. */
	private Peer sender(int number, int channel, IcsFrame frame) {
		if (frame.to() != 0 && frame.to() != context.config.incarnation())
			return null;
		Peer peer = peers.get(number);
		if (peer != null && peer.incarnation == 0)
			peer.incarnation = frame.from();
		if (peer != null && !peer.member && frame.from() > peer.incarnation) {
			admit(number, frame.from());
			peer = peers.get(number);
			link(peer, channel).state = Link.State.OPEN;
		}
		return peer != null && peer.incarnation == frame.from() ? peer : null;
	}

	private void dispatch(Peer peer, int channel, IcsFrame frame) {
		if (frame.form() == IcsFrame.Form.REPLY) {
			Call call = peer.pending.remove(frame.reference());
			if (call == null)
				return;
			trace(EventKind.ICS_RECV, peer.number, channel, frame);
			finish(call, frame.status(), frame.result(), frame.data());
			return;
		}
		if (frame.form() == IcsFrame.Form.RPC && !fresh(peer, frame))
			return;
		trace(EventKind.ICS_RECV, peer.number, channel, frame);
		IcsRequest request = new IcsRequest(this, peer.number, frame);
		if (frame.form() == IcsFrame.Form.RPC)
			peer.serving.put(frame.id(), request);
		if (peer.member || early(frame))
			serve(request);
		else
			peer.tooEarly.add(request);
	}

	/** Whether a request may be served before its sender is known as a member; others wait until membership says so. */
	private boolean early(IcsFrame frame) {
		IcsService service = services[frame.service()];
		return service == null || service.early();
	}

	/** Whether the request is not one that was sent again because a channel broke. Answers those that were answered. */
	private boolean fresh(Peer peer, IcsFrame frame) {
		peer.forgetAnswered(Math.min(frame.reference(), frame.id()));
		if (frame.id() < peer.answeredBelow)
			return false;
		IcsRequest known = peer.serving.get(frame.id());
		if (known != null && known.replySent)
			transmit(peer, link(peer, IcsChannel.replyTo(frame.priority())), known.reply);
		return known == null;
	}

	private void serve(IcsRequest request) {
		IcsFrame frame = request.frame();
		IcsService service = services[frame.service()];
		if (service == null || frame.operation() >= service.operations().size()) {
			if (frame.form() == IcsFrame.Form.RPC)
				reply(request, IcsStatus.ENOSYS, 0, IcsData.EMPTY);
			return;
		}
		inAmbient(frame.priority(), () -> servers[service.id()].request(request));
	}

	void reply(IcsRequest request, IcsStatus status, int result, IcsData data) {
		IcsFrame asked = request.frame();
		int number = request.from();
		Peer peer = peers.get(number);
		int to = peer == null ? context.config.incarnation() : peer.incarnation;
		request.reply = new IcsFrame(IcsFrame.Form.REPLY, asked.priority(), asked.service(), asked.operation(), context.nextMessage(),
				asked.id(), context.config.incarnation(), to, status, result, data);
		if (number == context.number())
			context.defer(() -> loopBackReply(request));
		else if (peer != null && peer.serving.get(asked.id()) == request)
			submit(peer, IcsChannel.replyTo(asked.priority()), new Link.Outgoing(request.reply, null, request));
	}

	private void loopBack(Call call) {
		IcsFrame frame = new IcsFrame(IcsFrame.Form.RPC, call.channel, call.service.id(), call.operation, call.id, call.id,
				context.config.incarnation(), context.config.incarnation(), IcsStatus.OK, 0, call.data);
		IcsRequest request = new IcsRequest(this, context.number(), frame);
		request.local = call;
		context.defer(() -> serve(request));
	}

	private void loopBackReply(IcsRequest request) {
		finish(request.local, request.reply.status(), request.reply.result(), request.reply.data());
	}

	private void finish(Call call, IcsStatus status, int result, IcsData data) {
		long latency = context.now() - call.begun;
		context.trace(EventKind.ICS_RPC_DONE, call.id, (long) call.peer, call.service.name(),
				call.service.operations().get(call.operation), status.name(), latency);
		Peer peer = peers.get(call.peer);
		if (peer != null && peer.links[call.channel] != null)
			count(peer.links[call.channel].counters, status, latency);
		inAmbient(call.ambient, () -> call.client.done(new IcsReply(status, result, data)));
	}

	private static void count(IcsCounters counters, IcsStatus status, long latency) {
		counters.callsEnded++;
		if (status == IcsStatus.EREMOTE)
			counters.remoteDown++;
		else {
			counters.latencySum += latency;
			counters.latencyMax = Math.max(counters.latencyMax, latency);
		}
	}

	private void inAmbient(int priority, Runnable routine) {
		int before = ambient;
		ambient = priority;
		try {
			routine.run();
		} finally {
			ambient = before;
		}
	}

	/** The channel of a call made now: the service's own, or one priority above the request that is being served. */
	private int channel(IcsService service) {
		int raised = ambient == NOT_SERVING ? 0 : Math.min(ambient + 1, IcsChannel.PRIORITY_4);
		return Math.max(service.channel(), raised);
	}

	private IcsFrame request(Peer to, Call call) {
		return new IcsFrame(IcsFrame.Form.RPC, call.channel, call.service.id(), call.operation, call.id, to.oldestPending(),
				context.config.incarnation(), to.incarnation, IcsStatus.OK, 0, call.data);
	}

	private Link link(Peer peer, int channel) {
		Link link = peer.links[channel];
		if (link == null) {
			link = new Link(channel);
			peer.links[channel] = link;
		}
		return link;
	}

	private void submit(Peer peer, int channel, Link.Outgoing outgoing) {
		Link link = link(peer, channel);
		link.held.add(outgoing);
		if (link.state == Link.State.OPEN)
			drain(peer, link);
		else
			open(peer, link);
	}

	private void drain(Peer peer, Link link) {
		while (link.state == Link.State.OPEN && !link.held.isEmpty()) {
			if (link.throttled())
				return;
			if (overloaded(peer, link)) {
				throttle(peer, link);
				return;
			}
			sendFirst(peer, link, link.held.poll());
		}
	}

	private void sendFirst(Peer peer, Link link, Link.Outgoing outgoing) {
		IcsFrame frame = outgoing.frame();
		if (outgoing.call() != null) {
			// Made anew: by now other requests may have been answered, and the peer's incarnation is known.
			frame = request(peer, outgoing.call());
			outgoing.call().sent = true;
			link.counters.calls++;
		}
		if (outgoing.answered() != null)
			outgoing.answered().replySent = true;
		link.counters.inlineBytes += frame.data().inline().length;
		link.counters.outOfLineBytes += frame.data().outOfLineBytes();
		trace(EventKind.ICS_SEND, peer.number, link.channel, frame);
		transmit(peer, link, frame);
	}

	private void transmit(Peer peer, Link link, IcsFrame frame) {
		if (link.state != Link.State.OPEN)
			return;
		link.counters.sent++;
		context.host.send(peer.number, link.channel, frame.encode());
	}

	/** After a channel broke: whatever the peer may not have got. It knows requests and replies it has by their ids. */
	private void sendAgain(Peer peer, Link link) {
		if (IcsChannel.isReply(link.channel)) {
			for (IcsRequest request : peer.serving.values())
				if (request.replySent && IcsChannel.replyTo(request.priority()) == link.channel)
					transmit(peer, link, request.reply);
			return;
		}
		for (Call call : peer.pending.values())
			if (call.sent && call.channel == link.channel)
				transmit(peer, link, request(peer, call));
	}

	private void open(Peer peer, Link link) {
		if (link.state != Link.State.CLOSED)
			return;
		if (context.number() < peer.number) {
			link.state = Link.State.OPENING;
			context.host.openChannel(peer.number, link.channel);
		} else if (link.retryTimer == 0) {
			datagrams.send(peer.number, Datagram.Type.OPEN, peer.incarnation, new WireWriter().u8(link.channel).toBytes());
			retryLater(peer, link);
		}
	}

	private void retryLater(Peer peer, Link link) {
		context.cancel(link.retryTimer);
		link.retryTimer = context.after(link.retryDelay, () -> {
			link.retryTimer = 0;
			if (peers.get(peer.number) == peer)
				open(peer, link);
		});
		link.retryDelay = Math.min(2 * link.retryDelay, LAST_RETRY);
	}

	private void close(Peer peer, Link link) {
		context.cancel(link.retryTimer);
		context.cancel(link.throttleTimer);
		if (link.state != Link.State.CLOSED)
			context.host.closeChannel(peer.number, link.channel);
		link.state = Link.State.CLOSED;
		for (Runnable waiter : link.throttleWaiters)
			context.defer(waiter);
	}

	private boolean overloaded(Peer peer, Link link) {
		return link.channel == IcsChannel.NORMAL && context.host.queued(peer.number, link.channel) >= THROTTLE_HIGH;
	}

	private void throttle(Peer peer, Link link) {
		if (link.throttled())
			return;
		link.throttledSince = context.now();
		link.counters.throttles++;
		traceThrottle(peer, link, 1);
		link.throttleTimer = context.after(THROTTLE_POLL, () -> pollThrottle(peer, link));
	}

	private void pollThrottle(Peer peer, Link link) {
		if (peers.get(peer.number) != peer)
			return;
		if (link.state == Link.State.OPEN && context.host.queued(peer.number, link.channel) > THROTTLE_LOW) {
			link.throttleTimer = context.after(THROTTLE_POLL, () -> pollThrottle(peer, link));
			return;
		}
		link.counters.throttleTime += context.now() - link.throttledSince;
		link.throttledSince = -1;
		traceThrottle(peer, link, 0);
		drain(peer, link);
		List<Runnable> waiters = new ArrayList<>(link.throttleWaiters);
		link.throttleWaiters.clear();
		for (Runnable waiter : waiters)
			waiter.run();
	}

	private void traceThrottle(Peer peer, Link link, long on) {
		context.trace(EventKind.ICS_THROTTLE, (long) peer.number, (long) link.channel,
				context.host.queued(peer.number, link.channel), on);
	}

	private void trace(EventKind kind, int peer, int channel, IcsFrame frame) {
		IcsService service = services[frame.service()];
		boolean known = service != null && frame.operation() < service.operations().size();
		long request = frame.form() == IcsFrame.Form.REPLY ? frame.reference() : 0;
		context.trace(kind, frame.id(), (long) peer, (long) channel, frame.form().traceName,
				service == null ? "service " + frame.service() : service.name(),
				known ? service.operations().get(frame.operation()) : "operation " + frame.operation(), request,
				(long) frame.priority(), (long) frame.data().inline().length, frame.data().outOfLineBytes());
	}
}
