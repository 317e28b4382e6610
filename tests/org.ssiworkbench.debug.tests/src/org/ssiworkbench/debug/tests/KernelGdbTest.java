package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.debug.gdb.GdbException;
import org.ssiworkbench.debug.gdb.KernelFrameInfo;
import org.ssiworkbench.debug.gdb.KernelGdb;
import org.ssiworkbench.debug.gdb.KernelStop;
import org.ssiworkbench.debug.gdb.KernelStop.Reason;
import org.ssiworkbench.uml.KernelSymbols;

/** A real gdb on a real kernel. */
@Timeout(120)
class KernelGdbTest {
	private static final String SLEEP = "--function hrtimer_nanosleep";
	private static final int LIMIT_SECONDS = 30;

	/** Notes what gdb tells. */
	private static final class Told implements KernelGdb.Listener {
		final BlockingQueue<KernelStop> stops = new LinkedBlockingQueue<>();
		final CompletableFuture<String> end = new CompletableFuture<>();

		@Override
		public void stopped(KernelStop stop) {
			stops.add(stop);
		}

		@Override
		public void running() {
			stops.clear();
		}

		@Override
		public void output(String said) {
			// for people
		}

		@Override
		public void ended(String reason) {
			end.complete(reason);
		}

		KernelStop stop() throws InterruptedException {
			KernelStop stop = stops.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
			assertTrue(stop != null, "no stop within " + LIMIT_SECONDS + " s");
			return stop;
		}

		String end() throws Exception {
			return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
	}

	@TempDir
	private Path folder;
	private ForeignKernel foreign;
	private KernelGdb gdb;
	private final Told told = new Told();

	@BeforeEach
	void attach() throws Exception {
		foreign = new ForeignKernel(folder);
		gdb = KernelGdb.open(foreign.kernel(), foreign.kernel().symbols(), told);
		gdb.attach();
	}

	@AfterEach
	void end() {
		gdb.close();
		foreign.close();
	}

	private List<String> functions() throws IOException {
		return gdb.standing().frames().stream().map(KernelFrameInfo::function).toList();
	}

	/** Whether the kernel does what it is told, which one that stands cannot. */
	private boolean runs() throws IOException {
		return foreign.kernel().ask("version").contains("Linux");
	}

	@Test
	void aBreakpointIsHitSteppedFromAndLeft() throws Exception {
		int number = gdb.insert(SLEEP);
		gdb.resume();
		KernelStop hit = told.stop();
		assertEquals(Reason.BREAKPOINT, hit.reason());
		assertEquals(List.of(number), hit.breakpoints());
		List<String> stack = functions();
		assertEquals("hrtimer_nanosleep", stack.get(0));
		assertTrue(stack.contains("handle_syscall") && stack.contains("userspace"), stack.toString());
		gdb.delete(number);
		gdb.stepOver();
		assertEquals(Reason.STEP, told.stop().reason());
		gdb.stepReturn(0);
		assertEquals(Reason.STEP, told.stop().reason());
		assertFalse(functions().contains("hrtimer_nanosleep"), functions().toString());
		if (KernelSymbols.has(ForeignKernel.IMAGE))
			assertTrue(gdb.standing().frames().stream().anyMatch(frame -> frame.line() > 0 && frame.label().contains(".c:")));
		gdb.detach();
		assertTrue(told.end().contains("runs on"));
		assertTrue(runs());
	}

	@Test
	void aKernelThatRunsIsStoppedAndTakesBreakpoints() throws Exception {
		gdb.resume();
		assertTrue(runs());
		gdb.interrupt();
		assertEquals(Reason.REQUEST, told.stop().reason());
		assertTrue(functions().size() > 2);
		gdb.resume();
		gdb.insert(SLEEP);
		assertEquals(Reason.BREAKPOINT, told.stop().reason());
	}

	@Test
	void aPlaceThatCannotHoldABreakpointIsRefusedAndTheSessionLives() throws Exception {
		GdbException absent = assertThrows(GdbException.class, () -> gdb.insert("--function no_such_function"));
		assertTrue(absent.getMessage().contains("no_such_function"), absent.getMessage());
		GdbException nowhere = assertThrows(GdbException.class, () -> gdb.insert("*0x10"));
		assertTrue(nowhere.getMessage().contains("no memory at 0x"), nowhere.getMessage());
		gdb.insert(SLEEP);
		gdb.resume();
		assertEquals(Reason.BREAKPOINT, told.stop().reason());
	}

	@Test
	void whenGdbDiesTheKernelRunsOnWithoutBreakpoints() throws Exception {
		int number = gdb.insert("--function vfs_rmdir"); // never hit, so that the kernel runs with it
		assertTrue(number > 0);
		gdb.resume();
		gdb.process().destroyForcibly();
		String reason = told.end();
		assertTrue(reason.contains("gdb has ended by itself (status 137)") && reason.contains("runs on"), reason);
		assertTrue(runs());
		GdbException gone = assertThrows(GdbException.class, () -> gdb.standing().frames());
		assertEquals("gdb has ended", gone.getMessage());
		KernelGdb again = KernelGdb.open(foreign.kernel(), foreign.kernel().symbols(), new Told());
		again.attach();
		again.close();
	}

	@Test
	void theEndOfTheKernelIsToldAsSuch() throws Exception {
		gdb.resume();
		foreign.close();
		assertTrue(told.end().startsWith("The kernel has ended"), told.end());
	}

	@Test
	void aKernelThatStandsCanBeKilled() throws Exception {
		foreign.close();
		assertEquals("The kernel has ended: killed while it stood.", told.end());
	}

	@Test
	void aKernelThatPanicsStandsWhereItDid() throws Exception {
		gdb.insert("--function panic");
		gdb.resume();
		Thread request = new Thread(() -> {
			try {
				foreign.kernel().ask("sysrq c");
			} catch (IOException e) {
				told.output(e.getMessage()); // a kernel in panic does not answer
			}
		});
		request.setDaemon(true); // it waits for an answer for seconds
		request.start();
		assertEquals(Reason.BREAKPOINT, told.stop().reason());
		assertEquals("panic", functions().get(0));
		gdb.resume();
		foreign.close();
		assertTrue(told.end().startsWith("The kernel has ended"), told.end());
	}
}
