package org.ssiworkbench.views.internal;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ImageRegistry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.swt.graphics.Image;

/** The icons of this bundle. UI thread only; the images belong to JFace's registry. */
public enum Icons {
	CLUSTER, LOCK, SEND, RECEIVE, TRANSITION, FAULT, WARNING, FACT, OPEN_TRACE, FOLLOW, FIT, WHY, IMALIVE, MIGRATION, EXPAND, MATRIX, FIRST, STEP_BACK, PLAY,
	PAUSE, STEP, LAST, GO_TO, PICTURE, PIN, BOOKMARK, DELIVER, LOSE, REPEAT, CRASH, BRANCH, COMPARE;

	private static final String BUNDLE = "org.ssiworkbench.views";

	/** The image, shared by all who ask. */
	public Image image() {
		ImageRegistry images = JFaceResources.getImageRegistry();
		String key = BUNDLE + "." + name();
		if (images.getDescriptor(key) == null)
			images.put(key, descriptor());
		return images.get(key);
	}

	/** Where the image comes from. */
	public ImageDescriptor descriptor() {
		String file = "icons/" + name().toLowerCase() + ".svg";
		return ResourceLocator.imageDescriptorFromBundle(BUNDLE, file).orElseGet(ImageDescriptor::getMissingImageDescriptor);
	}
}
