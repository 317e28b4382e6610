package org.ssiworkbench.node.vproc;

import java.util.ArrayDeque;
import java.util.TreeMap;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** Messages of the hosts among themselves about a process: one at a time to each receiver, so that they stay in order. */
final class Messages {
	private static final int TO_PLACE = 0;

	/** To the place of a process if {@code node} is {@link #TO_PLACE}. */
	private record Receiver(int node, int pid) implements Comparable<Receiver> {
		@Override
		public int compareTo(Receiver other) {
			int byNode = Integer.compare(node, other.node);
			return byNode != 0 ? byNode : Integer.compare(pid, other.pid);
		}
	}

	private record Message(byte[] bytes, Runnable taken) {
	}

	private final Parts parts;
	private final TreeMap<Receiver, ArrayDeque<Message>> queues = new TreeMap<>();

	Messages(Parts parts) {
		this.parts = parts;
	}

	void toPlace(int pid, byte[] bytes, Runnable taken) {
		add(new Receiver(TO_PLACE, pid), new Message(bytes, taken));
	}

	void toNode(int node, int pid, byte[] bytes, Runnable taken) {
		add(new Receiver(node, pid), new Message(bytes, taken));
	}

	private void add(Receiver receiver, Message message) {
		ArrayDeque<Message> queue = queues.get(receiver);
		if (queue == null) {
			queue = new ArrayDeque<>();
			queues.put(receiver, queue);
		}
		queue.add(message);
		if (queue.size() == 1)
			send(receiver, message);
	}

	private void send(Receiver receiver, Message message) {
		WireWriter body = new WireWriter().i32(receiver.pid).u8(receiver.node == TO_PLACE ? 1 : 0).bytes(message.bytes);
		if (receiver.node == TO_PLACE)
			parts.pursuit.reach(receiver.pid, Operation.TELL, () -> body, () -> over(receiver, message));
		else
			parts.calls.call(receiver.node, Operation.TELL, body, (result, in) -> over(receiver, message));
	}

	private void over(Receiver receiver, Message message) {
		ArrayDeque<Message> queue = queues.get(receiver);
		queue.remove();
		if (queue.isEmpty())
			queues.remove(receiver);
		else
			send(receiver, queue.peek());
		message.taken.run();
	}

	void tell(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		boolean toPlace = in.u8() != 0;
		byte[] bytes = in.bytes(in.remaining());
		if (toPlace)
			parts.holds.afterDecision(pid, () -> {
				if (parts.executesHere(pid))
					parts.host.told(request.from(), pid, bytes, () -> Calls.done(request));
				else
					Calls.notHere(request);
			});
		else
			parts.host.told(request.from(), pid, bytes, () -> Calls.done(request));
	}
}
