import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.eclipse.emf.codegen.ecore.generator.Generator;
import org.eclipse.emf.codegen.ecore.genmodel.GenFeature;
import org.eclipse.emf.codegen.ecore.genmodel.GenModel;
import org.eclipse.emf.codegen.ecore.genmodel.GenModelPackage;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenBaseGeneratorAdapter;
import org.eclipse.emf.codegen.ecore.genmodel.generator.GenModelGeneratorAdapterFactory;
import org.eclipse.emf.codegen.ecore.genmodel.impl.GenFeatureImpl;
import org.eclipse.emf.codegen.ecore.genmodel.impl.GenModelFactoryImpl;
import org.eclipse.emf.common.util.BasicMonitor;
import org.eclipse.emf.common.util.Diagnostic;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.plugin.EcorePlugin;
import org.eclipse.emf.ecore.resource.ResourceSet;
import org.eclipse.emf.ecore.resource.impl.ResourceSetImpl;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.ecore.xmi.impl.EcoreResourceFactoryImpl;
import org.ssiworkbench.cluster.Units;

/**
 * Generates the Java code of the cluster model, without Eclipse: part of the build, not of the bundle.
 * The generator also writes a manifest, plugin.xml and build.properties; it works in a scratch copy of the
 * project so that only sources reach ours.
 */
public final class GenerateModel {
	private static final String PROJECT = "org.ssiworkbench.cluster";
	private static final List<String> MODEL_FILES = List.of("cluster.ecore", "cluster.genmodel");

	private GenerateModel() {
	}

	/** @param args the bundle's folder, and a scratch folder that is emptied */
	public static void main(String[] args) throws IOException {
		Path bundle = Path.of(args[0]).toRealPath();
		Path scratch = Path.of(args[1]).toAbsolutePath();
		delete(scratch);
		Files.createDirectories(scratch.resolve("model"));
		for (String file : MODEL_FILES) {
			Files.copy(bundle.resolve("model").resolve(file), scratch.resolve("model").resolve(file));
		}
		generate(scratch.toRealPath());
		replaceSources(scratch.resolve("src-gen"), bundle.resolve("src-gen"));
	}

	private static void generate(Path project) {
		Generator generator = new Generator();
		generator.getAdapterFactoryDescriptorRegistry().addDescriptor(GenModelPackage.eNS_URI,
				GenModelGeneratorAdapterFactory.DESCRIPTOR);
		GenModel genModel = load(project);
		generator.setInput(genModel);
		Diagnostic result = generator.generate(genModel, GenBaseGeneratorAdapter.MODEL_PROJECT_TYPE, new BasicMonitor());
		if (result.getSeverity() != Diagnostic.OK) {
			throw new IllegalStateException("The model's code could not be generated: " + result);
		}
	}

	private static GenModel load(Path project) {
		ResourceSet resources = new ResourceSetImpl();
		resources.getResourceFactoryRegistry().getExtensionToFactoryMap().put("*", new EcoreResourceFactoryImpl());
		EcorePlugin.getPlatformResourceMap().put(PROJECT, URI.createFileURI(project + "/"));
		resources.getURIConverter().getURIMap().putAll(EcorePlugin.computePlatformURIMap(false));
		GenModelPackage.eINSTANCE.setEFactoryInstance(new UnitsFactory());
		URI location = URI.createPlatformResourceURI(PROJECT + "/model/cluster.genmodel", true);
		GenModel genModel = (GenModel) resources.getResource(location, true).getContents().get(0);
		EcoreUtil.resolveAll(resources);
		genModel.reconcile();
		genModel.setCanGenerate(true);
		Diagnostic faults = genModel.diagnose();
		if (faults.getSeverity() == Diagnostic.ERROR) {
			throw new IllegalStateException("The generator model has errors: " + faults);
		}
		return genModel;
	}

	/** Lets default values such as 10s, which the generator cannot read by itself, be written into the code as numbers. */
	private static final class UnitsFactory extends GenModelFactoryImpl {
		@Override
		public GenFeature createGenFeature() {
			return new GenFeatureImpl() {
				@Override
				public String getStaticDefaultValue() {
					String text = getEcoreFeature().getDefaultValueLiteral();
					return text == null ? super.getStaticDefaultValue() : switch (getEcoreFeature().getEType().getName()) {
					case "Duration" -> Units.parseDuration(text) + "L";
					case "Size" -> Units.parseSize(text) + "L";
					case "Bandwidth" -> Units.parseBandwidth(text) + "L";
					default -> super.getStaticDefaultValue();
					};
				}
			};
		}
	}

	private static void replaceSources(Path from, Path to) throws IOException {
		delete(to);
		try (var files = Files.walk(from)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = to.resolve(from.relativize(file).toString());
				Files.createDirectories(target.getParent());
				Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}
}
