package org.ssiworkbench.node.ics;

import java.util.ArrayList;
import java.util.TreeMap;

import org.ssiworkbench.node.internal.Datagrams;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.trace.EventKind;

/**
 * The Internode Communication Subsystem of one node: RPCs and one-way messages between node numbers. All calls are made
 * on the node's one thread; callbacks come from the node's handlers. See {@code docs/ics.md}.
 */
public final class Ics {
	/** Longest frame in bytes; a host may take a longer one for a broken connection. */
	public static final int MAX_FRAME = 16 << 20;
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
	private Wire wire;
	private Listener listener;
	/** Priority of the request that is being served, or {@link #NOT_SERVING}. */
	private int ambient = NOT_SERVING;

	/** Made by the node. */
	public Ics(NodeContext context) {
		this.context = context;
	}

	/** Called by the node before anything else. */
	public void connect(Datagrams datagrams, Listener membership) {
		wire = new Wire(context, datagrams, services);
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
		to.link(channel).submit(new Link.Outgoing(null, call, null));
		to.link(IcsChannel.replyTo(channel)).open();
	}

	/** Sends a one-way message. It is lost when the peer is not a member or the channel breaks. */
	public void send(int peer, IcsService service, int operation, IcsData data) {
		Peer to = peers.get(peer);
		if (to == null || !(to.member || service.early()))
			return;
		int channel = channel(service);
		to.link(channel).submit(new Link.Outgoing(new IcsFrame(IcsFrame.Form.MESSAGE, channel, service.id(), operation,
				context.nextMessage(), 0, wire.incarnation(), to.incarnation, IcsStatus.OK, 0, data), null, null));
	}

	/** Whether a call of this service to this peer would now have to wait for the throttle. */
	public boolean wouldThrottle(int peer, IcsService service) {
		Link link = usedLink(peer, channel(service));
		return link != null && link.wouldThrottle();
	}

	/** Runs {@code ready} once calls of this service to this peer go out at once, or the peer is down. */
	public void waitForThrottle(int peer, IcsService service, Runnable ready) {
		if (wouldThrottle(peer, service))
			usedLink(peer, channel(service)).waitForThrottle(ready);
		else
			context.defer(ready);
	}

	/** Counters of a channel to a peer; null while it was never used or the peer is down. */
	public IcsCounters counters(int peer, int channel) {
		Link link = usedLink(peer, channel);
		return link == null ? null : link.counters;
	}

	private Link usedLink(int peer, int channel) {
		Peer of = peers.get(peer);
		return of == null ? null : of.usedLink(channel);
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
			peers.put(peer, new Peer(peer, incarnation, wire));
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
		to.link(service.channel()).open();
		to.link(IcsChannel.replyTo(service.channel())).open();
	}

	/** Membership: the peer is down. Its channels close and every pending call to it ends with EREMOTE. */
	public void nodeDown(int peer) {
		Peer down = peers.remove(peer);
		if (down == null)
			return;
		down.end();
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
		peers.computeIfAbsent(number, key -> new Peer(key, 0, wire)).link(channel).opened();
	}

	/** From the host. */
	public void channelClosed(int number, int channel) {
		Link link = channel < 0 || channel >= IcsChannel.COUNT ? null : usedLink(number, channel);
		if (link != null)
			link.broke();
	}

	/** From the host: a peer with a higher number asks for a channel. */
	public void openAsked(int number, int incarnation, byte[] body) throws MalformedException {
		int channel = new WireReader(body).u8();
		Peer peer = peers.get(number);
		if (peer != null && peer.incarnation == incarnation && channel < IcsChannel.COUNT && context.number() < number)
			peer.link(channel).open();
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
			peer.link(channel).counters.received++;
			dispatch(peer, channel, frame);
		} catch (MalformedException e) {
			context.log("warning", "dropped a malformed frame on channel " + channel + " from node " + number + ": " + e.getMessage());
		}
	}

	/** The peer if the frame is from and to present incarnations, else null. */
	private Peer sender(int number, int channel, IcsFrame frame) {
		if (frame.to() != 0 && frame.to() != wire.incarnation())
			return null;
		Peer peer = peers.get(number);
		if (peer != null && peer.incarnation == 0)
			peer.incarnation = frame.from();
		if (peer != null && !peer.member && frame.from() > peer.incarnation) {
			admit(number, frame.from());
			peer = peers.get(number);
			peer.link(channel).inUse();
		}
		return peer != null && peer.incarnation == frame.from() ? peer : null;
	}

	private void dispatch(Peer peer, int channel, IcsFrame frame) {
		if (frame.form() == IcsFrame.Form.REPLY) {
			Call call = peer.pending.remove(frame.reference());
			if (call == null)
				return;
			wire.trace(EventKind.ICS_RECV, peer.number, channel, frame);
			finish(call, frame.status(), frame.result(), frame.data());
			return;
		}
		if (frame.form() == IcsFrame.Form.RPC && !fresh(peer, frame))
			return;
		wire.trace(EventKind.ICS_RECV, peer.number, channel, frame);
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
			peer.link(IcsChannel.replyTo(frame.priority())).transmit(known.reply);
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
		int to = peer == null ? wire.incarnation() : peer.incarnation;
		request.reply = new IcsFrame(IcsFrame.Form.REPLY, asked.priority(), asked.service(), asked.operation(), context.nextMessage(),
				asked.id(), wire.incarnation(), to, status, result, data);
		if (number == context.number())
			context.defer(() -> loopBackReply(request));
		else if (peer != null && peer.serving.get(asked.id()) == request)
			peer.link(IcsChannel.replyTo(asked.priority())).submit(new Link.Outgoing(request.reply, null, request));
	}

	private void loopBack(Call call) {
		IcsFrame frame = new IcsFrame(IcsFrame.Form.RPC, call.channel, call.service.id(), call.operation, call.id, call.id,
				wire.incarnation(), wire.incarnation(), IcsStatus.OK, 0, call.data);
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
		Link link = usedLink(call.peer, call.channel);
		if (link != null)
			link.counters.callEnded(status, latency);
		inAmbient(call.ambient, () -> call.client.done(new IcsReply(status, result, data)));
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
}
