package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.ui.gdb.KernelPlace;

/** What a user may type for a kernel breakpoint. */
class KernelPlaceTest {
	@Test
	void whatIsTypedForABreakpointIsAsInGdb() {
		assertEquals(new KernelPlace("vfs_read", "", 0, ""), KernelPlace.parse(" vfs_read "));
		assertEquals(new KernelPlace("", "fs/read_write.c", 450, "count > 100"), KernelPlace.parse("fs/read_write.c:450 if count > 100"));
		assertEquals(new KernelPlace("*0x60001000", "", 0, ""), KernelPlace.parse("* 0x60001000"));
		for (String nothing : List.of("", "vfs read", "a.c:", "*60", "f\n-gdb-exit"))
			assertNull(KernelPlace.parse(nothing), nothing);
	}
}
