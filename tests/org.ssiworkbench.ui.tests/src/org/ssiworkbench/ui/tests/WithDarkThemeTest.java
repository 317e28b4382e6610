package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.app.welcome.WelcomePage;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.TimeModel;

/** The time views in the dark theme. Runs late: the platform changes back to the light one fully only with a restart. */
class WithDarkThemeTest {
	private static final int DARK = 3 * 64;

	@TempDir
	Path folder;

	@BeforeEach
	void darken() throws Exception {
		Ui.on(() -> {
			return null;
		});
		Ui.theme("e4_dark");
		Ui.openPerspective();
		Ui.on(() -> {
			PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()).setEditorAreaVisible(false);
			return null;
		});
	}

	@AfterEach
	void close() throws Exception {
		Ui.on(() -> {
			TimeModel.get().open(null);
			return null;
		});
	}

	@Test
	void threeNodes() throws Exception {
		ReplayTest.open(SimulatedTrace.busy(folder.resolve("three"), 3, 8_000, 5));
		ReplayTest.picture("dark-3");
		assertPicturesAreDark();
	}

	@Test
	void aHundredNodes() throws Exception {
		ReplayTest.open(SimulatedTrace.troubled(folder.resolve("hundred"), 4));
		ReplayTest.picture("dark-100");
		assertPicturesAreDark();
	}

	@Test
	void theWelcomePage() throws Exception {
		Ui.execute(WelcomeTest.OPEN);
		Ui.screenshot("welcome-dark");
		RGB ground = Ui.on(() -> WelcomeTest.links().getFirst().getBackground().getRGB());
		assertTrue(ground.red + ground.green + ground.blue < DARK, ground.toString());
		Ui.on(() -> {
			WelcomePage.close();
			return null;
		});
	}

	private static void assertPicturesAreDark() throws Exception {
		Canvas diagram = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class).diagram().control();
		assertTrue(Ui.on(() -> brightness(diagram) < DARK), "the diagram's ground is dark");
	}

	/** Red, green and blue of a corner of a control as it is painted. */
	private static int brightness(Canvas canvas) {
		Image image = new Image(canvas.getDisplay(), 2, 2);
		GC gc = new GC(canvas);
		gc.copyArea(image, canvas.getClientArea().width - 3, canvas.getClientArea().height - 3);
		gc.dispose();
		ImageData data = image.getImageData();
		image.dispose();
		RGB pixel = data.palette.getRGB(data.getPixel(0, 0));
		return pixel.red + pixel.green + pixel.blue;
	}
}
