package org.ssiworkbench.node.linux.image;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.StatusText;

/**
 * Finds out which classes an agent needs: two agents live a short life on this machine's loopback device, one as master,
 * one as member.
 */
final class Training {
	private static final int NODES = 2;
	/** Only one may be master: two that begin at once could both become it. */
	private static final TreeSet<Integer> MASTER = new TreeSet<>(List.of(1));
	private static final long SECONDS = 60;
	/** Gives a program descriptors like those to and from PID 1, at whose other ends there is nobody. */
	private static final List<String> WITHOUT_INIT = List.of("/bin/sh", "-c", "exec \"$@\" 5</dev/null 6>/dev/null", "sh");
	private static final long IMALIVE_PERIOD = 300_000_000;
	/** Beats that may be missed: on a busy machine neither agent shall take the other for lost. */
	private static final int PATIENCE = 100;

	private final Path folder;
	private final List<String> java;
	private final Path jar;
	private final String main;

	Training(Path folder, List<String> java, Path jar, String main) {
		this.folder = folder;
		this.java = java;
		this.jar = jar;
		this.main = main;
	}

	/** Returns the list of classes for the JVM to archive. */
	Path run() throws IOException {
		List<Process> agents = new ArrayList<>();
		try {
			SortedMap<Integer, String> addresses = addresses();
			for (int node = 1; node <= NODES; node++)
				agents.add(start(node));
			for (int node = 1; node <= NODES; node++)
				order(agents.get(node - 1), Type.CONFIG, config(node, addresses));
			for (Process agent : agents)
				awaitUp(agent);
			for (int node = NODES; node >= 1; node--) {
				order(agents.get(node - 1), Type.SHUTDOWN, new byte[0]);
				awaitEnd(agents.get(node - 1));
			}
		} catch (IOException e) {
			throw new IOException("the agent's trial run failed, see " + folder + ": " + e.getMessage(), e);
		} finally {
			agents.forEach(Process::destroyForcibly);
		}
		return merge();
	}

	private static SortedMap<Integer, String> addresses() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		String subnet = "127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + ".";
		SortedMap<Integer, String> addresses = new TreeMap<>();
		for (int node = 1; node <= NODES; node++)
			addresses.put(node, subnet + node);
		return addresses;
	}

	private Path list(int node) {
		return folder.resolve("classes." + node);
	}

	private Process start(int node) throws IOException {
		List<String> command = new ArrayList<>(WITHOUT_INIT);
		command.addAll(java);
		command.addAll(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list(node), "-cp", jar.toString(), main));
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("agent.log." + node).toFile());
		builder.environment().put("SSI_CLOCK_OFFSET", "0");
		Process agent = builder.start();
		agent.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> agent.destroyForcibly());
		return agent;
	}

	private static byte[] config(int node, SortedMap<Integer, String> addresses) {
		TreeSet<Integer> all = new TreeSet<>(addresses.keySet());
		NodeConfig config = new NodeConfig(node, all, MASTER, PATIENCE, IMALIVE_PERIOD, false, node, 1);
		return new ConfigText(config, "127.0.0.0/8", addresses, new TreeMap<>()).encode();
	}

	private static void order(Process agent, Type type, byte[] payload) throws IOException {
		DataOutputStream out = new DataOutputStream(new BufferedOutputStream(agent.getOutputStream()));
		new ControlFrame(type, payload).write(out);
		out.flush();
	}

	private static void awaitUp(Process agent) throws IOException {
		DataInputStream in = new DataInputStream(agent.getInputStream());
		while (true) {
			ControlFrame frame = ControlFrame.read(in);
			if (frame.type() == Type.STATUS && StatusText.decode(frame.payload()).states().values().stream()
					.allMatch(state -> state == NodeState.UP))
				return;
		}
	}

	private static void awaitEnd(Process agent) throws IOException {
		DataInputStream in = new DataInputStream(agent.getInputStream());
		try {
			while (ControlFrame.read(in).type() != Type.HALTED)
				continue;
			agent.waitFor(SECONDS, TimeUnit.SECONDS);
		} catch (EOFException e) {
			throw new IOException("it ended without a word", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		}
	}

	/** The master's list, and what only the member used; constant pool entries ({@code @cp}) of the former are enough. */
	private Path merge() throws IOException {
		List<String> lines = new ArrayList<>(Files.readAllLines(list(1)));
		TreeSet<String> known = new TreeSet<>();
		lines.forEach(line -> known.add(withoutId(line)));
		for (int node = 2; node <= NODES; node++)
			for (String line : Files.readAllLines(list(node)))
				if (!line.startsWith("#") && !line.startsWith("@cp") && !line.contains("source:")
						&& known.add(withoutId(line)))
					lines.add(withoutId(line));
		return Files.write(folder.resolve("classes"), lines);
	}

	private static String withoutId(String line) {
		int id = line.indexOf(" id:");
		return id < 0 ? line : line.substring(0, id);
	}
}
