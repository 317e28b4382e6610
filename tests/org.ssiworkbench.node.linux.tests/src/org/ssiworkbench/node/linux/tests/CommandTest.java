package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.linux.tests.RealNode.Result;

/** The commands in a node. */
@Timeout(60)
class CommandTest {
	private static RealCluster cluster;
	private static RealNode one;
	private static RealNode two;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(2);
		one = cluster.node(1);
		two = cluster.node(2);
		cluster.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	private static void assertOutput(String expected, RealNode node, String script) throws Exception {
		assertEquals(new Result(0, expected, ""), node.run(script), script);
	}

	/** Starts something that waits and returns its pid. */
	private static String sleeper(RealNode node) throws Exception {
		return node.run("sleep 1000 >/dev/null 2>&1 & echo $!").out().strip();
	}

	@Test
	void aNodeKnowsItselfAndTheCluster() throws Exception {
		assertOutput("2\n", two, "clusternode_num");
		assertOutput("1\n", one, "node_self");
		assertOutput("trio\n", one, "clustername");
		assertOutput("1 2\n", one, "cluster");
		assertOutput("UP\n", one, "clusternode_getstate 2");
	}

	@Test
	void clusterTellsPeopleAndPrograms() throws Exception {
		Result table = one.run("cluster -v");
		assertEquals(3, table.out().lines().count(), table.out());
		assertTrue(table.out().lines().toList().get(2).matches("2 +node2 +UP +init +\\S+ +10\\.9\\.0\\.2"), table.out());
		Result rows = one.run("cluster -v --machine");
		assertTrue(rows.out().lines().toList().getFirst().startsWith("1\tnode1\tUP\tmaster\t"), rows.out());
		Result details = two.run("cluster -V 1");
		assertTrue(details.out().contains("\nstate: UP\n") && details.out().contains("\naddress: 10.9.0.1\n"), details.out());
	}

	@Test
	void loadsAreOneLineForEachNode() throws Exception {
		assertTrue(one.run("loads").out().matches("1: \\d+\n2: \\d+\n"));
		assertTrue(two.run("loads -n 1").out().matches("1: \\d+\n"));
		assertTrue(one.run("fastnode").out().matches("[12]\n"));
	}

	@Test
	void loadLevelingIsSwitchedFromAnyNode() throws Exception {
		assertOutput("off\n", two, "loadlevel");
		assertOutput("", one, "loadlevel -n 2 on");
		assertOutput("on\n", two, "loadlevel");
		assertOutput("off\n", one, "loadlevel; loadlevel -a off");
		assertOutput("off\n", two, "loadlevel");
		assertEquals(1, one.run("setpriv --reuid 1000 --regid 1000 --clear-groups loadlevel -a on").status());
		assertOutput("bash-ll\n", one, "bash-ll -c 'cat /proc/$$/comm; true'");
	}

	@Test
	void aDaemonIsStartedAgainWhenItDies() throws Exception {
		one.run("printf 'command=/bin/sleep 777\\nfavored=2\\n' >/shared/daemon");
		String slot = one.run("cd /shared && spawndaemon -r daemon").out().strip();
		String find = "p=; while [ -z \"$p\" ]; do p=$(ssi-ps --machine | awk -F'\\t' '$17 == \"/bin/sleep 777\" && $1 != old { print $1 }' old=%s); sleep 0.1; done; echo $p";
		String first = one.run(find.formatted("0")).out().strip();
		assertOutput("2\n", one, "where_pid " + first);
		assertOutput("", one, "kill -9 " + first);
		String second = one.run(find.formatted(first)).out().strip();
		assertTrue(!second.equals(first), second);
		assertTrue(two.run("spawndaemon -L").out().contains("/bin/sleep 777"));
		assertOutput("", two, "until spawndaemon -L -v machine | grep -q '^" + slot + ":ok:" + second + ":2:'; do sleep 0.1; done");
		assertOutput("", two, "spawndaemon -s " + slot + " -k");
		assertOutput("", two, "spawndaemon -L -v machine");
		assertEquals(new Result(1, "", "spawndaemon: nosuch is no file that describes a process\n"), one.run("spawndaemon -r nosuch"));
	}

	@Test
	void wrongCallsSaySo() throws Exception {
		assertEquals(new Result(1, "", "loads: there is no node 9 in this cluster\n"), one.run("loads -n 9"));
		assertEquals(new Result(2, "", "clusternode_num: usage: clusternode_num\n"), one.run("clusternode_num 1"));
		assertEquals(2, one.run("cluster -x").status());
		assertEquals(new Result(1, "", "where_pid: there is no process 40000\n"), two.run("where_pid 40000"));
		assertEquals(new Result(1, "", "where_pid: x is no process id\n"), two.run("where_pid x"));
	}

	@Test
	void aCommandTakesNoTenthOfASecond() throws Exception {
		int times = 20;
		one.run("clusternode_num");
		long begin = System.nanoTime();
		one.run("i=0; while [ $i -lt " + times + " ]; do clusternode_num; i=$((i+1)); done");
		long each = (System.nanoTime() - begin) / times / 1_000_000;
		assertTrue(each < 100, each + " ms");
	}

	@Test
	void processesAreFoundOnAnyNode() throws Exception {
		String pid = sleeper(one);
		assertOutput("1\n", two, "where_pid " + pid);
		assertTrue(two.run("ssi-ps --node 1").out().lines().anyMatch(line -> line.matches(pid + " +1 +1 .*sleep 1000")));
		assertTrue(one.run("ssi-ps --machine").out().lines().anyMatch(line -> line.startsWith(pid + "\t1\t1\t")));
		assertEquals("", two.run("ssi-ps --node 2 --machine | grep '^" + pid + "'").out());
	}

	@Test
	void killReachesAnyNode() throws Exception {
		String pid = sleeper(one);
		assertOutput("", two, "/bin/kill -TERM " + pid);
		assertOutput("gone\n", one, "while kill -0 " + pid + " 2>/dev/null; do sleep 0.1; done; echo gone");
		assertEquals(1, two.run("/bin/kill -0 " + pid).status());
	}

	@Test
	void killReachesAProcessGroupElsewhere() throws Exception {
		String group = one.run("setsid sh -c 'sleep 1000 & sleep 1000' >/dev/null 2>&1 & sleep 0.3; echo $!").out().strip();
		assertOutput("", two, "/bin/kill -KILL -- -" + group);
		assertOutput("gone\n", one, "while /bin/kill -0 -- -" + group + " 2>/dev/null; do sleep 0.1; done; echo gone");
	}

	@Test
	void anotherUsersProcessElsewhereIsSafe() throws Exception {
		String pid = sleeper(one);
		Result refused = two.run("setpriv --reuid 1000 --regid 1000 --clear-groups /bin/kill " + pid);
		assertEquals(1, refused.status());
		assertTrue(refused.err().contains("not permitted"), refused.err());
		refused = two.run("setpriv --reuid 1000 --regid 1000 --clear-groups migrate 2 " + pid);
		assertEquals(new Result(1, "", "migrate: this process is another user's\n"), refused);
		assertOutput("", one, "kill " + pid);
	}
}
