package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on two interconnects that a partition cuts and a heal joins again. */
class InterconnectsTest {
	private static final String MODEL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			    xmlns:ssi="http://www.ssiworkbench.org/cluster/1" id="cluster" name="nets">
			  <nodes id="alpha" number="1" name="alpha" initNode="true" kernel="debian"/>
			  <nodes id="beta" number="2" name="beta" kernel="debian"/>
			  <kernels id="debian"/>
			  <interconnects id="lan" subnet="10.9.0.0/24"/>
			  <interconnects id="storage" subnet="10.8.0.0/16" latency="20ms" mtu="9000"/>
			  <membership id="membership" imalivePeriod="1min"/>
			  <scenario id="scenario">
			    <steps xsi:type="ssi:PartitionStep" id="cut" at="8s" side="beta"/>
			    <steps xsi:type="ssi:HealStep" id="heal" at="16s"/>
			  </scenario>
			</ssi:Cluster>
			""";
	/** Pings over the second interconnect until it is cut, and then over the first. */
	private static final String UNTIL_CUT = "while busybox ping -c 1 -W 1 10.8.0.2; do sleep 0.1; done; "
			+ "busybox ping -c 1 -W 1 10.9.0.2 && echo the first is not cut; true";
	private static final String UNTIL_HEALED = "for net in 8 9; do until busybox ping -q -c 1 -W 1 10.$net.0.2; do :; done; done";

	@TempDir
	private Path folder;

	@Test
	void eachIsANetworkOfItsOwn() throws Exception {
		Ssi ssi = new Ssi(folder);
		Path trace = folder.resolve("trace");
		Path model = Files.writeString(folder.resolve("nets.ssicluster"), MODEL);
		try (UpProcess up = new UpProcess(ssi, model, "nets", trace)) {
			up.awaitAllUp();
			String untilCut = ssi.run("exec", "nets", 1, "sh", "-c", UNTIL_CUT).out();
			assertTrue(untilCut.contains("64 bytes from 10.8.0.2"), untilCut);
			assertTrue(!untilCut.contains("not cut"), untilCut);
			assertEquals("02:00:00:00:01:02\n9000\n02:00:00:00:00:02\n1500\n", ssi.run("exec", "nets", 2, "sh", "-c",
					"cd /sys/class/net; cat vec1/address vec1/mtu vec0/address vec0/mtu").out());
			assertEquals(0, ssi.run("exec", "nets", 1, "sh", "-c", UNTIL_HEALED).status());
			String large = ssi.run("exec", "nets", 1, "busybox", "ping", "-q", "-c", "2", "-s", "8000", "10.8.0.2").out();
			double least = Double.parseDouble(large.replaceAll("(?s).*min/avg/max = ([0-9.]+)/.*", "$1"));
			assertTrue(least >= 40, large);
			assertEquals(0, ssi.run("down", "nets").status());
		}
		assertTrue(frames(ssi, trace.resolve("network/interconnect.pcapng"), "tcp.port == 7100") > 10);
		assertEquals(0, frames(ssi, trace.resolve("network/interconnect.pcapng"), "ip.addr == 10.8.0.2"));
		assertTrue(frames(ssi, trace.resolve("network/interconnect-storage.pcapng"), "icmp && frame.len > 8000") >= 4);
		assertEquals(0, frames(ssi, trace.resolve("network/interconnect-storage.pcapng"), "tcp.port == 7100"));
	}

	private static long frames(Ssi ssi, Path file, String filter) throws Exception {
		Ssi.Result tshark = ssi.program("tshark", "-r", file.toString(), "-Y", filter);
		assertEquals(0, tshark.status(), tshark.err());
		return tshark.out().lines().count();
	}
}
