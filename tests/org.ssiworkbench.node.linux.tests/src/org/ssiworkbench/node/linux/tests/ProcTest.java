package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.linux.tests.RealNode.Result;

/** {@code /proc} shows the whole cluster to programs that know nothing of it. */
@Timeout(60)
@TestMethodOrder(MethodName.class)
class ProcTest {
	private static RealCluster cluster;
	private static RealNode one;
	private static String far;
	private static String near;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(2);
		one = cluster.node(1);
		cluster.awaitAllUp();
		far = sleeper(cluster.node(2), 4321);
		near = sleeper(one, 1234);
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	private static String sleeper(RealNode node, int seconds) throws Exception {
		return node.run("sleep " + seconds + " >/dev/null 2>&1 & echo $!").out().strip();
	}

	private static String out(String script) throws Exception {
		Result result = one.run(script);
		assertEquals(new Result(0, result.out(), ""), result, script);
		return result.out();
	}

	@Test
	void psShowsProcessesOfAllNodes() throws Exception {
		String all = out("ps -eo pid,ppid,user,args");
		assertTrue(all.lines().anyMatch(line -> line.matches(" *" + far + " +1 +root +sleep 4321")), all);
		assertTrue(all.lines().anyMatch(line -> line.matches(" *" + near + " +1 +root +sleep 1234")), all);
		assertEquals(far + "\n", out("pgrep -x -f 'sleep 4321'"));
		assertTrue(out("ps -ef").contains("sleep 4321") && out("top -b -n 1").contains("sleep"));
	}

	@Test
	void aFarProcessHasItsFolder() throws Exception {
		assertEquals("sleep\n2\nsleep 4321", out("cd /proc/" + far + " && cat comm where && cat cmdline | tr -d '\\0'"));
		assertEquals("S\n", out("cut -d' ' -f3 /proc/" + far + "/stat"));
		assertEquals("Pid:\t" + far + "\n", out("grep ^Pid: /proc/" + far + "/status"));
		assertFalse(one.run("cat /proc/" + far + "/maps").status() == 0);
	}

	@Test
	void whatIsLocalIsWhatItWas() throws Exception {
		assertEquals("sleep\n", out("cat /proc/" + near + "/comm"));
		assertEquals("same\n", out("test \"$(readlink /proc/self/exe)\" = \"$(readlink -f $(which readlink))\" && echo same"));
		out("test -r /proc/loadavg && test -d /proc/sys/kernel && test -e /proc/self/fd/1 && test -e /proc/thread-self/stat");
		assertFalse(one.run("ls /proc/99999").status() == 0);
	}

	@Test
	void whatServesItCanBeReplaced() throws Exception {
		out("kill -9 $(ps -eo pid,ppid,comm | awk '$3 == \"ssi-init\" && $2 > 1 { print $1 }')");
		assertTrue(out("ps -e").lines().anyMatch(line -> line.strip().startsWith(far)));
	}

	/** Last by its name. */
	@Test
	void zACrashedNodesProcessesVanishAndNothingWaits() throws Exception {
		cluster.node(2).machine.kill();
		long begin = System.nanoTime();
		out("ps -e");
		assertTrue(System.nanoTime() - begin < 5_000_000_000L, "ps waited for a crashed node");
		cluster.await(1, NodeState.DOWN, 2);
		out("while ps -e | grep -q '^ *" + far + " '; do sleep 0.2; done");
	}
}
