package org.ssiworkbench.uml.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.uml.KernelBuild;

/** How a kernel is built, on a source tree whose Makefile does little. The real one takes ten minutes: {@code ./ssi kernel build}. */
class KernelBuildTest {
	/** The configuration that is merged has all options, unless the tree's file {@code lacks} names one. */
	private static final String MAKEFILE = """
			defconfig:
				@touch $(O)/.config
			olddefconfig:
				@test ! -e lacks || sed -i "/$$(cat lacks)/d" $(O)/.config
			linux:
				@echo "  CC      init/main.o"
				@test ! -e broken || { echo "init/main.c:7:1: error: unknown type name 'it'"; false; }
				@cat version > $(O)/linux
			modules:
			modules_install:
				@mkdir -p $(INSTALL_MOD_PATH)/lib/modules
			""";

	@TempDir
	private Path folder;
	private Path tree;
	private final List<String> told = new ArrayList<>();

	@BeforeEach
	void makeTree() throws IOException {
		tree = folder.resolve("tree");
		Files.createDirectories(tree.resolve("arch/um"));
		Files.createFile(tree.resolve("arch/um/Makefile"));
		Files.writeString(tree.resolve("Makefile"), MAKEFILE);
		Files.writeString(tree.resolve("version"), "first");
		Path merge = Files.createDirectories(tree.resolve("scripts/kconfig")).resolve("merge_config.sh");
		Files.writeString(merge, "#!/bin/sh\ncat \"$3\" >> \"$KCONFIG_CONFIG\"\n");
		merge.toFile().setExecutable(true);
	}

	private KernelBuild.Result build() throws IOException {
		return KernelBuild.run(folder.resolve("cache"), tree, 2, told::add);
	}

	@Test
	void aTreeIsBuiltAgainWhenItHasChanged() throws IOException {
		KernelBuild.Result first = build();
		assertEquals("first", Files.readString(first.image()));
		assertEquals(tree.toRealPath(), first.source());
		assertTrue(Files.isDirectory(first.modules()));
		assertEquals(List.of("configuring", "compiling", "compiled 1 files, at init/main.o", "installing modules"), told);
		Files.writeString(tree.resolve("version"), "second");
		assertEquals(first, build());
		assertEquals("second", Files.readString(first.image()));
	}

	@Test
	void theCompilersWordsAreInTheError() throws IOException {
		Files.createFile(tree.resolve("broken"));
		IOException refused = assertThrows(IOException.class, this::build);
		assertTrue(refused.getMessage().contains("init/main.c:7:1: error: unknown type name 'it'"), refused.getMessage());
		assertTrue(refused.getMessage().contains("(log: "), refused.getMessage());
		Files.delete(tree.resolve("broken"));
		build();
	}

	@Test
	void aSourceWithoutWhatNodesNeedIsRefused() throws IOException {
		Files.writeString(tree.resolve("lacks"), "CONFIG_HOSTFS");
		IOException refused = assertThrows(IOException.class, this::build);
		assertTrue(refused.getMessage().contains("cannot be built with CONFIG_HOSTFS=y"), refused.getMessage());
		Files.delete(tree.resolve("arch/um/Makefile"));
		assertTrue(assertThrows(IOException.class, this::build).getMessage().contains("is no source tree of a Linux kernel"));
	}
}
