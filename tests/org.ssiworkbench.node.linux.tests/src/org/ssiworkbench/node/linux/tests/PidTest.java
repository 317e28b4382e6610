package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pids on real kernels tell the node that made the process. */
@Timeout(60)
class PidTest {
	private static final int LOCAL_BITS = 15;
	/** Forks more often than a node has numbers, and prints the lowest and the highest that it got. */
	private static final String FORKS = """
			#include <stdio.h>
			#include <sys/wait.h>
			#include <unistd.h>
			int main(void)
			{
				int lowest = 1 << 30, highest = 0;
				for (int i = 0; i < 40000; i++) {
					int pid = vfork();
					if (!pid)
						_exit(0);
					waitpid(pid, NULL, 0);
					lowest = pid < lowest ? pid : lowest;
					highest = pid > highest ? pid : highest;
				}
				printf("%d %d\\n", lowest, highest);
				return highest - lowest < 20000;
			}
			""";
	/** Prints its own pid, that of each child, and that of a grandchild. */
	private static final String FAMILY = "echo $$; for i in 1 2 3; do (sh -c 'echo $$'; true); done";

	private static void assertOfNode(int number, String pids) {
		int[] all = Arrays.stream(pids.split("\\s+")).mapToInt(Integer::parseInt).toArray();
		assertFalse(all.length == 0);
		for (int pid : all)
			assertEquals(number, pid >> LOCAL_BITS, pids);
	}

	@Test
	void allProcessesOfANodeHaveItsNumberInTheirPids() throws Exception {
		try (RealCluster cluster = new RealCluster(3)) {
			for (int number : cluster.nodes.keySet()) {
				RealNode node = cluster.node(number);
				node.exec(1, false, "sh", "-c", FAMILY);
				assertEquals(0, node.status(1));
				assertOfNode(number, node.text(1, 1));
			}
		}
	}

	@Test
	void numbersBeginAnewWithinTheRange(@TempDir Path folder) throws Exception {
		Path program = CompiledProgram.make(folder, FORKS);
		try (RealCluster cluster = new RealCluster(1)) {
			RealNode node = cluster.node(1);
			node.exec(1, false, program.toString());
			assertEquals(0, node.status(1), node.text(1, 2));
			assertOfNode(1, node.text(1, 1));
		}
	}
}
