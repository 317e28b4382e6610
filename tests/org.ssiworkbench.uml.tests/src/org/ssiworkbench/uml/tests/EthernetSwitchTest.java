package org.ssiworkbench.uml.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.LinkFault;
import org.ssiworkbench.uml.PcapngWriter;
import org.ssiworkbench.uml.tests.Machines.Shell;

/** Two machines on the interconnect. */
@Timeout(60)
class EthernetSwitchTest {
	private Machines machines;
	private EthernetSwitch interconnect;
	private Shell first;

	@BeforeEach
	void open() throws IOException {
		machines = new Machines();
		interconnect = new EthernetSwitch(7);
		interconnect.port(1);
		interconnect.port(2);
		first = machines.shell(1, interconnect);
		machines.shell(2, interconnect);
	}

	@AfterEach
	void close() throws IOException {
		machines.close();
		interconnect.close();
	}

	private String ping(String options) throws IOException {
		return first.run("busybox ping " + options + " " + Machines.address(2));
	}

	@Test
	void twoNodesReachEachOther() throws IOException {
		assertTrue(ping("-c 3 -i 0.1").contains(" 0% packet loss"));
		assertTrue(interconnect.counters().frames() >= 6);
		assertEquals(0, interconnect.counters().refused());
	}

	@Test
	void nothingPassesACutLinkUntilItIsHealed() throws IOException {
		assertTrue(ping("-c 1").contains(" 0% packet loss"));
		interconnect.fault(1, 2, LinkFault.NONE.withCut(true));
		assertTrue(ping("-c 1 -W 1").contains("100% packet loss"));
		interconnect.fault(1, 2, LinkFault.NONE);
		assertTrue(ping("-c 1").contains(" 0% packet loss"));
	}

	@Test
	void delayIsAddedBothWays() throws IOException {
		ping("-c 1");
		long delay = 40_000_000;
		interconnect.fault(1, 2, new LinkFault(0, delay, 0, 0, false));
		interconnect.fault(2, 1, new LinkFault(0, delay, 0, 0, false));
		String said = ping("-c 2 -i 0.1 -q");
		double least = Double.parseDouble(said.replaceAll("(?s).*min/avg/max = ([0-9.]+)/.*", "$1"));
		assertTrue(least >= 80, said);
	}

	@Test
	void lossLosesItsShare() throws IOException {
		ping("-c 1");
		interconnect.fault(1, 2, LinkFault.NONE.withLoss(0.5));
		String said = ping("-c 60 -i 0.01 -W 1 -q");
		int loss = Integer.parseInt(said.replaceAll("(?s).*?([0-9]+)% packet loss.*", "$1"));
		assertTrue(loss > 20 && loss < 80, said);
	}

	@Test
	void tsharkReadsTheCapture() throws Exception {
		Path file = machines.runtime.resolve("frames.pcapng");
		long epoch = 1_700_000_000_000_000_000L;
		try (PcapngWriter writer = new PcapngWriter(file, Map.of(1, "alpha", 2, "beta"),
				() -> epoch + machines.clusterTime(), 1 << 20)) {
			interconnect.capture(writer);
			ping("-c 2 -i 0.1");
			interconnect.capture(null);
		}
		String frames = tshark(file);
		assertTrue(frames.contains("alpha\ticmp"), frames);
		assertTrue(frames.contains("beta\ticmp"), frames);
		assertTrue(frames.startsWith("17000000"), frames);
		Files.delete(file);
	}

	private static String tshark(Path file) throws Exception {
		Process tshark = new ProcessBuilder("tshark", "-r", file.toString(), "-T", "fields", "-e", "frame.time_epoch", "-e",
				"frame.interface_name", "-e", "_ws.col.Protocol", "-e", "eth.src").redirectErrorStream(true).start();
		String text = new String(tshark.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, tshark.waitFor(), text);
		return text.lines().filter(line -> line.startsWith("17")).map(line -> line.toLowerCase(java.util.Locale.ROOT))
				.reduce("", (a, b) -> a + b + "\n");
	}
}
