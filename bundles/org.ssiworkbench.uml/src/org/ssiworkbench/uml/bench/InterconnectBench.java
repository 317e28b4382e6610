package org.ssiworkbench.uml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.HostClock;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.UmlNode;
import org.ssiworkbench.uml.UmlSpec;

/**
 * TCP between two kernels through our switch and through {@code vde_switch}, in turns. The sender and the receiver are
 * modes of ssi-init, so that no JVM runs in the guests.
 */
public final class InterconnectBench {
	private static final long MEMORY = 64L << 20;
	/** Transfers before those that count, of each kind: our switch is compiled while it runs. */
	private static final int WARM_UP = 4;
	private final NativeTools tools;
	private final UmlKernel kernel;
	private final Path runtime;
	private final long bytes;

	/** {@code runtime} is a private folder with a short path; {@code bytes} go over TCP in each round. */
	public InterconnectBench(NativeTools tools, UmlKernel kernel, Path runtime, long bytes) {
		this.tools = tools;
		this.kernel = kernel;
		this.runtime = runtime;
		this.bytes = bytes;
	}

	/**
	 * One transfer.
	 *
	 * @param bytes received over TCP
	 * @param nanos from the first to the last byte at the receiver
	 * @param frames that passed the switch
	 * @param cpu ns of processor time the switch used
	 */
	public record Round(long bytes, long nanos, long frames, long cpu) {

		/** Bytes per second. */
		public double throughput() {
			return bytes * 1e9 / nanos;
		}

		/** Nanoseconds of the switch's processor time for a frame. */
		public double cpuPerFrame() {
			return (double) cpu / frames;
		}
	}

	/** All rounds, ours and the peer's, in the order in which they were run. */
	public record Result(List<Round> ours, List<Round> peer) {
	}

	/** Runs {@code rounds} of each in turns, after some that do not count. */
	public Result run(int rounds) throws IOException {
		for (int i = 0; i < WARM_UP; i++) {
			ours();
			peer();
		}
		List<Round> ours = new ArrayList<>();
		List<Round> peer = new ArrayList<>();
		for (int i = 0; i < rounds; i++) {
			ours.add(ours());
			peer.add(peer());
		}
		return new Result(ours, peer);
	}

	/** One round through our switch. */
	public Round ours() throws IOException {
		try (EthernetSwitch ourSwitch = new EthernetSwitch(1)) {
			EthernetSwitch.Port[] ports = { ourSwitch.port(1), ourSwitch.port(2) };
			return round(node -> ports[node - 1].deviceWord("vec0", 1500), "vec0", () -> ourSwitch.counters().cpu());
		}
	}

	/** One round through vde_switch. */
	public Round peer() throws IOException {
		Path folder = runtime.resolve("vde");
		Process vde = startVde(folder);
		try {
			return round(node -> "eth0=vde," + folder, "eth0", () -> cpu(vde.pid()));
		} finally {
			vde.destroy();
			vde.onExit().join();
		}
	}

	private static Process startVde(Path folder) throws IOException {
		Process vde;
		try {
			vde = new ProcessBuilder("vde_switch", "-s", folder.toString()).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		} catch (IOException e) {
			throw new IOException("there is no vde_switch to compare with; install it: apt install vde2", e);
		}
		try {
			for (int i = 0; i < 100 && vde.isAlive() && !Files.exists(folder.resolve("ctl")); i++)
				Thread.sleep(20);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		if (!Files.exists(folder.resolve("ctl"))) {
			vde.destroy();
			throw new IOException("vde_switch made no socket in " + folder);
		}
		return vde;
	}

	private interface Device {
		String word(int node);
	}

	private interface Cpu {
		long nanos() throws IOException;
	}

	private Round round(Device device, String name, Cpu cpu) throws IOException {
		HostClock clock = HostClock.read(tools);
		List<UmlNode> machines = new ArrayList<>();
		try {
			machines.add(start(1, clock, words(1, device, name).mode("sink")));
			GuestOutput sink = new GuestOutput(machines.get(0));
			sink.await("READY");
			long before = cpu.nanos();
			machines.add(start(2, clock, words(2, device, name).mode("source").add("ssi_peer", address(1)).add("ssi_bytes", bytes)));
			String[] result = sink.await("RECEIVED").split(" ");
			return new Round(Long.parseLong(result[1]), Long.parseLong(result[2]), Long.parseLong(result[3]),
					cpu.nanos() - before);
		} finally {
			BootBench.end(machines);
		}
	}

	private static GuestWords words(int node, Device device, String name) {
		return new GuestWords(node, "bench" + node).device(device.word(node), name, address(node), 24);
	}

	private static String address(int node) {
		return "10.9.0." + node;
	}

	private UmlNode start(int node, HostClock clock, GuestWords words) throws IOException {
		return UmlNode.start(new UmlSpec(node, kernel, MEMORY, runtime, tools, clock, words.words()));
	}

	private static long cpu(long pid) throws IOException {
		return Long.parseLong(Files.readString(Path.of("/proc", Long.toString(pid), "schedstat")).split(" ")[0]);
	}
}
