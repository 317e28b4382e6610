package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.linux.tests.RealNode.Result;

/** The directory that all nodes share. */
@Timeout(60)
class SharedTest {
	private static RealCluster cluster;
	private static RealNode one;
	private static RealNode two;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(3);
		one = cluster.node(1);
		two = cluster.node(2);
		cluster.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	private static String out(RealNode node, String script) throws Exception {
		Result result = node.run("cd /shared || exit; " + script);
		assertEquals(0, result.status(), result.err());
		return result.out();
	}

	private static CompletableFuture<String> later(RealNode node, String script) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return out(node, script);
			} catch (Exception e) {
				throw new CompletionException(e);
			}
		});
	}

	@Test
	void whatOneNodeWritesAnotherReadsAtOnce() throws Exception {
		out(one, "mkdir news && echo first >news/a && ln -s a news/b && chmod 600 news/a");
		assertEquals("first\n", out(two, "cat news/b"));
		assertEquals("600 0\n", out(two, "stat -c '%a %u' news/a"));
		out(two, "echo second >>news/a && mv news/a news/c && rm news/b");
		assertEquals("c\nfirst\nsecond\n", out(one, "ls news && cat news/c"));
	}

	@Test
	void aReaderThatHasAFileOpenSeesItGrow() throws Exception {
		out(one, "echo 1 >open");
		CompletableFuture<String> reader = later(two, "exec 5<open; cat <&5; echo . >seen; while [ -e seen ]; do sleep 0.05; done; cat <&5");
		out(one, "while ! [ -e seen ]; do sleep 0.05; done; echo 2 >>open; rm seen");
		assertEquals("1\n2\n", reader.get());
	}

	@Test
	void appendsOfTwoNodesAreAllThere() throws Exception {
		String append = "i=0; while [ $i -lt 200 ]; do echo line; i=$((i+1)); done >>both";
		CompletableFuture<String> other = later(two, append);
		out(one, append);
		other.get();
		assertEquals("400\n", out(one, "grep -c '^line$' both"));
	}

	@Test
	void locksHoldOverNodes() throws Exception {
		String add = "i=0; while [ $i -lt 30 ]; do flock lock sh -c 'n=$(cat sum); echo $((n + 1)) >sum'; i=$((i+1)); done";
		out(one, "echo 0 >sum");
		CompletableFuture<String> other = later(two, add);
		out(one, add);
		other.get();
		assertEquals("60\n", out(one, "cat sum"));
	}

	@Test
	void aNodesLocksEndWithIt() throws Exception {
		RealNode three = cluster.node(3);
		out(three, "(flock 9; echo . >held; exec sleep 1000) 9>>left >/dev/null 2>&1 & while ! [ -e held ]; do sleep 0.05; done");
		assertEquals(1, one.run("flock -n /shared/left true").status());
		CompletableFuture<String> waiting = later(two, "flock left echo mine");
		three.machine.kill();
		assertEquals("mine\n", waiting.get());
		assertEquals("mine\n", out(one, "flock left echo mine"));
	}

	@Test
	void programsRunFromIt() throws Exception {
		out(one, "cp /bin/echo program");
		assertEquals("it runs\n", out(two, "./program it runs"));
	}

	@Test
	void aUsersFilesAreTheUsers() throws Exception {
		out(one, "setpriv --reuid 1000 --regid 1000 --clear-groups sh -c 'umask 077; echo mine >own'");
		Result refused = two.run("setpriv --reuid 1001 --regid 1001 --clear-groups cat /shared/own");
		assertEquals(1, refused.status());
		assertTrue(refused.err().contains("denied"), refused.err());
	}

	@Test
	void noDeviceOfTheHostCanBeHad() throws Exception {
		assertEquals(1, one.run("mknod /shared/memory c 1 1").status());
		out(one, "mkfifo pipe");
		assertTrue(out(two, "ls -l pipe").startsWith("p"));
	}
}
