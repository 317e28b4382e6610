package org.ssiworkbench.node.linux;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;

/**
 * A short life of a cluster of two nodes inside the agent, over the loopback device, before it is frozen: what an agent does
 * until it is UP, it then does not do for the first time, which is what takes long.
 */
final class Rehearsal {
	private static final int NODES = 2;
	private static final long PERIOD = 300_000_000;
	/** Some periods. */
	private static final long LENGTH_MS = 1500;

	/** A node and the orders that it gets. */
	private record Part(Thread thread, DataOutputStream orders) {
	}

	private final SortedMap<Integer, String> addresses = new TreeMap<>();

	private Rehearsal() {
		for (int node = 1; node <= NODES; node++)
			addresses.put(node, "127.0.0." + node);
	}

	static void run() throws IOException {
		try {
			new Rehearsal().play();
		} catch (InterruptedException e) {
			throw new IOException("the rehearsal was interrupted", e);
		}
	}

	private void play() throws IOException, InterruptedException {
		List<Part> parts = new ArrayList<>();
		for (int node = 1; node <= NODES; node++)
			parts.add(start(node));
		Thread.sleep(LENGTH_MS);
		for (Part part : parts.reversed()) {
			new ControlFrame(Type.SHUTDOWN, new byte[0]).write(part.orders());
			part.orders().flush();
			part.thread().join();
			part.orders().close();
		}
	}

	private Part start(int number) throws IOException {
		PipedOutputStream orders = new PipedOutputStream();
		InputStream in = new PipedInputStream(orders);
		ControlLine line = new ControlLine(in, OutputStream.nullOutputStream(), () -> {
		});
		TreeSet<Integer> nodes = new TreeSet<>(addresses.keySet());
		NodeConfig config = new NodeConfig(number, nodes, nodes, 3, PERIOD, false, number, 1);
		ConfigText text = ConfigText.decode(new ConfigText(config, "127.0.0.0/24", addresses, new TreeMap<>()).encode());
		Thread thread = new Thread(() -> live(line, text), "rehearsal " + number);
		thread.start();
		return new Part(thread, new DataOutputStream(orders));
	}

	private static void live(ControlLine line, ConfigText text) {
		try {
			InitLine init = new InitLine(InputStream.nullInputStream(), OutputStream.nullOutputStream());
			Agent.run(line, null, init, text, 0);
		} catch (IOException e) {
			throw new IllegalStateException("the rehearsal failed", e);
		}
	}
}
